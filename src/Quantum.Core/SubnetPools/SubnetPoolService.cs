using Microsoft.EntityFrameworkCore;
using Quantum.Core.AddressScopes;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Rbac;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.SubnetPools;

/// <summary>Transactions on subnet pools. No backend has a part in them: what comes from a pool reaches it as a subnet.</summary>
public sealed class SubnetPoolService(ChangeDispatcher dispatcher) : IResourcePlugin<SubnetPool>
{
    /// <inheritdoc />
    public Task<IReadOnlyList<SubnetPool>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<SubnetPool>>(
            context,
            async (scope, token) =>
            {
                var pools = requests.Select(values => New(values, scope.Transaction.Now)).ToList();
                await QuotaEnforcer.DemandAsync(scope, "subnetpool", pools, token);
                await DemandOneDefaultAsync(scope, pools.FindAll(pool => pool.IsDefault), token);
                await AddressScopePools.JoinAsync(scope, pools, token);
                scope.Db.AddRange(pools);
                await scope.Db.SaveChangesAsync(token);
                await ShareAsync(scope, pools.FindAll(pool => pool.Shared), token);
                return pools;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<SubnetPool> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        ChangeAsync(context, target, pool => Apply(pool, changes), cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var pool = await FindAsync(scope, target, token);
                if (await scope.Db.Subnets.AnyAsync(subnet => subnet.SubnetPoolId == pool.Id, token))
                    throw new SubnetPoolDeleteErrorException();

                scope.Db.Remove(pool);
                return pool;
            },
            cancellationToken);

    /// <summary>Adds prefixes to a pool.</summary>
    public Task<SubnetPool> AddPrefixesAsync(
        RequestContext context, ChangeTarget target, IReadOnlyList<IpCidr> prefixes, CancellationToken cancellationToken) =>
        ChangeAsync(context, target, pool => SetPrefixes(pool, [.. pool.Prefixes, .. prefixes]), cancellationToken);

    /// <summary>Takes prefixes, or parts of them, from a pool, unless subnets have addresses of them.</summary>
    public Task<SubnetPool> RemovePrefixesAsync(
        RequestContext context, ChangeTarget target, IReadOnlyList<IpCidr> prefixes, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var pool = await FindAsync(scope, target, token);
                var (whole, removed) = (PrefixSet.Of(pool.IpVersion, pool.Prefixes), PrefixSet.Of(pool.IpVersion, prefixes));
                if (!whole.Overlaps(removed))
                    return pool;

                var taken = await scope.Db.Subnets.Where(subnet => subnet.SubnetPoolId == pool.Id).Select(subnet => subnet.Cidr).ToListAsync(token);
                if (removed.Overlaps(PrefixSet.Of(pool.IpVersion, taken)))
                    throw new IllegalSubnetPoolPrefixUpdateException(IllegalSubnetPoolPrefixUpdateException.InUse);
                pool.Prefixes = [.. whole.Except(removed).Prefixes];
                pool.Touch(scope.Transaction.Now);
                return pool;
            },
            cancellationToken);

