using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.SubnetPools;

/// <summary>
/// Cuts the blocks of new subnets from pools, inside the transaction that creates the subnets. Whoever cuts waits for the pool's
/// row first, so that no block is handed out twice; a deleted subnet's block is free by itself.
/// </summary>
internal sealed class SubnetBlocks
{
    private readonly Dictionary<Guid, SubnetPool> _pools;
    private readonly Dictionary<Guid, PrefixSet> _free = [];
    private readonly Dictionary<Guid, List<TakenBlock>> _taken;

    private SubnetBlocks(Dictionary<Guid, SubnetPool> pools, IEnumerable<TakenBlock> taken)
    {
        _pools = pools;
        _taken = taken.GroupBy(block => block.PoolId).ToDictionary(blocks => blocks.Key, blocks => blocks.ToList());
        foreach (var pool in pools.Values)
        {
            _taken.TryAdd(pool.Id, []);
            _free[pool.Id] = PrefixSet.Of(pool.IpVersion, pool.Prefixes)
                .Except(PrefixSet.Of(pool.IpVersion, _taken[pool.Id].Select(block => block.Cidr)));
        }
    }

    /// <summary>Gives the subnets that want one a pool and a block.</summary>
    /// <returns>The pools that were cut from.</returns>
    /// <exception cref="QuantumException">There is no such pool, or it does not have such a block.</exception>
    public static async Task<IReadOnlyDictionary<Guid, SubnetPool>> CutAsync(
        ChangeScope scope, IReadOnlyList<(Subnet Subnet, SubnetBlockRequest Request)> wanted, CancellationToken cancellationToken)
    {
        var cut = wanted.Where(item => item.Request.HasPool).ToList();
        if (cut.Count == 0)
            return new Dictionary<Guid, SubnetPool>();

        foreach (var (subnet, request) in cut)
            subnet.SubnetPoolId = request.PoolId;
        if (cut.Exists(item => item.Request.UsesDefaultPool))
            await ChooseDefaultsAsync(scope, cut, cancellationToken);
        var blocks = await ReadAsync(scope, [.. cut.Select(item => item.Subnet.SubnetPoolId!.Value).Distinct().Order()], cancellationToken);
        foreach (var (subnet, request) in cut)
            blocks.Cut(subnet, request);
        return blocks._pools;
    }

    private static async Task ChooseDefaultsAsync(
        ChangeScope scope, List<(Subnet Subnet, SubnetBlockRequest Request)> cut, CancellationToken cancellationToken)
    {
        var defaults = await scope.Db.SubnetPools.Where(Visibility.SubnetPools(scope.Context)).ForCaller(scope.Db).Where(pool => pool.IsDefault)
            .ToDictionaryAsync(pool => pool.IpVersion, pool => pool.Id, cancellationToken);
        foreach (var (subnet, request) in cut.Where(item => item.Request.UsesDefaultPool))
        {
            var version = request.Cidr?.IpVersion ?? request.IpVersion!.Value;
            subnet.SubnetPoolId = defaults.TryGetValue(version, out var id)
                ? id
                : throw new BadRequestException("subnets", FormattableString.Invariant($"No default subnetpool found for IPv{version}"));
        }
    }

    private static async Task<SubnetBlocks> ReadAsync(ChangeScope scope, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
            await StoreLocks.LockAsync<SubnetPool>(scope.Db, id, cancellationToken);
        var pools = await scope.Db.SubnetPools.AsNoTracking().Where(Visibility.SubnetPools(scope.Context)).ForCaller(scope.Db)
            .Where(pool => ids.Contains(pool.Id))
            .ToDictionaryAsync(pool => pool.Id, cancellationToken);
        foreach (var id in ids)
        {
            if (!pools.ContainsKey(id))
                throw new SubnetPoolNotFoundException(id.ToString());
        }

        var taken = await scope.Db.Subnets.Where(subnet => ids.Contains(subnet.SubnetPoolId!.Value))
            .Select(subnet => new TakenBlock(subnet.SubnetPoolId!.Value, subnet.TenantId, subnet.Cidr))
            .ToListAsync(cancellationToken);
        return new(pools, taken);
    }

    private void Cut(Subnet subnet, SubnetBlockRequest request)
    {
        var pool = _pools[subnet.SubnetPoolId!.Value];
        if ((request.IpVersion ?? request.Cidr?.IpVersion ?? pool.IpVersion) is var version && version != pool.IpVersion)
        {
            throw new BadRequestException(
                "subnets", FormattableString.Invariant($"Cannot allocate IPv{version} subnet from IPv{pool.IpVersion} subnet pool"));
        }

        var length = request.Cidr?.PrefixLength ?? request.PrefixLength ?? pool.DefaultPrefixLength;
        SubnetPoolRules.CheckLength(pool, length);
        var taken = _taken[pool.Id];
        SubnetPoolRules.CheckQuota(pool, taken.Where(block => block.TenantId == subnet.TenantId).Select(block => block.Cidr.PrefixLength).Append(length));

        var block = request.Cidr ?? SubnetPoolRules.Choose(_free[pool.Id], length);
        var cut = PrefixSet.Of(pool.IpVersion, [block]);
        if (!cut.IsSubsetOf(_free[pool.Id]))
            throw SubnetAllocationErrorException.Taken();

        _free[pool.Id] = _free[pool.Id].Except(cut);
        taken.Add(new(pool.Id, subnet.TenantId, block));
        (subnet.IpVersion, subnet.Cidr) = (pool.IpVersion, block);
    }

    private sealed record TakenBlock(Guid PoolId, string TenantId, IpCidr Cidr);
}
