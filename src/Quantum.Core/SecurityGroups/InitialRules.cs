using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>The rules that new groups come with: everything may leave; into ports of the default group comes what others of it send.</summary>
internal static class InitialRules
{
    public static IEnumerable<SecurityGroupRule> Of(SecurityGroup group, DateTime now)
    {
        foreach (var etherType in EtherType.All)
        {
            if (group.IsDefault)
                yield return Rule(group, RuleDirection.Ingress, etherType, group.Id, now);
            yield return Rule(group, RuleDirection.Egress, etherType, remoteGroupId: null, now);
        }
    }

    private static SecurityGroupRule Rule(SecurityGroup group, string direction, string etherType, Guid? remoteGroupId, DateTime now)
    {
        var rule = new SecurityGroupRule
        {
            Id = Guid.NewGuid(),
            TenantId = group.TenantId,
            SecurityGroupId = group.Id,
            SecurityGroupTenantId = group.TenantId,
            Direction = direction,
            EtherType = etherType,
            RemoteGroupId = remoteGroupId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        SecurityGroupRuleRules.Settle(rule);
        return rule;
    }
}
