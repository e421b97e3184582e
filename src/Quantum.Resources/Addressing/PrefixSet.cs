using System.Net.Sockets;

namespace Quantum.Resources.Addressing;

/// <summary>A set of addresses of one IP version, given and told as networks.</summary>
public sealed class PrefixSet
{
    private readonly AddressFamily _family;

    /// <summary>Ascending; between any two there is an address that the set does not have.</summary>
    private readonly List<(UInt128 First, UInt128 Last)> _ranges;

    private PrefixSet(AddressFamily family, List<(UInt128 First, UInt128 Last)> ranges) => (_family, _ranges) = (family, ranges);

    /// <summary>The fewest networks that have exactly these addresses, ascending.</summary>
    public IEnumerable<IpCidr> Prefixes => _ranges.SelectMany(Split);

    private int AddressBits => _family == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>The addresses of the networks that have this IP version.</summary>
    public static PrefixSet Of(int ipVersion, IEnumerable<IpCidr> prefixes) => new(
        ipVersion == 4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6,
        Merge(prefixes.Where(prefix => prefix.IpVersion == ipVersion).Select(prefix => (prefix.First.ToNumber(), prefix.Last.ToNumber()))));

    /// <summary>True when the sets have an address in common.</summary>
    public bool Overlaps(PrefixSet other) => !Except(other)._ranges.SequenceEqual(_ranges);

    /// <summary>True when the other set has every address of this one.</summary>
    public bool IsSubsetOf(PrefixSet other) => Except(other)._ranges.Count == 0;

    /// <summary>The addresses of this set that the other does not have.</summary>
    public PrefixSet Except(PrefixSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var left = new List<(UInt128 First, UInt128 Last)>();
        var next = 0;
        foreach (var (rangeFirst, last) in _ranges)
        {
            var first = rangeFirst;
            var isUsedUp = false;
            while (next < other._ranges.Count && other._ranges[next].Last < first)
                next++;
            for (var taken = next; taken < other._ranges.Count && other._ranges[taken].First <= last; taken++)
            {
                if (other._ranges[taken].First > first)
                    left.Add((first, other._ranges[taken].First - UInt128.One));
                isUsedUp = other._ranges[taken].Last >= last;
                if (isUsedUp)
                    break;
                first = other._ranges[taken].Last + UInt128.One;
            }

            if (!isUsedUp)
                left.Add((first, last));
        }

        return new(_family, left);
    }

    private static List<(UInt128 First, UInt128 Last)> Merge(IEnumerable<(UInt128 First, UInt128 Last)> ranges)
    {
        var merged = new List<(UInt128 First, UInt128 Last)>();
        foreach (var (first, last) in ranges.Order())
        {
            if (merged.Count > 0 && (first <= merged[^1].Last || first - merged[^1].Last == UInt128.One))
                merged[^1] = (merged[^1].First, UInt128.Max(merged[^1].Last, last));
            else
                merged.Add((first, last));
        }

        return merged;
    }

    private IEnumerable<IpCidr> Split((UInt128 First, UInt128 Last) range)
    {
        for (var first = range.First; ;)
        {
            // The largest network that begins here and ends in the range.
            var hostBits = Math.Min((int)UInt128.TrailingZeroCount(first), AddressBits);
            while (Last(first, hostBits) > range.Last)
                hostBits--;
            yield return new IpCidr(IpAddressMath.FromNumber(first, _family), AddressBits - hostBits);

            if (Last(first, hostBits) == range.Last)
                yield break;
            first = Last(first, hostBits) + UInt128.One;
        }
    }

    private static UInt128 Last(UInt128 first, int hostBits) =>
        first | (hostBits == 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - UInt128.One);
}
