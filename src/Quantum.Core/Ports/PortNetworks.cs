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
    /// <returns>The subnets of the networks with their pools, in order of creation.</returns>
    /// <exception cref="NetworkNotFoundException">A network is gone, or its sharing has ended since policy saw it.</exception>
    public static async Task<ILookup<Guid, Subnet>> JoinAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, CancellationToken cancellationToken)
    {
        var networks = await ReadAsync(scope.Db, [.. ports.Select(port => port.NetworkId)], cancellationToken);
        foreach (var port in ports)
        {
            if (!networks.TryGetValue(port.NetworkId, out var network) || !(network.Shared || IsOpenTo(scope.Context, network.TenantId)))
                throw new NetworkNotFoundException(port.NetworkId.ToString());
            port.NetworkTenantId = network.TenantId;
            port.PortSecurityEnabled = network.PortSecurityEnabled;
            port.NetworkQosPolicyId = network.QosPolicyId;
        }

        var guests = ports.Where(port => port.TenantId != port.NetworkTenantId && networks[port.NetworkId].Shared);
        foreach (var id in guests.Select(port => port.NetworkId).Distinct().Order())
            await DemandSharedAsync(scope.Db, id, cancellationToken);
        return networks.Values.SelectMany(network => network.Subnets).ToLookup(subnet => subnet.NetworkId);
    }

    /// <summary>The subnets of a network with their pools, in order of creation.</summary>
    public static async Task<IReadOnlyList<Subnet>> SubnetsAsync(QuantumDbContext db, Guid networkId, CancellationToken cancellationToken) =>
        await db.Subnets.AsNoTracking()
            .Include(subnet => subnet.AllocationPools.OrderBy(pool => pool.FirstIp))
            .Where(subnet => subnet.NetworkId == networkId)
            .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
            .ToListAsync(cancellationToken);

    private static async Task<Dictionary<Guid, JoinedNetwork>> ReadAsync(QuantumDbContext db, HashSet<Guid> ids, CancellationToken cancellationToken)
    {
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        var rows = await db.Networks.AsNoTracking().WithIds(ids)
            .Select(network => new
            {
                network.Id,
                network.TenantId,
                Shared = network.Shared || shared.Contains(network.Id),
                network.PortSecurityEnabled,
                network.QosPolicyId,
                Subnets = db.Subnets.Where(subnet => subnet.NetworkId == network.Id)
                    .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                    .Select(subnet => new { Subnet = subnet, Pools = subnet.AllocationPools.OrderBy(pool => pool.FirstIp).ToList() })
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows.SelectMany(network => network.Subnets))
            row.Subnet.AllocationPools = row.Pools;
        return rows.ToDictionary(
            network => network.Id,
            network => new JoinedNetwork(
                network.TenantId, network.Shared, network.PortSecurityEnabled, network.QosPolicyId, [.. network.Subnets.Select(row => row.Subnet)]));
    }

    private static bool IsOpenTo(RequestContext context, string owner) => context.ReadsAllTenants || context.Owns(owner);

    private static async Task DemandSharedAsync(QuantumDbContext db, Guid networkId, CancellationToken cancellationToken)
    {
        await StoreLocks.ShareAsync<Network>(db, networkId, cancellationToken);
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        if (!await db.Networks.AnyAsync(network => network.Id == networkId && (network.Shared || shared.Contains(networkId)), cancellationToken))
            throw new NetworkNotFoundException(networkId.ToString());
    }

    /// <summary>What a new port must know of its network.</summary>
    private sealed record JoinedNetwork(
        string TenantId, bool Shared, bool PortSecurityEnabled, Guid? QosPolicyId, IReadOnlyList<Subnet> Subnets);
}
