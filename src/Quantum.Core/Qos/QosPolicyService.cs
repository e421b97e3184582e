using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>QoS policies, of which no backend is told: one method per operation, one transaction each.</summary>
public sealed class QosPolicyService(ChangeDispatcher dispatcher) : IResourcePlugin<QosPolicy>
{
    /// <summary>Creates policies, all or none.</summary>
    public Task<IReadOnlyList<QosPolicy>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<QosPolicy>>(
            context,
            async (scope, token) =>
            {
                var policies = requests.Select(values => New(values, scope.Transaction.Now)).ToList();
                await DemandOneDefaultAsync(scope.Db, [.. policies.Where(policy => policy.IsDefault)], token);
                scope.Db.AddRange(policies);
                await scope.Db.SaveChangesAsync(token);
                scope.Db.AddRange(policies.Where(policy => policy.Shared).Select(RbacObjectTypes.QosPolicy.ForEverybody));
                return policies;
            },
            cancellationToken);

    /// <summary>Changes a policy.</summary>
    public Task<QosPolicy> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var policy = await FindAsync(scope, target, token);
                policy.Apply(QosPolicyResource.Standard, changes);
                if (changes.TryGet(QosPolicyResource.Shared, out var shared) && shared != policy.Shared)
                    await RbacObjectTypes.QosPolicy.ShareAsync(scope, policy, shared, token);
                if (changes.TryGet(QosPolicyResource.IsDefault, out var isDefault) && isDefault && !policy.IsDefault)
                    await DemandOneDefaultAsync(scope.Db, [policy], token);
                policy.IsDefault = isDefault || (policy.IsDefault && !changes.Contains(QosPolicyResource.IsDefault));
                if (scope.Db.ChangeTracker.HasChanges())
                    policy.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                await CallerSharing.ShowAsync(scope.Db, policy, token);
                return policy;
            },
            cancellationToken);

    /// <summary>Deletes a policy with its rules, once nothing follows it.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var policy = await FindAsync(scope, target, token);
                if (await QosTargets.AnyAsync(scope.Db, policy.Id, token) is { } user)
                    throw new QosPolicyInUseException(policy.Id, user.Kind, user.Id);
                scope.Db.Remove(policy);
                await scope.Db.SaveChangesAsync(token);
                return policy;
            },
            cancellationToken);

    /// <summary>The policy with its rules. Whoever changes it, or begins to follow it, waits for its row.</summary>
    internal static async Task<QosPolicy> FindAsync(ChangeScope scope, ChangeTarget target, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<QosPolicy>(scope.Db, target.Id, cancellationToken);
        return await scope.FindAsync(QosQueries.Whole(scope.Db.QosPolicies), target, QosPolicyResource.Definition, cancellationToken);
    }

    private static QosPolicy New(AttributeValues values, DateTime now) => new QosPolicy
    {
        Shared = values.Get(QosPolicyResource.Shared),
        IsDefault = values.Get(QosPolicyResource.IsDefault),
    }.Stamp(QosPolicyResource.Standard, values, now);

    private static async Task DemandOneDefaultAsync(
        QuantumDbContext db, IReadOnlyList<QosPolicy> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return;

        var owners = wanted.Select(policy => policy.TenantId).ToList();
        var taken = wanted.Count > owners.Distinct().Count()
            ? owners.GroupBy(owner => owner).First(group => group.Count() > 1).Key
            : await db.QosPolicies.Where(policy => policy.IsDefault && owners.Contains(policy.TenantId))
                .Select(policy => policy.TenantId)
                .FirstOrDefaultAsync(cancellationToken);
        if (taken is not null)
            throw new QoSPolicyDefaultAlreadyExistsException(taken);
    }
}
