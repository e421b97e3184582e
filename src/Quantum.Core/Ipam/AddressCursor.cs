using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Allocation;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>Where the free addresses of one subnet probably are: a <see cref="NumberCursor"/> over its pools.</summary>
internal sealed class AddressCursor : IDisposable
{
    private readonly NumberCursor _numbers;
    private readonly AddressFamily _family;

    public AddressCursor(IReadOnlyList<IpRange> pools)
    {
        Pools = pools;
        _family = pools.Count > 0 ? pools[0].First.AddressFamily : AddressFamily.InterNetwork;
        _numbers = new(pools.Select(pool => new NumberRange(pool.First.ToNumber(), pool.Last.ToNumber())));
    }

    /// <summary>The pools that the cursor walks.</summary>
    public IReadOnlyList<IpRange> Pools { get; }

    /// <summary>True when the last walk found nothing and nothing was given back since: ask other subnets first.</summary>
    public bool IsProbablyFull => _numbers.IsProbablyFull;

    /// <inheritdoc cref="NumberCursor.TakeAsync" />
    public async Task<IReadOnlyList<IPAddress>> TakeAsync(
        QuantumDbContext db, Guid subnetId, int count, CancellationToken cancellationToken)
    {
        var numbers = await _numbers.TakeAsync(new TakenAddresses(db, subnetId, _family), count, cancellationToken);
        return [.. numbers.Select(number => IpAddressMath.FromNumber(number, _family))];
    }

    /// <inheritdoc cref="NumberCursor.GiveBack" />
    public void GiveBack(IPAddress address) => _numbers.GiveBack(address.ToNumber());

    /// <inheritdoc cref="NumberCursor.Distrust" />
    public void Distrust(IPAddress refused) => _numbers.Distrust(refused.ToNumber());

    /// <inheritdoc cref="NumberCursor.Forget" />
    public void Forget(IPAddress address) => _numbers.Forget(address.ToNumber());

    public void Dispose() => _numbers.Dispose();

    private sealed class TakenAddresses(QuantumDbContext db, Guid subnetId, AddressFamily family) : ITakenNumbers
    {
        public async Task<IReadOnlyList<UInt128>> ReadAsync(NumberRange range, int most, CancellationToken cancellationToken)
        {
            var used = await Within(range)
                .OrderBy(held => held.IpAddress)
                .Select(held => held.IpAddress)
                .Take(most)
                .ToListAsync(cancellationToken);
            return [.. used.Select(held => held.Address.ToNumber())];
        }

        public Task<long> CountAsync(NumberRange range, CancellationToken cancellationToken) => Within(range).LongCountAsync(cancellationToken);

        private IQueryable<IpAllocation> Within(NumberRange range)
        {
            HostAddress first = IpAddressMath.FromNumber(range.First, family);
            HostAddress last = IpAddressMath.FromNumber(range.Last, family);
            return db.IpAllocations.AsNoTracking()
                .Where(held => held.SubnetId == subnetId && held.IpAddress >= first && held.IpAddress <= last);
        }
    }
}
