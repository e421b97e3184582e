using Quantum.Resources.Attributes;

namespace Quantum.Resources.SecurityGroups;

/// <summary>The refusals of rules, for documents.</summary>
internal static class RuleFailures
{
    public static ResourceFailures Samples { get; } = new()
    {
        Create =
        [
            new SecurityGroupRuleExistsException(ResourceFailures.SampleId),
            new SecurityGroupInvalidPortRangeException(),
            new SecurityGroupProtocolRequiredWithPortsException(),
            new SecurityGroupMultipleRemoteEntitesException(),
            new SecurityGroupRuleParameterConflictException(EtherType.IPv6, "192.168.1.0/24"),
            new SecurityGroupNotSingleGroupRulesException(),
        ],
    };
}
