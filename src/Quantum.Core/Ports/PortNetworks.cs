using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Rbac;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ports;

/// <summary>The networks that ports are put on, as the creating transaction sees them.</summary>
internal static class PortNetworks
{
    /// <summary>
    /// Puts the ports on their networks: these exist, are still visible to the caller, and those of other tenants stay shared
    /// until the transaction ends. Who else may use an unshared network was decided by policy.
    /// </summary>
    /// <exception cref="NetworkNotFoundException">A network is gone, or its sharing has ended since policy saw it.</exception>
    public static async Task JoinAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, CancellationToken cancellationToken)
    {
        var ids = ports.Select(port => port.NetworkId).ToHashSet();
        var shared = CallerSharing.With(scope.Db, RbacPolicy.AccessAsShared);
        var owners = await scope.Db.Networks.Where(network => ids.Contains(network.Id))
            .Select(network => new { network.Id, network.TenantId, Shared = network.Shared || shared.Contains(network.Id), network.PortSecurityEnabled })
            .ToDictionaryAsync(network => network.Id, cancellationToken);
        foreach (var port in ports)
        {
            if (!owners.TryGetValue(port.NetworkId, out var network) || !(network.Shared || IsOpenTo(scope.Context, network.TenantId)))
                throw new NetworkNotFoundException(port.NetworkId.ToString());
            port.NetworkTenantId = network.TenantId;
            port.PortSecurityEnabled = network.PortSecurityEnabled;
        }

        var guests = ports.Where(port => port.TenantId != port.NetworkTenantId && owners[port.NetworkId].Shared);
        foreach (var id in guests.Select(port => port.NetworkId).Distinct().Order())
            await DemandSharedAsync(scope.Db, id, cancellationToken);
    }

    /// <summary>The subnets of networks with their pools, in order of creation.</summary>
    public static async Task<IReadOnlyList<Subnet>> SubnetsAsync(
        QuantumDbContext db, HashSet<Guid> networkIds, CancellationToken cancellationToken) =>
        await db.Subnets.AsNoTracking()
            .Include(subnet => subnet.AllocationPools.OrderBy(pool => pool.FirstIp))
            .Where(subnet => networkIds.Contains(subnet.NetworkId))
            .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
            .ToListAsync(cancellationToken);

    private static bool IsOpenTo(RequestContext context, string owner) => context.ReadsAllTenants || context.Owns(owner);

    private static async Task DemandSharedAsync(QuantumDbContext db, Guid networkId, CancellationToken cancellationToken)
    {
        await StoreLocks.ShareAsync<Network>(db, networkId, cancellationToken);
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        if (!await db.Networks.AnyAsync(network => network.Id == networkId && (network.Shared || shared.Contains(networkId)), cancellationToken))
            throw new NetworkNotFoundException(networkId.ToString());
    }
}
