using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Resources.Networks;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Networks;

/// <summary>Reads networks with what their answers show.</summary>
public static class NetworkQueries
{
    /// <summary>The networks with their segments and the ids of their subnets, in one query.</summary>
    public static IAsyncEnumerable<Network> Read(QuantumDbContext db, IQueryable<Network> networks)
    {
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        return networks
            .Include(network => network.Segment)
            .Select(network => new
            {
                Network = network,
                SharedWithCaller = shared.Contains(network.Id),
                SubnetIds = db.Subnets
                    .Where(subnet => subnet.NetworkId == network.Id)
                    .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                    .Select(subnet => subnet.Id)
                    .ToList(),
            })
            .AsAsyncEnumerable()
            .Select(row =>
            {
                (row.Network.SubnetIds, row.Network.SharedWithCaller) = (row.SubnetIds, row.SharedWithCaller);
                return row.Network;
            });
    }

    /// <summary>Copies a network's sharing with everybody to its subnets.</summary>
    public static Task ShareSubnetsAsync(QuantumDbContext db, Network network, CancellationToken cancellationToken) =>
        db.Subnets.Where(subnet => subnet.NetworkId == network.Id)
            .ExecuteUpdateAsync(subnet => subnet.SetProperty(row => row.Shared, network.Shared), cancellationToken);

    /// <summary>Fills in what an answer shows of one network besides its row: its subnets, and whether it is shared with the caller.</summary>
    public static async Task LoadShownAsync(QuantumDbContext db, Network network, CancellationToken cancellationToken)
    {
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        var shown = await db.Networks.Where(row => row.Id == network.Id)
            .Select(row => new
            {
                SharedWithCaller = shared.Contains(row.Id),
                SubnetIds = db.Subnets
                    .Where(subnet => subnet.NetworkId == row.Id)
                    .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                    .Select(subnet => subnet.Id)
                    .ToList(),
            })
            .SingleAsync(cancellationToken);
        (network.SubnetIds, network.SharedWithCaller) = (shown.SubnetIds, shown.SharedWithCaller);
    }
}
