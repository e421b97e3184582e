using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Ports;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.AutoAllocation;

/// <summary>Gives a tenant that knows no network one that leads out of the cloud.</summary>
public sealed class AutoAllocationService(QuantumStore store, TopologyBuilder builder)
{
    /// <summary>The network of the tenant's topology, which is made when there is none.</summary>
    /// <exception cref="QuantumException">There is none, and it cannot be made.</exception>
    public async Task<Guid> GetAsync(RequestContext context, string tenant, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, cancellationToken) is { } found)
            return found.NetworkId;

        var external = await ExternalAsync(cancellationToken);
        var built = await builder.BuildAsync(context, tenant, external, await PoolsAsync(context, cancellationToken), cancellationToken);
        var kept = await KeepAsync(built);
        if (kept.NetworkId != built.NetworkId)
        {
            // Another request made one at the same time, and was faster.
            await builder.RemoveAsync(context, built, await SubnetsAsync(built.NetworkId));
            return kept.NetworkId;
        }

        await builder.OpenAsync(context, built, cancellationToken);
        return built.NetworkId;
    }

    /// <summary>A topology could be made.</summary>
    /// <exception cref="AutoAllocationFailureException">Something that it is made of is missing.</exception>
    public async Task DemandPossibleAsync(RequestContext context, CancellationToken cancellationToken)
    {
        await ExternalAsync(cancellationToken);
        if ((await PoolsAsync(context, cancellationToken)).Count == 0)
            throw new AutoAllocationFailureException("No default subnetpools defined");
    }

    /// <summary>Takes the tenant's topology away, if there is one.</summary>
    /// <exception cref="QuantumException">Ports still use it.</exception>
    public async Task DeleteAsync(RequestContext context, string tenant, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, cancellationToken) is not { } topology)
            return;

        await using (var db = store.OpenRead())
        {
            if (await db.Ports.AnyAsync(
                port => port.NetworkId == topology.NetworkId && port.DeviceOwner != DeviceOwners.Dhcp && port.DeviceOwner != DeviceOwners.RouterInterface,
                cancellationToken))
                throw new NetworkInUseException(topology.NetworkId);
        }

        await builder.RemoveAsync(context, topology, await SubnetsAsync(topology.NetworkId));
    }

    private async Task<AutoAllocatedTopology?> FindAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await db.AutoAllocatedTopologies.FirstOrDefaultAsync(topology => topology.TenantId == tenant, cancellationToken);
    }

    private async Task<Guid> ExternalAsync(CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var found = await db.Networks.Where(network => network.IsDefault && network.External).Select(network => (Guid?)network.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return found ?? throw new AutoAllocationFailureException("No default router:external network");
    }

    private async Task<IReadOnlyList<SubnetPool>> PoolsAsync(RequestContext context, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        db.CallerTenant = context.TenantId;
        return await db.SubnetPools.Where(Visibility.SubnetPools(context)).ForCaller(db).Where(pool => pool.IsDefault)
            .OrderBy(pool => pool.IpVersion)
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Guid>> SubnetsAsync(Guid networkId)
    {
        await using var db = store.OpenRead();
        return await db.Subnets.Where(subnet => subnet.NetworkId == networkId).Select(subnet => subnet.Id).ToListAsync(CancellationToken.None);
    }

    /// <summary>The tenant's topology: the one that was made, or one that was kept before.</summary>
    private Task<AutoAllocatedTopology> KeepAsync(AutoAllocatedTopology built) => store.WriteAsync(
        async (transaction, token) =>
        {
            if (await transaction.Db.AutoAllocatedTopologies.AsNoTracking()
                .FirstOrDefaultAsync(topology => topology.TenantId == built.TenantId, token) is { } kept)
                return kept;

            transaction.Db.Add(built);
            return built;
        },
        CancellationToken.None);
}
