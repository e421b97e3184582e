using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

public sealed class IpRangeTests
{
    [Theory]
    [InlineData("10.0.0.2", "10.0.0.1")]
    [InlineData("10.0.0.1", "fd00::1")]
    [InlineData("fd00::1", "10.0.0.1")]
    [InlineData("fd00::2", "fd00::1")]
    public void Ends_in_the_wrong_order_or_of_two_versions_are_refused(string first, string last)
    {
        var act = () => new IpRange(IPAddress.Parse(first), IPAddress.Parse(last));

        act.Should().Throw<ArgumentException>();
        IpRange.TryCreate(IPAddress.Parse(first), IPAddress.Parse(last), out _).Should().BeFalse();
    }

    [Fact]
    public void A_range_keeps_its_ends()
    {
        IpRange.TryCreate(IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.254"), out var range).Should().BeTrue();

        var (first, last) = range;
        first.Should().Be(range.First).And.Be(IPAddress.Parse("10.0.0.2"));
        last.Should().Be(range.Last).And.Be(IPAddress.Parse("10.0.0.254"));
        range.IpVersion.Should().Be(4);
        range.ToString().Should().Be("10.0.0.2-10.0.0.254");
    }

    [Fact]
    public void Ranges_with_the_same_ends_are_equal() => Range("fd00::1-fd00::2").Should().Be(Range("FD00::1-fd00:0::2"));

    [Fact]
    public void The_default_value_has_a_text() => default(IpRange).ToString().Should().Be("0.0.0.0-0.0.0.0");

    [Theory]
    [InlineData("10.0.0.2-10.0.0.2", 1UL)]
    [InlineData("10.0.0.2-10.0.0.254", 253UL)]
    [InlineData("0.0.0.0-255.255.255.255", 4_294_967_296UL)]
    [InlineData("fd00::-fd00::ffff", 65_536UL)]
    public void Count_includes_both_ends(string range, ulong count) => Range(range).Count.Should().Be((UInt128)count);

    [Fact]
    public void Count_saturates_for_the_whole_of_IPv6() =>
        Range("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff").Count.Should().Be(UInt128.MaxValue);

    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("10.0.0.2", true)]
    [InlineData("10.0.0.9", true)]
    [InlineData("10.0.0.10", false)]
    [InlineData("::10.0.0.5", false)]
    public void Contains_includes_both_ends(string address, bool expected) =>
        Range("10.0.0.2-10.0.0.9").Contains(IPAddress.Parse(address)).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.2-10.0.0.9", true)]
    [InlineData("10.0.0.3-10.0.0.4", true)]
    [InlineData("10.0.0.1-10.0.0.9", false)]
    [InlineData("10.0.0.2-10.0.0.10", false)]
    [InlineData("::10.0.0.3-::10.0.0.4", false)]
    public void Contains_a_range_only_whole(string other, bool expected) =>
        Range("10.0.0.2-10.0.0.9").Contains(Range(other)).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.9-10.0.0.20", true)]
    [InlineData("10.0.0.10-10.0.0.20", false)]
    [InlineData("10.0.0.0-10.0.0.2", true)]
    [InlineData("10.0.0.0-10.0.0.1", false)]
    [InlineData("10.0.0.4-10.0.0.5", true)]
    [InlineData("0.0.0.0-255.255.255.255", true)]
    [InlineData("::-ffff::", false)]
    public void Overlap_holds_in_both_directions(string other, bool expected)
    {
        Range("10.0.0.2-10.0.0.9").Overlaps(Range(other)).Should().Be(expected);

        Range(other).Overlaps(Range("10.0.0.2-10.0.0.9")).Should().Be(expected);
    }

    [Theory]
    [InlineData("10.0.0.1-10.0.0.254", "10.0.0.1", "10.0.0.2-10.0.0.254")]
    [InlineData("10.0.0.1-10.0.0.254", "10.0.0.254", "10.0.0.1-10.0.0.253")]
    [InlineData("10.0.0.1-10.0.0.254", "10.0.0.100", "10.0.0.1-10.0.0.99,10.0.0.101-10.0.0.254")]
    [InlineData("10.0.0.1-10.0.0.254", "10.0.0.255", "10.0.0.1-10.0.0.254")]
    [InlineData("10.0.0.1-10.0.0.254", "::10.0.0.100", "10.0.0.1-10.0.0.254")]
    [InlineData("10.0.0.1-10.0.0.1", "10.0.0.1", "")]
    [InlineData("0.0.0.0-255.255.255.255", "255.255.255.255", "0.0.0.0-255.255.255.254")]
    [InlineData("0.0.0.0-255.255.255.255", "0.0.0.0", "0.0.0.1-255.255.255.255")]
    public void An_address_is_subtracted(string range, string address, string remaining) =>
        string.Join(',', Range(range).Subtract(IPAddress.Parse(address))).Should().Be(remaining);

    [Theory]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.3-10.0.0.4", "10.0.0.1-10.0.0.2,10.0.0.5-10.0.0.9")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.0-10.0.0.4", "10.0.0.5-10.0.0.9")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.8-10.0.0.20", "10.0.0.1-10.0.0.7")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.0-10.0.0.20", "")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.10-10.0.0.20", "10.0.0.1-10.0.0.9")]
    [InlineData("::-ffff::", "::-fd00::", "fd00::1-ffff::")]
    public void A_range_is_subtracted(string range, string other, string remaining) =>
        string.Join(',', Range(range).Subtract(Range(other))).Should().Be(remaining);

    [Fact]
    public void Order_is_by_version_first_and_last_address()
    {
        string[] ordered = ["9.0.0.0-9.0.0.9", "10.0.0.0-10.0.0.1", "10.0.0.0-10.0.0.2", "10.0.0.1-10.0.0.1", "::-::1"];

        ordered.Reverse().Select(Range).Order().Select(r => r.ToString()).Should().Equal(ordered);
    }

    [Fact]
    public void Operators_agree_with_the_order()
    {
        var (lower, higher, same) = (Range("10.0.0.1-10.0.0.2"), Range("10.0.0.1-10.0.0.3"), Range("10.0.0.1-10.0.0.2"));

        (lower < higher && lower <= higher && lower <= same && lower >= same).Should().BeTrue();
        (lower > higher || lower >= higher || lower < same || lower > same).Should().BeFalse();
    }

    private static IpRange Range(string text)
    {
        var ends = text.Split('-');
        return new IpRange(IPAddress.Parse(ends[0]), IPAddress.Parse(ends[1]));
    }
}
