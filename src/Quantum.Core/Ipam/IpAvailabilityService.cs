using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Networks;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ipam;

/// <summary>Tells how many addresses networks have and how many of them are taken, in three queries for any number of networks.</summary>
public sealed class IpAvailabilityService(QuantumStore store)
{
    /// <summary>The availability of the networks that the question names, in the order of their ids.</summary>
    public async Task<IReadOnlyList<NetworkIpAvailability>> ReadAsync(IpAvailabilityQuestion question, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var networks = Networks(db, question);
        var subnets = Subnets(db, networks, question);
        var used = await db.IpAllocations.Where(held => subnets.Any(subnet => subnet.Id == held.SubnetId))
            .GroupBy(held => held.SubnetId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var found = (await subnets.Include(subnet => subnet.AllocationPools).OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
            .ToListAsync(cancellationToken))
            .ToLookup(subnet => subnet.NetworkId, subnet => Of(subnet, used.GetValueOrDefault(subnet.Id)));
        var owners = await networks.OrderBy(network => network.Id).Select(network => new { network.Id, network.Name, network.TenantId })
            .ToListAsync(cancellationToken);
        return
        [
            .. owners.Where(network => question.IpVersions.Count == 0 || found.Contains(network.Id))
                .Select(network => new NetworkIpAvailability(network.Id, network.Name, network.TenantId, [.. found[network.Id]])),
        ];
    }

    private static IQueryable<Network> Networks(QuantumDbContext db, IpAvailabilityQuestion question)
    {
        var (ids, names, tenants) = (question.NetworkIds, question.NetworkNames, question.TenantIds);
        IQueryable<Network> networks = db.Networks;
        if (ids is not null)
            networks = networks.Where(network => ids.Contains(network.Id));
        if (names is not null)
            networks = networks.Where(network => names.Contains(network.Name));
        return tenants is null ? networks : networks.Where(network => tenants.Contains(network.TenantId));
    }

    private static IQueryable<Subnet> Subnets(QuantumDbContext db, IQueryable<Network> networks, IpAvailabilityQuestion question)
    {
        var versions = question.IpVersions;
        var subnets = db.Subnets.Where(subnet => networks.Any(network => network.Id == subnet.NetworkId));
        return versions.Count == 0 ? subnets : subnets.Where(subnet => versions.Contains(subnet.IpVersion));
    }

    private static SubnetIpAvailability Of(Subnet subnet, int used)
    {
        var total = subnet.AllocationPools.Count == 0
            ? subnet.Cidr.Count
            : subnet.AllocationPools.Aggregate(UInt128.Zero, (sum, pool) => sum + pool.Range.Count);
        return new(subnet.Id, subnet.Name, subnet.Cidr, subnet.IpVersion, used, total);
    }
}
