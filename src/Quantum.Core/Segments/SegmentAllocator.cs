using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Allocation;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>
/// Hands out segments to networks, inside the transaction that creates them. The row is the allocation and goes with the
/// network; a network without one is local.
/// </summary>
public sealed class SegmentAllocator
{
    private const int DistrustAfter = 2;

    private readonly ConcurrentDictionary<SegmentPool, NumberCursor> _cursors = new();

    /// <summary>Carries out a network's change; called when its row is written, with its segment loaded.</summary>
    /// <param name="plan">What may carry networks.</param>
    /// <param name="transaction">The transaction that changes the network.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    /// <exception cref="QuantumException">The segment asked for is not possible or not free, or none is left.</exception>
    public async Task ChangingAsync(
        SegmentPlan plan, StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(change);
        var (network, asked) = (change.Resource, SegmentRequest.Of(change.Values));
        switch (change.Kind)
        {
            case ChangeKind.Create:
                network.Segment = asked.IsEmpty
                    ? await AllocateAsync(plan, transaction, network.Id, cancellationToken)
                    : await ChooseAsync(plan, transaction, SegmentRules.Choose(plan, asked, network.Id), cancellationToken);
                break;
            case ChangeKind.Update when !asked.HoldsFor(network):
                throw new InvalidInputException("plugin does not support updating provider attributes");
            case ChangeKind.Delete when network.Segment is { } released:
                transaction.OnCommit(() => Released(plan, released));
                break;
        }
    }

    private async Task<NetworkSegment?> ChooseAsync(
        SegmentPlan plan, StoreTransaction transaction, NetworkSegment? segment, CancellationToken cancellationToken)
    {
        if (segment is null)
            return null;
        if (!await SegmentClaim.TryInsertAsync(transaction.Db, segment, cancellationToken))
            throw SegmentRules.InUse(segment);

        // A walk of this transaction may have taken note that the id is in use.
        transaction.OnRollback(() => Released(plan, segment));
        return segment;
    }

    private async Task<NetworkSegment?> AllocateAsync(
        SegmentPlan plan, StoreTransaction transaction, Guid networkId, CancellationToken cancellationToken)
    {
        var type = plan.TenantType ?? throw new TenantNetworksDisabledException();
        if (type == NetworkType.Local)
            return null;

        foreach (var pool in plan.Pools.Where(pool => pool.Type == type))
        {
            if (await AllocateAsync(pool, transaction, networkId, cancellationToken) is { } segment)
                return segment;
        }

        throw new NoNetworkAvailableException();
    }

    /// <summary>The lowest free id of the pool; <c>null</c> when it has none.</summary>
    private async Task<NetworkSegment?> AllocateAsync(
        SegmentPool pool, StoreTransaction transaction, Guid networkId, CancellationToken cancellationToken)
    {
        var cursor = _cursors.GetOrAdd(pool, static pool => new NumberCursor(pool.Ids));
        var taken = new TakenSegments(transaction.Db, pool);
        for (var round = 1; ; round++)
        {
            if (await cursor.TakeAsync(taken, count: 1, cancellationToken) is not [var id])
                return null;

            transaction.OnCommit(() => cursor.Forget(id));
            transaction.OnRollback(() => cursor.GiveBack(id));
            var segment = new NetworkSegment
            {
                NetworkId = networkId,
                NetworkType = pool.Type,
                PhysicalNetwork = pool.PhysicalNetwork,
                SegmentationId = (int)id,
            };
            if (await SegmentClaim.TryInsertAsync(transaction.Db, segment, cancellationToken))
                return segment;

            if (round % DistrustAfter == 0)
                cursor.Distrust(id);
        }
    }

    private void Released(SegmentPlan plan, NetworkSegment segment)
    {
        if (segment.SegmentationId is { } id && plan.PoolOf(segment) is { } pool && _cursors.TryGetValue(pool, out var cursor))
            cursor.GiveBack((UInt128)id);
    }

    private sealed class TakenSegments(QuantumDbContext db, SegmentPool pool) : ITakenNumbers
    {
        public async Task<IReadOnlyList<UInt128>> ReadAsync(NumberRange range, int most, CancellationToken cancellationToken)
        {
            var used = await Within(range).OrderBy(id => id).Take(most).ToListAsync(cancellationToken);
            return [.. used.Select(id => (UInt128)id)];
        }

        public Task<long> CountAsync(NumberRange range, CancellationToken cancellationToken) => Within(range).LongCountAsync(cancellationToken);

        private IQueryable<int> Within(NumberRange range)
        {
            // The types are spelled out as in the filters of the unique indexes, or SQLite would not use these.
            var (first, last) = ((int)range.First, (int)range.Last);
            var (type, physicalNetwork) = (pool.Type, pool.PhysicalNetwork);
            var ids = type == NetworkType.Vlan
                ? db.NetworkSegments.Where(segment => segment.NetworkType == NetworkType.Vlan && segment.PhysicalNetwork == physicalNetwork)
                : db.NetworkSegments.Where(segment =>
                    (segment.NetworkType == NetworkType.Gre || segment.NetworkType == NetworkType.Vxlan) && segment.NetworkType == type);
            return ids.Where(segment => segment.SegmentationId >= first && segment.SegmentationId <= last)
                .Select(segment => segment.SegmentationId!.Value);
        }
    }
}
