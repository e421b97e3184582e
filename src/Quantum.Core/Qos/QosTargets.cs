using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>The policies that resources follow, inside the transactions that create and change these.</summary>
internal static class QosTargets
{
    /// <summary>Lets new networks that name no policy follow the default of their owners.</summary>
    public static async Task FollowDefaultsAsync(ChangeScope scope, IReadOnlyList<Network> networks, CancellationToken cancellationToken)
    {
        await DemandAsync(scope, networks, cancellationToken);
        if (!scope.Context.Profile.StandardAttributes)
            return;

        var open = networks.Where(network => network.QosPolicyId is null).ToList();
        if (open.Count == 0)
            return;

        var owners = open.Select(network => network.TenantId).Distinct().ToList();
        var defaults = await scope.Db.QosPolicies.Where(policy => policy.IsDefault && owners.Contains(policy.TenantId))
            .ToDictionaryAsync(policy => policy.TenantId, policy => policy.Id, cancellationToken);
        foreach (var network in open.Where(network => defaults.ContainsKey(network.TenantId)))
            network.QosPolicyId = defaults[network.TenantId];
    }

    /// <summary>Demands that the caller sees the policies that resources are about to follow, until the transaction ends.</summary>
    /// <exception cref="QosPolicyNotFoundException">The caller does not see one.</exception>
    public static async Task DemandAsync(ChangeScope scope, IReadOnlyList<IQosTarget> targets, CancellationToken cancellationToken)
    {
        var ids = targets.Select(target => target.QosPolicyId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
            return;

        await StoreLocks.ShareAsync<QosPolicy>(scope.Db, ids, cancellationToken);
        var seen = await scope.Db.QosPolicies.Where(Visibility.QosPolicies(scope.Context)).ForCaller(scope.Db)
            .Where(policy => ids.Contains(policy.Id))
            .Select(policy => policy.Id)
            .ToListAsync(cancellationToken);
        if (ids.Except(seen).ToList() is [var missing, ..])
            throw new QosPolicyNotFoundException(missing.ToString());
    }

    /// <summary>The same for one resource that changes; asks nothing when the change is not about the policy.</summary>
    public static Task DemandAsync<TResource>(
        ChangeScope scope, TResource target, AttributeValues changes, AttributeDefinition row, CancellationToken cancellationToken)
        where TResource : Resource, IQosTarget =>
        changes.Contains(row) ? DemandAsync(scope, [target], cancellationToken) : Task.CompletedTask;

    /// <summary>What follows a policy, as refusals name it: its kind and id; <c>null</c>: nothing does.</summary>
    public static async Task<(string Kind, Guid Id)?> AnyAsync(QuantumDbContext db, Guid policyId, CancellationToken cancellationToken)
    {
        var users = db.Ports.Where(port => port.QosPolicyId == policyId).Select(port => new { Kind = "port", port.Id })
            .Concat(db.Networks.Where(network => network.QosPolicyId == policyId).Select(network => new { Kind = "network", network.Id }))
            .Concat(db.FloatingIps.Where(floatingIp => floatingIp.QosPolicyId == policyId).Select(floatingIp => new { Kind = "fip", floatingIp.Id }))
            .Concat(db.Routers.Where(router => router.QosPolicyId == policyId).Select(router => new { Kind = "router", router.Id }));
        return await users.FirstOrDefaultAsync(cancellationToken) is { } user ? (user.Kind, user.Id) : null;
    }
}
