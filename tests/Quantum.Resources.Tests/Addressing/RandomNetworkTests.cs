using System.Net;
using System.Numerics;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

/// <summary>Compares containment and overlap with plain integer comparison on many networks and ranges, from a fixed seed.</summary>
public sealed class RandomNetworkTests
{
    private const int Rounds = 2_000;

    [Theory]
    [InlineData(4, 20121029)]
    [InlineData(16, 20130411)]
    public void Networks_agree_with_integer_comparison(int octets, int seed)
    {
        var random = new Random(seed);

        for (var round = 0; round < Rounds; round++)
        {
            var (left, right, probe) = (RandomCidr(random, octets), RandomCidr(random, octets), RandomAddress(random, octets));
            var ((leftFirst, leftLast), (rightFirst, rightLast)) = (Bounds(left), Bounds(right));
            var number = Number(probe);

            left.Contains(probe).Should().Be(leftFirst <= number && number <= leftLast, "{0} and {1}", left, probe);
            left.Overlaps(right).Should().Be(leftFirst <= rightLast && rightFirst <= leftLast, "{0} and {1}", left, right);
            Number(left.First).Should().Be(leftFirst);
            Number(left.Last).Should().Be(leftLast);
            IpCidr.Parse(left.ToString()).Should().Be(left);
        }
    }

    [Theory]
    [InlineData(4, 20121029)]
    [InlineData(16, 20130411)]
    public void Ranges_agree_with_integer_comparison(int octets, int seed)
    {
        var random = new Random(seed);

        for (var round = 0; round < Rounds; round++)
        {
            var (left, right, probe) = (RandomRange(random, octets), RandomRange(random, octets), RandomAddress(random, octets));
            var number = Number(probe);
            var inside = Number(left.First) <= number && number <= Number(left.Last);
            var shared = Number(left.First) <= Number(right.Last) && Number(right.First) <= Number(left.Last);
            var remaining = left.Subtract(probe);

            left.Contains(probe).Should().Be(inside, "{0} and {1}", left, probe);
            left.Overlaps(right).Should().Be(shared, "{0} and {1}", left, right);
            remaining.Any(r => r.Contains(probe)).Should().BeFalse();
            Total(remaining).Should().Be(Total([left]) - (inside ? 1 : 0));
        }
    }

    // Few distinct leading and trailing bits, so that hits, misses and exact edges all occur often.
    private static IPAddress RandomAddress(Random random, int octets)
    {
        var bytes = new byte[octets];
        bytes[0] = (byte)random.Next(2);
        bytes[^2] = (byte)random.Next(4);
        bytes[^1] = (byte)random.Next(256);
        return new IPAddress(bytes);
    }

    private static IpCidr RandomCidr(Random random, int octets) =>
        new(RandomAddress(random, octets), octets * 8 - random.Next(random.Next(2) == 0 ? 12 : octets * 8 + 1));

    private static IpRange RandomRange(Random random, int octets)
    {
        var ends = new[] { RandomAddress(random, octets), RandomAddress(random, octets) }.OrderBy(Number).ToArray();
        return new IpRange(ends[0], ends[1]);
    }

    private static (BigInteger First, BigInteger Last) Bounds(IpCidr cidr)
    {
        var bits = cidr.IpVersion == 4 ? 32 : 128;
        var size = BigInteger.Pow(2, bits - cidr.PrefixLength);
        var first = Number(cidr.Network) / size * size;
        return (first, first + size - 1);
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static BigInteger Total(IEnumerable<IpRange> ranges) =>
        ranges.Aggregate(BigInteger.Zero, (sum, range) => sum + Number(range.Last) - Number(range.First) + 1);
}
