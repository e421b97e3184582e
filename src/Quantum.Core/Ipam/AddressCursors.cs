using System.Collections.Concurrent;
using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Core.Ipam;

/// <summary>The cursors of this process, one per subnet in use.</summary>
public sealed class AddressCursors
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Guid, AddressCursor> _cursors = new();

    /// <summary>The cursor of a subnet; a new one when the subnet's pools changed.</summary>
    internal AddressCursor Of(Guid subnetId, IReadOnlyList<IpRange> pools)
    {
        // Subnets that other processes deleted leave their cursors here. A hint forgotten costs a walk, no more.
        if (!_cursors.ContainsKey(subnetId) && _cursors.Count >= Most)
            _cursors.Clear();

        var cursor = _cursors.GetOrAdd(subnetId, static (_, pools) => new AddressCursor(pools), pools);
        if (cursor.Pools.SequenceEqual(pools))
            return cursor;

        var renewed = new AddressCursor(pools);
        return _cursors.TryUpdate(subnetId, renewed, cursor) ? renewed : Of(subnetId, pools);
    }

    /// <summary>True when this process found the subnet full the last time it looked.</summary>
    internal bool IsProbablyFull(Guid subnetId) => _cursors.TryGetValue(subnetId, out var cursor) && cursor.IsProbablyFull;

    /// <summary>An address of the subnet became free.</summary>
    internal void Released(Guid subnetId, IPAddress address)
    {
        if (_cursors.TryGetValue(subnetId, out var cursor))
            cursor.GiveBack(address);
    }

    /// <summary>The subnet is gone.</summary>
    internal void Remove(Guid subnetId) => _cursors.TryRemove(subnetId, out _);
}
