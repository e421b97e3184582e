using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Quantum.Resources.Addressing;

namespace Quantum.Core.Ipam;

/// <summary>Random addresses of pools, for the profile that does not want the lowest free one.</summary>
public sealed class RandomAddresses(RandomNumberGenerator random)
{
    /// <summary>Up to <paramref name="count"/> different addresses, each equally likely; they may be taken already.</summary>
    public IReadOnlyList<IPAddress> Pick(IReadOnlyList<IpRange> pools, int count)
    {
        var total = pools.Aggregate(UInt128.Zero, (sum, pool) => sum + pool.Count);
        if (total == 0)
            return [];

        var picked = new HashSet<IPAddress>();
        for (var draw = 0; draw < count; draw++)
        {
            var offset = Number() % total;
            foreach (var pool in pools)
            {
                if (offset < pool.Count)
                {
                    picked.Add(pool.First.Add(offset));
                    break;
                }

                offset -= pool.Count;
            }
        }

        return [.. picked];
    }

    private UInt128 Number()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
