using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;

namespace Quantum.Core.Ipam;

/// <summary>
/// Where the free addresses of one subnet probably are: gaps found by an ordered walk over what is taken, and addresses given
/// back since. Every caller gets another candidate, lowest first, at a cost that does not grow with the subnet. It is a hint: a
/// candidate may be taken by another process, and only the database's unique key decides.
/// </summary>
internal sealed class AddressCursor : IDisposable
{
    private const int FirstChunk = 256;
    private const int LargestChunk = 65_536;

    private readonly SemaphoreSlim _walking = new(1, 1);
    private readonly Lock _lock = new();
    private readonly LinkedList<(UInt128 First, UInt128 Last)> _gaps = new();
    private readonly SortedSet<UInt128> _returned = [];
    private readonly HashSet<UInt128> _claimed = [];
    private readonly AddressFamily _family;
    private readonly (UInt128 First, UInt128 Last)[] _pools;
    private int _pool;
    private UInt128 _position;
    private volatile bool _isFull;

    public AddressCursor(IReadOnlyList<IpRange> pools)
    {
        Pools = pools;
        _family = pools.Count > 0 ? pools[0].First.AddressFamily : AddressFamily.InterNetwork;
        _pools = [.. pools.Order().Select(pool => (pool.First.ToNumber(), pool.Last.ToNumber()))];
        Restart();
    }

    /// <summary>The pools that the cursor walks.</summary>
    public IReadOnlyList<IpRange> Pools { get; }

    /// <summary>True when the last walk found nothing and nothing was given back since: ask other subnets first.</summary>
    public bool IsProbablyFull => _isFull;

    /// <summary>
    /// Takes up to <paramref name="count"/> candidates. Fewer, or none, when a walk over all the subnet's addresses found no
    /// more. Each must be given back or reported as claimed.
    /// </summary>
    public async Task<IReadOnlyList<IPAddress>> TakeAsync(
        QuantumDbContext db, Guid subnetId, int count, CancellationToken cancellationToken)
    {
        var taken = new List<IPAddress>(count);
        TakeKnown(taken, count);
        if (taken.Count == count)
            return taken;

        try
        {
            await WalkForAsync(db, subnetId, taken, count, cancellationToken);
            return taken;
        }
        catch
        {
            // The caller never learns of these.
            taken.ForEach(GiveBack);
            throw;
        }
    }

    /// <summary>The candidate is not in use after all: it is free for the next caller.</summary>
    public void GiveBack(IPAddress address)
    {
        var number = address.ToNumber();
        lock (_lock)
        {
            _claimed.Remove(number);
            _isFull = false;
            if (IsWalked(number))
                _returned.Add(number);
        }
    }

    /// <summary>Candidate after candidate was taken by others: what is known behind this one is out of date. Read it again.</summary>
    public void Distrust(IPAddress refused)
    {
        var number = refused.ToNumber();
        lock (_lock)
        {
            if (!IsWalked(number))
                return;

            _gaps.Clear();
            _pool = PoolOf(number);
            _position = number;
        }
    }

    /// <summary>The candidate is taken for good, by this caller or another: forget it.</summary>
    public void Forget(IPAddress address)
    {
        lock (_lock)
            _claimed.Remove(address.ToNumber());
    }

    public void Dispose() => _walking.Dispose();

    private void Restart()
    {
        _gaps.Clear();
        _returned.Clear();
        _pool = 0;
        _position = _pools.Length > 0 ? _pools[0].First : 0;
    }

    /// <summary>The pool that contains the address, or -1.</summary>
    private int PoolOf(UInt128 number) => Array.FindIndex(_pools, pool => number >= pool.First && number <= pool.Last);

    private bool IsWalked(UInt128 number)
    {
        var pool = PoolOf(number);
        return pool >= 0 && (pool < _pool || (pool == _pool && number < _position));
    }

    private void TakeKnown(List<IPAddress> taken, int count)
    {
        lock (_lock)
        {
            while (taken.Count < count && TryTakeLowest(out var number))
            {
                if (_claimed.Add(number))
                    taken.Add(IpAddressMath.FromNumber(number, _family));
            }
        }
    }

    private bool TryTakeLowest(out UInt128 number)
    {
        var gap = _gaps.First;
        number = _returned.Min;
        if (_returned.Count > 0 && (gap is null || number < gap.Value.First))
        {
            _returned.Remove(number);
            return true;
        }

        if (gap is null)
            return false;

        number = gap.Value.First;
        if (number < gap.Value.Last)
            gap.Value = (number + 1, gap.Value.Last);
        else
            _gaps.RemoveFirst();
        return true;
    }

    private async Task WalkForAsync(
        QuantumDbContext db, Guid subnetId, List<IPAddress> taken, int count, CancellationToken cancellationToken)
    {
        await _walking.WaitAsync(cancellationToken);
        try
        {
            // A walk that ends at the last pool is worth one more from the start: addresses may have become free behind it.
            var restarted = false;
            while (taken.Count < count)
            {
                TakeKnown(taken, count);
                if (taken.Count == count || await WalkAsync(db, subnetId, cancellationToken))
                    continue;
                if (restarted || await IsExhaustedAsync(db, subnetId, cancellationToken))
                {
                    _isFull = true;
                    break;
                }

                restarted = true;
                lock (_lock)
                    Restart();
            }
        }
        finally
        {
            _walking.Release();
        }
    }

    /// <summary>Counting is much cheaper than a walk that finds nothing, and callers who are refused tend to come again.</summary>
    private async Task<bool> IsExhaustedAsync(QuantumDbContext db, Guid subnetId, CancellationToken cancellationToken)
    {
        foreach (var pool in Pools)
        {
            HostAddress first = pool.First;
            HostAddress last = pool.Last;
            var used = await db.IpAllocations.LongCountAsync(
                held => held.SubnetId == subnetId && held.IpAddress >= first && held.IpAddress <= last, cancellationToken);
            if ((UInt128)used < pool.Count)
                return false;
        }

        return true;
    }

    /// <summary>Reads on until it finds gaps. False at the end of the last pool.</summary>
    private async Task<bool> WalkAsync(QuantumDbContext db, Guid subnetId, CancellationToken cancellationToken)
    {
        for (var chunk = FirstChunk; _pool < _pools.Length; chunk = Math.Min(chunk * 4, LargestChunk))
        {
            HostAddress first = IpAddressMath.FromNumber(_position, _family);
            HostAddress last = IpAddressMath.FromNumber(_pools[_pool].Last, _family);
            var used = await db.IpAllocations.AsNoTracking()
                .Where(held => held.SubnetId == subnetId && held.IpAddress >= first && held.IpAddress <= last)
                .OrderBy(held => held.IpAddress)
                .Select(held => held.IpAddress)
                .Take(chunk)
                .ToListAsync(cancellationToken);
            lock (_lock)
            {
                if (AddGaps(used, isLast: used.Count < chunk))
                    return true;
            }
        }

        return false;
    }

    private bool AddGaps(List<HostAddress> used, bool isLast)
    {
        var found = false;
        var pool = _pools[_pool];
        var next = _position;
        foreach (var number in used.Select(held => held.Address.ToNumber()))
        {
            if (number > next)
            {
                _gaps.AddLast((next, number - 1));
                found = true;
            }

            next = number + 1;
        }

        if (isLast && next <= pool.Last)
        {
            _gaps.AddLast((next, pool.Last));
            found = true;
        }

        if (isLast)
        {
            _pool++;
            _position = _pool < _pools.Length ? _pools[_pool].First : pool.Last;
        }
        else
        {
            _position = next;
        }

        return found;
    }
}
