using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.AddressScopes;

/// <summary>Keeps the pools of an address scope apart, inside the transaction that changes a pool.</summary>
internal static class AddressScopePools
{
    /// <summary>
    /// The pools may be in their scopes with their prefixes: the caller sees the scope, versions agree, and no other pool of it has
    /// any of the addresses. Others wait for the scope until the transaction ends.
    /// </summary>
    public static async Task JoinAsync(ChangeScope scope, IReadOnlyList<SubnetPool> pools, CancellationToken cancellationToken)
    {
        var members = pools.Where(pool => pool.AddressScopeId is not null).GroupBy(pool => pool.AddressScopeId!.Value);
        foreach (var joining in members.OrderBy(group => group.Key))
        {
            await StoreLocks.LockAsync<AddressScope>(scope.Db, joining.Key, cancellationToken);
            var found = await scope.Db.AddressScopes.AsNoTracking().Where(Visibility.AddressScopes(scope.Context)).ForCaller(scope.Db)
                .FirstOrDefaultAsync(row => row.Id == joining.Key, cancellationToken)
                ?? throw new AddressScopeNotFoundException(joining.Key.ToString());
            var ids = joining.Select(pool => pool.Id).ToList();
            var others = await scope.Db.SubnetPools.Where(pool => pool.AddressScopeId == found.Id && !ids.Contains(pool.Id))
                .Select(pool => pool.Prefixes)
                .ToListAsync(cancellationToken);
            CheckApart(found, joining, [.. others.SelectMany(prefixes => prefixes)]);
        }
    }

    /// <summary>Whoever changes a pool that is in a scope owns the scope, too.</summary>
    public static async Task DemandChangeableAsync(ChangeScope scope, SubnetPool pool, Guid scopeId, CancellationToken cancellationToken)
    {
        if (scope.Context.IsAdmin)
            return;

        var owner = await scope.Db.AddressScopes.Where(row => row.Id == scopeId).Select(row => row.TenantId).FirstAsync(cancellationToken);
        if (!scope.Context.Owns(owner))
            throw new IllegalSubnetPoolUpdateException(pool.Id, scopeId);
    }

    /// <summary>The networks that the pool's subnets are on follow it into its scope, or out of it, unless they have other subnets.</summary>
    public static async Task MoveNetworksAsync(ChangeScope scope, SubnetPool pool, CancellationToken cancellationToken)
    {
        var (db, id, version, scopeId) = (scope.Db, pool.Id, pool.IpVersion, pool.AddressScopeId);
        var networks = db.Networks.Where(network => db.Subnets.Any(subnet => subnet.NetworkId == network.Id && subnet.SubnetPoolId == id));
        var moved = networks.Select(network => network.Id);
        var now = scope.Transaction.Now;
        await networks.ExecuteUpdateAsync(
            update =>
            {
                update.SetProperty(network => network.RevisionNumber, network => network.RevisionNumber + 1);
                update.SetProperty(network => network.UpdatedAt, now);
                if (version == 4)
                    update.SetProperty(network => network.Ipv4AddressScopeId, scopeId);
                else
                    update.SetProperty(network => network.Ipv6AddressScopeId, scopeId);
            },
            cancellationToken);

        // Asked when the networks are held: a subnet that is being made on one of them is seen here, or sees the change.
        if (await db.Subnets.AnyAsync(
            subnet => moved.Contains(subnet.NetworkId) && subnet.IpVersion == version && subnet.SubnetPoolId != id, cancellationToken))
            throw new NetworkAddressScopeAffinityErrorException();
    }

    private static void CheckApart(AddressScope found, IEnumerable<SubnetPool> joining, List<IpCidr> taken)
    {
        foreach (var pool in joining)
        {
            if (pool.IpVersion != found.IpVersion)
                throw new IllegalSubnetPoolIpVersionAssociationToAddressScopeException(pool.Id, found.Id, found.IpVersion);
            if (PrefixSet.Of(pool.IpVersion, pool.Prefixes).Overlaps(PrefixSet.Of(pool.IpVersion, taken)))
                throw new AddressScopePrefixConflictException();
            taken.AddRange(pool.Prefixes);
        }
    }
}
