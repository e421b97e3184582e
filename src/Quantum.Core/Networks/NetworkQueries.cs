using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Networks;

namespace Quantum.Core.Networks;

/// <summary>Reads networks with what their answers show.</summary>
public static class NetworkQueries
{
    /// <summary>The networks with their segments and the ids of their subnets, in one query.</summary>
    public static IAsyncEnumerable<Network> Read(QuantumDbContext db, IQueryable<Network> networks) =>
        networks
            .Include(network => network.Segment)
            .Select(network => new
            {
                Network = network,
                SubnetIds = db.Subnets
                    .Where(subnet => subnet.NetworkId == network.Id)
                    .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                    .Select(subnet => subnet.Id)
                    .ToList(),
            })
            .AsAsyncEnumerable()
            .Select(row =>
            {
                row.Network.SubnetIds = row.SubnetIds;
                return row.Network;
            });

    /// <summary>Fills in the ids of one network's subnets.</summary>
    public static async Task LoadSubnetIdsAsync(QuantumDbContext db, Network network, CancellationToken cancellationToken) =>
        network.SubnetIds = await db.Subnets
            .Where(subnet => subnet.NetworkId == network.Id)
            .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
            .Select(subnet => subnet.Id)
            .ToListAsync(cancellationToken);
}
