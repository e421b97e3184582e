using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>What the reference plugin does for security group rules: one method per operation, one transaction each.</summary>
public sealed class SecurityGroupRuleService(ChangeDispatcher dispatcher)
{
    /// <summary>Adds rules to one group, all or none.</summary>
    public Task<IReadOnlyList<SecurityGroupRule>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<SecurityGroupRule>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var rules = requests.Select(values => New(values, hooks.SecurityGroupRule, scope.Transaction.Now)).ToList();
                var groupId = SecurityGroupRuleRules.GroupOf(rules);
                foreach (var (rule, values) in rules.Zip(requests))
                {
                    SecurityGroupRuleRules.Settle(rule);
                    SecurityGroupRuleRules.CheckRemote(values);
                    if (values.Get(SecurityGroupRuleResource.RemoteAddressGroupId) is { } addressGroup)
                        throw new AddressGroupNotFoundException(addressGroup);
                }

                var group = await GroupAsync(scope, groupId, token);
                await DemandRemoteGroupsAsync(scope, rules, token);
                await DemandNewAsync(scope.Db, groupId, rules, token);
                await QuotaEnforcer.DemandAsync(scope, "security_group_rule", rules, token);
                foreach (var (rule, values) in rules.Zip(requests))
                {
                    rule.SecurityGroupTenantId = group.TenantId;
                    scope.Db.Add(rule);
                    scope.Record(ChangeKind.Create, rule, values);
                }

                group.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                return rules;
            },
            cancellationToken);

    /// <summary>Takes a rule from its group.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var rule = await scope.FindAsync(scope.Db.SecurityGroupRules, target, SecurityGroupRuleResource.Definition, token);
                await StoreLocks.LockAsync<SecurityGroup>(scope.Db, rule.SecurityGroupId, token);
                if (await scope.Db.SecurityGroups.FirstOrDefaultAsync(group => group.Id == rule.SecurityGroupId, token) is { } group)
                    group.Touch(scope.Transaction.Now);
                scope.Db.Remove(rule);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Delete, rule);
                return rule;
            },
            cancellationToken);

    private static SecurityGroupRule New(AttributeValues values, ChangeHooks<SecurityGroupRule> hooks, DateTime now)
    {
        var rule = new SecurityGroupRule
        {
            SecurityGroupId = values.Get(SecurityGroupRuleResource.SecurityGroupId),
            Direction = values.Get(SecurityGroupRuleResource.Direction),
            EtherType = values.Get(SecurityGroupRuleResource.EtherType),
            Protocol = values.Get(SecurityGroupRuleResource.Protocol),
            PortRangeMin = values.Get(SecurityGroupRuleResource.PortRangeMin),
            PortRangeMax = values.Get(SecurityGroupRuleResource.PortRangeMax),
            RemoteIpPrefix = values.Get(SecurityGroupRuleResource.RemoteIpPrefix),
            RemoteGroupId = values.Get(SecurityGroupRuleResource.RemoteGroupId),
            Note = values.Get(SecurityGroupRuleResource.Description),
        }.Stamp(SecurityGroupRuleResource.Standard, values, now);
        hooks.Attributes.Store(rule, values);
        return rule;
    }

    /// <summary>The group, for this transaction alone to change: its revision counts the changes of its rules.</summary>
    private static async Task<SecurityGroup> GroupAsync(ChangeScope scope, Guid id, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<SecurityGroup>(scope.Db, id, cancellationToken);
        return await scope.Db.SecurityGroups.Where(Visibility.SecurityGroups(scope.Context)).ForCaller(scope.Db)
            .FirstOrDefaultAsync(group => group.Id == id, cancellationToken)
            ?? throw new SecurityGroupNotFoundException(id.ToString());
    }

    private static async Task DemandRemoteGroupsAsync(
        ChangeScope scope, List<SecurityGroupRule> rules, CancellationToken cancellationToken)
    {
        var ids = rules.Select(rule => rule.RemoteGroupId).OfType<Guid>().ToHashSet();
        if (ids.Count == 0)
            return;

        var found = await scope.Db.SecurityGroups.Where(Visibility.SecurityGroups(scope.Context)).ForCaller(scope.Db)
            .Where(group => ids.Contains(group.Id))
            .Select(group => group.Id)
            .ToListAsync(cancellationToken);
        ids.ExceptWith(found);
        if (ids.Count > 0)
            throw new SecurityGroupNotFoundException(ids.First().ToString());
    }

    private static async Task DemandNewAsync(
        QuantumDbContext db, Guid groupId, List<SecurityGroupRule> rules, CancellationToken cancellationToken)
    {
        var meanings = rules.Select(rule => rule.Meaning).ToHashSet(StringComparer.Ordinal);
        if (meanings.Count < rules.Count)
            throw new DuplicateSecurityGroupRuleInPostException();

        var existing = await db.SecurityGroupRules
            .Where(rule => rule.SecurityGroupId == groupId && meanings.Contains(rule.Meaning))
            .OrderBy(rule => rule.Id)
            .Select(rule => (Guid?)rule.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (existing is { } id)
            throw new SecurityGroupRuleExistsException(id);
    }
}
