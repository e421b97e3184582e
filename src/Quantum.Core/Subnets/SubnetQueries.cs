using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Resources.Rbac;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

/// <summary>Reads subnets with what their answers show.</summary>
public static class SubnetQueries
{
    /// <summary>The subnets with their pools, in one query.</summary>
    public static IAsyncEnumerable<Subnet> Read(QuantumDbContext db, IQueryable<Subnet> subnets)
    {
        var shared = CallerSharing.With(db, RbacPolicy.AccessAsShared);
        return subnets
            .Include(subnet => subnet.AllocationPools.OrderBy(pool => pool.FirstIp))
            .Select(subnet => new { Subnet = subnet, SharedWithCaller = shared.Contains(subnet.NetworkId) })
            .AsAsyncEnumerable()
            .Select(row =>
            {
                row.Subnet.SharedWithCaller = row.SharedWithCaller;
                return row.Subnet;
            });
    }
}
