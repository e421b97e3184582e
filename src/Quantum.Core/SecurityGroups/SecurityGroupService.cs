using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>What the reference plugin does for security groups: one method per operation, one transaction each.</summary>
public sealed class SecurityGroupService(ChangeDispatcher dispatcher, QuantumStore store, DefaultSecurityGroups defaultGroups)
{
    /// <summary>Creates groups with the rules that every group begins with, all or none.</summary>
    public Task<IReadOnlyList<SecurityGroup>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<SecurityGroup>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var groups = requests.Select(values => New(values, hooks.SecurityGroup, scope.Transaction.Now)).ToList();
                await defaultGroups.OfAsync(scope, groups.Select(group => group.TenantId), token);
                await QuotaEnforcer.DemandAsync(scope, "security_group", groups, token);
                await QuotaEnforcer.DemandAsync(scope, "security_group_rule", groups.SelectMany(group => group.Rules), token);
                scope.Db.AddRange(groups);
                foreach (var (group, values) in groups.Zip(requests))
                    scope.Record(ChangeKind.Create, group, values);
                await scope.Db.SaveChangesAsync(token);
                return groups;
            },
            cancellationToken);

    /// <summary>Changes a group; the default group keeps its name.</summary>
    public Task<SecurityGroup> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                // Who puts ports into the group, which must not have groups of both kinds, waits for its row.
                if (changes.Contains(SecurityGroupResource.Stateful))
                    await StoreLocks.LockAsync<SecurityGroup>(scope.Db, target.Id, token);
                var group = await scope.FindAsync(
                    scope.Db.SecurityGroups.Include(group => group.Rules), target, SecurityGroupResource.Definition, token);
                var stateful = changes.GetOr(SecurityGroupResource.Stateful, group.Stateful);
                if (stateful != group.Stateful)
                    await DemandUnusedAsync(scope.Db, group, token);
                if (group.IsDefault && changes.Contains(SecurityGroupResource.Standard.Name))
                    throw new SecurityGroupCannotUpdateDefaultException();

                group.Apply(SecurityGroupResource.Standard, changes);
                group.Stateful = stateful;
                hooks.SecurityGroup.Attributes.Store(group, changes);
                if (scope.Db.ChangeTracker.HasChanges())
                    group.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                await CallerSharing.ShowAsync(scope.Db, group, token);
                scope.Record(ChangeKind.Update, group, changes);
                return group;
            },
            cancellationToken);

    /// <summary>Deletes a group that guards no port, with its rules and those of other groups that are about it.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                // Who adds rules to the group or about it waits for its row.
                await StoreLocks.LockAsync<SecurityGroup>(scope.Db, target.Id, token);
                var group = await scope.FindAsync(
                    scope.Db.SecurityGroups.Include(group => group.Rules), target, SecurityGroupResource.Definition, token);
                await DemandUnusedAsync(scope.Db, group, token);
                if (group.IsDefault && !context.IsAdmin)
                    throw new SecurityGroupCannotRemoveDefaultException();

                await RemoveMentionsAsync(scope, group, token);
                var rules = group.Rules.ToList();
                scope.Db.RemoveRange(rules);
                scope.Db.Remove(group);
                await scope.Db.SaveChangesAsync(token);
                group.Rules = rules;
                scope.Transaction.OnCommit(() => defaultGroups.Forget(group.TenantId));
                scope.Record(ChangeKind.Delete, group);
                return group;
            },
            cancellationToken);

    /// <summary>Sees to it that a tenant has its default group; as a rule it has, and one question is all.</summary>
    public async Task EnsureDefaultAsync(RequestContext context, string tenant, PluginHooks hooks, CancellationToken cancellationToken)
    {
        await using (var db = store.OpenRead())
        {
            if (await db.SecurityGroups.AnyAsync(group => group.IsDefault && group.TenantId == tenant, cancellationToken))
                return;
        }

        defaultGroups.Forget(tenant);
        await dispatcher.RunAsync(context, hooks, (scope, token) => defaultGroups.OfAsync(scope, [tenant], token), cancellationToken);
    }

    private static SecurityGroup New(AttributeValues values, ChangeHooks<SecurityGroup> hooks, DateTime now)
    {
        var group = new SecurityGroup { Stateful = values.Get(SecurityGroupResource.Stateful) }
            .Stamp(SecurityGroupResource.Standard, values, now);
        group.Rules.AddRange(InitialRules.Of(group, now));
        hooks.Attributes.Store(group, values);
        return group;
    }

    private static async Task DemandUnusedAsync(QuantumDbContext db, SecurityGroup group, CancellationToken cancellationToken)
    {
        if (await db.PortSecurityGroups.AnyAsync(held => held.SecurityGroupId == group.Id, cancellationToken))
            throw new SecurityGroupInUseException(group.Id);
    }

    /// <summary>A rule about the ports of a group that is gone would let nothing pass.</summary>
    private static async Task RemoveMentionsAsync(ChangeScope scope, SecurityGroup group, CancellationToken cancellationToken)
    {
        var mentions = await scope.Db.SecurityGroupRules
            .Where(rule => rule.RemoteGroupId == group.Id && rule.SecurityGroupId != group.Id)
            .ToListAsync(cancellationToken);
        if (mentions.Count == 0)
            return;

        var ids = mentions.Select(rule => rule.SecurityGroupId).ToHashSet();
        foreach (var other in await scope.Db.SecurityGroups.Where(other => ids.Contains(other.Id)).ToListAsync(cancellationToken))
            other.Touch(scope.Transaction.Now);
        scope.Db.RemoveRange(mentions);
        foreach (var rule in mentions)
            scope.Record(ChangeKind.Delete, rule);
    }
}
