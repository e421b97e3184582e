namespace Quantum.Core.Allocation;

/// <summary>
/// Where the free numbers of some ranges probably are: gaps found by an ordered walk over what is taken, and numbers given
/// back since. Every caller gets another candidate, lowest first, at a cost that does not grow with the ranges. It is a hint: a
/// candidate may be taken by another process, and only the database's unique key decides.
/// </summary>
internal sealed class NumberCursor : IDisposable
{
    private const int FirstChunk = 256;
    private const int LargestChunk = 65_536;

    private readonly SemaphoreSlim _walking = new(1, 1);
    private readonly Lock _lock = new();
    private readonly LinkedList<NumberRange> _gaps = new();
    private readonly SortedSet<UInt128> _returned = [];
    private readonly HashSet<UInt128> _claimed = [];
    private readonly NumberRange[] _ranges;
    private int _range;
    private UInt128 _position;
    private volatile bool _isFull;

    /// <summary>Starts before the lowest number; the ranges do not overlap.</summary>
    public NumberCursor(IEnumerable<NumberRange> ranges)
    {
        _ranges = [.. ranges.OrderBy(range => range.First)];
        Restart();
    }

    /// <summary>True when the last walk found nothing and nothing was given back since.</summary>
    public bool IsProbablyFull => _isFull;

    /// <summary>
    /// Takes up to <paramref name="count"/> candidates. Fewer, or none, when a walk over all that is taken found no
    /// more. Each must be given back or reported as claimed.
    /// </summary>
    public async Task<IReadOnlyList<UInt128>> TakeAsync(ITakenNumbers used, int count, CancellationToken cancellationToken)
    {
        var taken = new List<UInt128>(count);
        TakeKnown(taken, count);
        if (taken.Count == count)
            return taken;

        try
        {
            await WalkForAsync(used, taken, count, cancellationToken);
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
    public void GiveBack(UInt128 number)
    {
        lock (_lock)
        {
            _claimed.Remove(number);
            _isFull = false;
            if (IsWalked(number))
                _returned.Add(number);
        }
    }

    /// <summary>Candidate after candidate was taken by others: what is known behind this one is out of date. Read it again.</summary>
    public void Distrust(UInt128 refused)
    {
        lock (_lock)
        {
            if (!IsWalked(refused))
                return;

            _gaps.Clear();
            _range = RangeOf(refused);
            _position = refused;
        }
    }

    /// <summary>The candidate is taken for good, by this caller or another: forget it.</summary>
    public void Forget(UInt128 number)
    {
        lock (_lock)
            _claimed.Remove(number);
    }

    public void Dispose() => _walking.Dispose();

    private void Restart()
    {
        _gaps.Clear();
        _returned.Clear();
        _range = 0;
        _position = _ranges.Length > 0 ? _ranges[0].First : 0;
    }

    /// <summary>The range that contains the number, or -1.</summary>
    private int RangeOf(UInt128 number) => Array.FindIndex(_ranges, range => range.Contains(number));

    private bool IsWalked(UInt128 number)
    {
        var range = RangeOf(number);
        return range >= 0 && (range < _range || (range == _range && number < _position));
    }

    private void TakeKnown(List<UInt128> taken, int count)
    {
        lock (_lock)
        {
            while (taken.Count < count && TryTakeLowest(out var number))
            {
                if (_claimed.Add(number))
                    taken.Add(number);
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
            gap.Value = new(number + 1, gap.Value.Last);
        else
            _gaps.RemoveFirst();
        return true;
    }

    private async Task WalkForAsync(ITakenNumbers used, List<UInt128> taken, int count, CancellationToken cancellationToken)
    {
        await _walking.WaitAsync(cancellationToken);
        try
        {
            // A walk that ends at the last range is worth one more from the start: numbers may have become free behind it.
            var restarted = false;
            while (taken.Count < count)
            {
                TakeKnown(taken, count);
                if (taken.Count == count || await WalkAsync(used, cancellationToken))
                    continue;
                if (restarted || await IsExhaustedAsync(used, cancellationToken))
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
    private async Task<bool> IsExhaustedAsync(ITakenNumbers used, CancellationToken cancellationToken)
    {
        foreach (var range in _ranges)
        {
            if ((UInt128)await used.CountAsync(range, cancellationToken) < range.Count)
                return false;
        }

        return true;
    }

    /// <summary>Reads on until it finds gaps. False at the end of the last range.</summary>
    private async Task<bool> WalkAsync(ITakenNumbers used, CancellationToken cancellationToken)
    {
        for (var chunk = FirstChunk; _range < _ranges.Length; chunk = Math.Min(chunk * 4, LargestChunk))
        {
            var numbers = await used.ReadAsync(new(_position, _ranges[_range].Last), chunk, cancellationToken);
            lock (_lock)
            {
                if (AddGaps(numbers, isLast: numbers.Count < chunk))
                    return true;
            }
        }

        return false;
    }

    private bool AddGaps(IReadOnlyList<UInt128> used, bool isLast)
    {
        var found = false;
        var range = _ranges[_range];
        var next = _position;
        foreach (var number in used)
        {
            if (number > next)
            {
                _gaps.AddLast(new NumberRange(next, number - 1));
                found = true;
            }

            next = number + 1;
        }

        if (isLast && next <= range.Last)
        {
            _gaps.AddLast(new NumberRange(next, range.Last));
            found = true;
        }

        if (isLast)
        {
            _range++;
            _position = _range < _ranges.Length ? _ranges[_range].First : range.Last;
        }
        else
        {
            _position = next;
        }

        return found;
    }
}