    private Task<SubnetPool> ChangeAsync(
        RequestContext context, ChangeTarget target, Action<SubnetPool> change, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var pool = await FindAsync(scope, target, token);
                var (wasDefault, scopeBefore) = (pool.IsDefault, pool.AddressScopeId);
                var prefixesBefore = pool.Prefixes;
                change(pool);
                SubnetPoolRules.CheckLengths(pool);
                if (pool.IsDefault && !wasDefault)
                    await DemandOneDefaultAsync(scope, [pool], token);
                if (scopeBefore is { } former)
                    await AddressScopePools.DemandChangeableAsync(scope, pool, former, token);
                if (pool.AddressScopeId != scopeBefore || !ReferenceEquals(pool.Prefixes, prefixesBefore))
                    await AddressScopePools.JoinAsync(scope, [pool], token);
                if (pool.AddressScopeId != scopeBefore)
                    await AddressScopePools.MoveNetworksAsync(scope, pool, token);
                if (scope.Db.ChangeTracker.HasChanges())
                    pool.Touch(scope.Transaction.Now);
                await CallerSharing.ShowAsync(scope.Db, pool, token);
                return pool;
            },
            cancellationToken);

    /// <summary>New pools that every tenant may use have the policy that says so.</summary>
    private static async Task ShareAsync(ChangeScope scope, List<SubnetPool> shared, CancellationToken cancellationToken)
    {
        foreach (var pool in shared.DistinctBy(pool => pool.AddressScopeId))
            await RbacObjectTypes.SubnetPool.DemandTargetsAsync(scope.Db, pool, [RbacPolicy.Everybody], cancellationToken);
        scope.Db.AddRange(shared.Select(RbacObjectTypes.SubnetPool.ForEverybody));
    }

    /// <summary>The pool; nobody cuts from it or changes it until the transaction ends.</summary>
    private static async Task<SubnetPool> FindAsync(ChangeScope scope, ChangeTarget target, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<SubnetPool>(scope.Db, target.Id, cancellationToken);
        return await scope.FindAsync(scope.Db.SubnetPools, target, SubnetPoolResource.Definition, cancellationToken);
    }

    private static SubnetPool New(AttributeValues values, DateTime now)
    {
        var prefixes = values.Get(SubnetPoolResource.Prefixes);
        var version = SubnetPoolRules.VersionOf(prefixes);
        var least = values.GetOr(SubnetPoolResource.MinPrefixLength, SubnetPoolRules.LeastLength(version));
        var pool = new SubnetPool
        {
            IpVersion = version,
            Prefixes = [.. PrefixSet.Of(version, prefixes).Prefixes],
            MinPrefixLength = least,
            MaxPrefixLength = values.GetOr(SubnetPoolResource.MaxPrefixLength, SubnetPoolRules.GreatestLength(version)),
            DefaultPrefixLength = values.GetOr(SubnetPoolResource.DefaultPrefixLength, least),
            DefaultQuota = values.GetOr(SubnetPoolResource.DefaultQuota, null),
            IsDefault = values.Get(SubnetPoolResource.IsDefault),
            Shared = values.Get(SubnetPoolResource.Shared),
            AddressScopeId = values.GetOr(AddressScopeAttributes.AddressScopeId, null),
        }.Stamp(SubnetPoolResource.Standard, values, now);
        pool.Name = values.Get(SubnetPoolResource.Name);
        SubnetPoolRules.CheckLengths(pool);
        return pool;
    }

    private static void Apply(SubnetPool pool, AttributeValues changes)
    {
        pool.Apply(SubnetPoolResource.Standard, changes);
        pool.Name = changes.GetOr(SubnetPoolResource.Name, pool.Name);
        pool.DefaultPrefixLength = changes.GetOr(SubnetPoolResource.DefaultPrefixLength, pool.DefaultPrefixLength);
        pool.MinPrefixLength = changes.GetOr(SubnetPoolResource.MinPrefixLength, pool.MinPrefixLength);
        pool.MaxPrefixLength = changes.GetOr(SubnetPoolResource.MaxPrefixLength, pool.MaxPrefixLength);
        pool.DefaultQuota = changes.GetOr(SubnetPoolResource.DefaultQuota, pool.DefaultQuota);
        pool.IsDefault = changes.GetOr(SubnetPoolResource.IsDefault, pool.IsDefault);
        pool.AddressScopeId = changes.GetOr(AddressScopeAttributes.AddressScopeId, pool.AddressScopeId);
        if (changes.TryGet(SubnetPoolResource.Prefixes, out var prefixes))
            SetPrefixes(pool, prefixes);
    }

    private static void SetPrefixes(SubnetPool pool, IReadOnlyList<IpCidr> prefixes)
    {
        var wanted = PrefixSet.Of(pool.IpVersion, prefixes);
        if (!PrefixSet.Of(pool.IpVersion, pool.Prefixes).IsSubsetOf(wanted))
            throw new IllegalSubnetPoolPrefixUpdateException(IllegalSubnetPoolPrefixUpdateException.Lost);
        if (SubnetPoolRules.VersionOf(prefixes) != pool.IpVersion)
            throw new PrefixVersionMismatchException();
        pool.Prefixes = [.. wanted.Prefixes];
    }

    private static async Task DemandOneDefaultAsync(ChangeScope scope, List<SubnetPool> defaults, CancellationToken cancellationToken)
    {
        var versions = defaults.Select(pool => pool.IpVersion).Distinct().ToList();
        if (versions.Count < defaults.Count
            || (versions.Count > 0 && await scope.Db.SubnetPools.AnyAsync(pool => pool.IsDefault && versions.Contains(pool.IpVersion), cancellationToken)))
        {
            throw new InvalidInputException(
                "A default subnetpool for this IP family has already been set. Only one default may exist per IP family");
        }
    }
}
