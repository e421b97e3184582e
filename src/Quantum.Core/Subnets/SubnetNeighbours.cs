using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.SubnetPools;
using Quantum.Resources.Networks;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

/// <summary>What the other subnets of a network, and of the cloud, mean for one that comes or goes.</summary>
internal static class SubnetNeighbours
{
    /// <summary>New subnets share no address with others, and go with the other subnets of their network.</summary>
    public static async Task CheckAsync(
        ChangeScope scope,
        IReadOnlyList<Subnet> created,
        Dictionary<Guid, Network> networks,
        IReadOnlyDictionary<Guid, SubnetPool> pools,
        CancellationToken cancellationToken)
    {
        var networkIds = created.Select(subnet => subnet.NetworkId).ToHashSet();
        var everywhere = !scope.Context.Profile.AllowOverlappingIps;
        var taken = await scope.Db.Subnets
            .Where(subnet => everywhere || networkIds.Contains(subnet.NetworkId))
            .Select(subnet => new { subnet.NetworkId, subnet.Cidr, subnet.SubnetPoolId })
            .ToListAsync(cancellationToken);
        foreach (var subnet in created)
        {
            SubnetRules.CheckOverlap(subnet, taken.Where(other => everywhere || other.NetworkId == subnet.NetworkId).Select(other => other.Cidr));
            var (network, pool) = (networks[subnet.NetworkId], subnet.SubnetPoolId is { } id ? pools[id] : null);
            var neighbours = taken.Where(other => other.NetworkId == subnet.NetworkId && other.Cidr.IpVersion == subnet.IpVersion);
            SubnetPoolRules.CheckAffinity(network, subnet, pool, [.. neighbours.Select(other => other.SubnetPoolId)]);
            if (pool?.AddressScopeId is { } scopeId)
                network.SetAddressScope(subnet.IpVersion, scopeId);
            taken.Add(new { subnet.NetworkId, subnet.Cidr, subnet.SubnetPoolId });
        }
    }

    /// <summary>A network is in an address scope as long as it has a subnet of one of the scope's pools.</summary>
    public static async Task LeaveScopeAsync(QuantumDbContext db, Network network, Subnet deleted, CancellationToken cancellationToken)
    {
        if (deleted.SubnetPoolId is null || network.AddressScope(deleted.IpVersion) is null)
            return;

        var stays = await db.Subnets.AnyAsync(
            subnet => subnet.NetworkId == network.Id && subnet.Id != deleted.Id && subnet.IpVersion == deleted.IpVersion, cancellationToken);
        if (!stays)
            network.SetAddressScope(deleted.IpVersion, null);
    }
}
