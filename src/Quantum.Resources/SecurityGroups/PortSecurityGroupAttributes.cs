using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Resources.SecurityGroups;

/// <summary>What security groups add to ports.</summary>
public static class PortSecurityGroupAttributes
{
    /// <summary><c>security_groups</c>: absent means the tenant's default group; <c>[]</c> and null mean none.</summary>
    public static readonly AttributeDefinition<Port, IReadOnlyList<Guid>> SecurityGroups =
        new AttributeDefinition<Port, IReadOnlyList<Guid>>("security_groups", SecurityGroupAttributeTypes.Ids, port => port.SecurityGroupIds)
            .PostGenerated().Put().Filter(Matches).Only(profile => profile.SecurityGroups)
            .Doc("The groups that guard the port; absent: the tenant's default group, unless the port is the service's own.", "[]");

    private static Expression<Func<Port, bool>> Matches(IReadOnlyList<string> texts)
    {
        Guid[] ids = [.. AttributeQuery.Values(AttributeTypes.Uuid, texts)];
        return port => port.SecurityGroups.Any(held => ids.Contains(held.SecurityGroupId));
    }
}
