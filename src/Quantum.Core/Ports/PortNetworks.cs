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
    /// <summary>A network, by its id, with what else decides about a new port: who asks, and who will own the port.</summary>
    private static readonly StoreQuery<Guid, string?, string, NetworkRow> Grounds = new((db, id, caller, owner) =>
        db.Networks.AsNoTracking().Where(network => network.Id == id).Select(network => new NetworkRow
        {
            TenantId = network.TenantId,
            Shared = network.Shared || db.RbacPolicies.Any(policy =>
                policy.TargetTenant == caller && policy.Action == RbacPolicy.AccessAsShared && policy.ObjectId == network.Id),
            PortSecurityEnabled = network.PortSecurityEnabled,
            QosPolicyId = network.QosPolicyId,
            Subnets = db.Subnets.Where(subnet => subnet.NetworkId == network.Id)
                .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                .Select(subnet => new SubnetRow { Subnet = subnet, Pools = subnet.AllocationPools.OrderBy(pool => pool.FirstIp).ToList() })
                .ToList(),
            Limit = db.Quotas.Where(quota => quota.TenantId == owner && quota.Resource == "port")
                .Select(quota => (int?)quota.Limit)
                .FirstOrDefault(),
        }));

    /// <summary>
    /// Puts the ports on their networks: these exist, are still visible to the caller, and those of other tenants stay shared
    /// until the transaction ends. Who else may use an unshared network was decided by policy.
    /// </summary>
    /// <exception cref="NetworkNotFoundException">A network is gone, or its sharing has ended since policy saw it.</exception>
    public static async Task<PortGrounds> JoinAsync(ChangeScope scope, IReadOnlyList<Port> ports, CancellationToken cancellationToken)
    {
        var grounds = new PortGrounds([], []);
        foreach (var joining in ports.GroupBy(port => (port.NetworkId, port.TenantId)).OrderBy(joining => joining.Key.NetworkId))
        {
            var (networkId, owner) = joining.Key;
            var row = await Grounds.Run(scope.Db, networkId, scope.Context.TenantId, owner).FirstOrDefaultAsync(cancellationToken);
            if (row is null || !(row.Shared || IsOpenTo(scope.Context, row.TenantId)))
                throw new NetworkNotFoundException(networkId.ToString());
            if (row.Shared && owner != row.TenantId)
                await DemandSharedAsync(scope.Db, networkId, cancellationToken);
            foreach (var port in joining)
            {
                port.NetworkTenantId = row.TenantId;
                port.PortSecurityEnabled = row.PortSecurityEnabled;
                port.NetworkQosPolicyId = row.QosPolicyId;
            }

            grounds.Subnets[networkId] = row.WholeSubnets();
            grounds.Limits[owner] = row.Limit;
        }

        return grounds;
    }

    /// <summary>The subnets of a network with their pools, in order of creation.</summary>
    public static async Task<IReadOnlyList<Subnet>> SubnetsAsync(
        QuantumDbContext db, Guid networkId, CancellationToken cancellationToken) =>
        await db.Subnets.AsNoTracking()
            .Include(subnet => subnet.AllocationPools.OrderBy(pool => pool.FirstIp))
            .Where(subnet => subnet.NetworkId == networkId)
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

    private sealed class NetworkRow
    {
        public required string TenantId { get; init; }

        public required bool Shared { get; init; }

        public required bool PortSecurityEnabled { get; init; }

        public required Guid? QosPolicyId { get; init; }

        public required List<SubnetRow> Subnets { get; init; }

        public required int? Limit { get; init; }

        public IReadOnlyList<Subnet> WholeSubnets()
        {
            foreach (var row in Subnets)
                row.Subnet.AllocationPools = row.Pools;
            return [.. Subnets.Select(row => row.Subnet)];
        }
    }

    private sealed class SubnetRow
    {
        public required Subnet Subnet { get; init; }

        public required List<AllocationPool> Pools { get; init; }
    }
}

/// <summary>What decides about new ports besides the requests.</summary>
/// <param name="Subnets">The subnets of each network with their pools, in order of creation.</param>
/// <param name="Limits">How many ports each owner may have; <c>null</c>: nobody has set a limit for it.</param>
internal sealed record PortGrounds(Dictionary<Guid, IReadOnlyList<Subnet>> Subnets, Dictionary<string, int?> Limits);
