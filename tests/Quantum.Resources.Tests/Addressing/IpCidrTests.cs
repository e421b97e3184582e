using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

public sealed class IpCidrTests
{
    private const string LastIpv6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/24")]
    [InlineData("10.2.0.5/24", "10.2.0.0/24")]
    [InlineData("10.4.0.0/255.255.255.0", "10.4.0.0/24")]
    [InlineData("10.4.0.7/255.255.255.255", "10.4.0.7/32")]
    [InlineData("10.4.0.0/0.0.0.0", "0.0.0.0/0")]
    [InlineData("10.4.255.0/255.255.128.0", "10.4.128.0/17")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.7.1.1/31", "10.7.1.0/31")]
    [InlineData("10.0.0.1/32", "10.0.0.1/32")]
    [InlineData("::/0", "::/0")]
    [InlineData("FD01::1/64", "fd01::/64")]
    [InlineData("fd01::1/127", "fd01::/127")]
    [InlineData("fd01::1/128", "fd01::1/128")]
    [InlineData("::ffff:10.0.0.1/120", "::ffff:10.0.0.0/120")]
    public void Network_text_is_read_with_host_bits_cleared(string text, string canonical)
    {
        IpCidr.TryParse(text, out var cidr).Should().BeTrue();

        cidr.ToString().Should().Be(canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/24")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.3/16")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/033")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/00")]
    [InlineData("10.0.0.0/+24")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/256")]
    [InlineData("10.0.0.0/4294967320")]
    [InlineData("10.0.0.0/24\0")]
    [InlineData("10.0.0.0/24\n")]
    [InlineData(" 10.0.0.0/24")]
    [InlineData("10.0.0.0/24 ")]
    [InlineData("10.0.0.0 /24")]
    [InlineData("10.0.0.0/ 24")]
    [InlineData("10.0.0.0/24/24")]
    [InlineData("10.0.0.0/255.0.255.0")]
    [InlineData("10.0.0.0/0.0.0.255")]
    [InlineData("10.0.0.0/255.255")]
    [InlineData("10.0.0.0/ffff::")]
    [InlineData("fd00::/129")]
    [InlineData("fd00::/ffff::")]
    [InlineData("fd00::/255.255.255.0")]
    [InlineData("fe80::%eth0/64")]
    [InlineData("fe80::/64%eth0")]
    [InlineData("[fd00::]/64")]
    public void Network_text_that_is_ambiguous_or_malformed_is_refused(string? text) =>
        IpCidr.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Parse_refuses_by_exception() =>
        FluentActions.Invoking(() => IpCidr.Parse("10.0.0.0")).Should().Throw<FormatException>().WithMessage("*10.0.0.0*");

    [Theory]
    [InlineData("10.0.0.0", -1)]
    [InlineData("10.0.0.0", 33)]
    [InlineData("fd00::", 129)]
    public void A_prefix_length_beyond_the_family_is_refused(string address, int prefixLength) =>
        FluentActions.Invoking(() => new IpCidr(IPAddress.Parse(address), prefixLength)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Networks_with_the_same_addresses_are_equal() =>
        IpCidr.Parse("10.0.0.77/24").Should().Be(new IpCidr(IPAddress.Parse("10.0.0.0"), 24));

    [Fact]
    public void The_zero_networks_of_both_versions_differ() => IpCidr.Parse("0.0.0.0/0").Should().NotBe(IpCidr.Parse("::/0"));

    [Fact]
    public void The_default_value_has_a_text() => default(IpCidr).ToString().Should().Be("0.0.0.0/0");

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0", "10.0.0.255", "10.0.0.1")]
    [InlineData("10.0.0.0/31", "10.0.0.0", "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.9/32", "10.0.0.9", "10.0.0.9", "10.0.0.10")]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255", "0.0.0.1")]
    [InlineData("255.255.255.255/32", "255.255.255.255", "255.255.255.255", "255.255.255.255")]
    [InlineData("fd00::/64", "fd00::", "fd00::ffff:ffff:ffff:ffff", "fd00::1")]
    [InlineData("fd00::1/128", "fd00::1", "fd00::1", "fd00::2")]
    public void Edges_and_first_host_follow_from_the_prefix_length(string text, string first, string last, string firstHost)
    {
        var cidr = IpCidr.Parse(text);

        cidr.First.Should().Be(IPAddress.Parse(first)).And.Be(cidr.Network);
        cidr.Last.Should().Be(IPAddress.Parse(last));
        cidr.FirstHost.Should().Be(IPAddress.Parse(firstHost));
    }

    [Fact]
    public void The_whole_of_IPv6_has_edges()
    {
        var cidr = IpCidr.Parse("::/0");

        cidr.Last.ToString().Should().Be(LastIpv6);
        cidr.IpVersion.Should().Be(6);
    }

    [Fact]
    public void The_last_IPv6_address_has_no_first_host_but_itself() =>
        IpCidr.Parse(LastIpv6 + "/128").FirstHost.ToString().Should().Be(LastIpv6);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.1-10.0.0.254")]
    [InlineData("10.7.0.0/30", "10.7.0.1-10.7.0.2")]
    [InlineData("fd00::/64", "fd00::1-fd00::ffff:ffff:ffff:fffe")]
    [InlineData("0.0.0.0/0", "0.0.0.1-255.255.255.254")]
    [InlineData("fd00::/126", "fd00::1-fd00::2")]
    public void Hosts_lie_between_the_edges(string text, string hosts) => IpCidr.Parse(text).HostRange.ToString().Should().Be(hosts);

    [Theory]
    [InlineData("10.0.0.0/31")]
    [InlineData("0.0.0.0/32")]
    [InlineData("255.255.255.255/32")]
    [InlineData("fd00::/127")]
    [InlineData("::/128")]
    public void The_smallest_networks_have_nothing_between_their_edges(string text) => IpCidr.Parse(text).HostRange.Should().BeNull();

    [Theory]
    [InlineData("10.0.0.0/24", 256UL)]
    [InlineData("10.0.0.0/31", 2UL)]
    [InlineData("10.0.0.0/32", 1UL)]
    [InlineData("0.0.0.0/0", 4_294_967_296UL)]
    [InlineData("fd00::/128", 1UL)]
    public void Count_includes_the_edges(string text, ulong count) => IpCidr.Parse(text).Count.Should().Be((UInt128)count);

    [Fact]
    public void Count_saturates_for_the_whole_of_IPv6() => IpCidr.Parse("::/0").Count.Should().Be(UInt128.MaxValue);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0", true)]
    [InlineData("10.0.0.0/24", "10.0.0.255", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0", false)]
    [InlineData("10.0.0.0/24", "9.255.255.255", false)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::", false)]
    [InlineData("::/0", "0.0.0.0", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.0/24", "::ffff:10.0.0.1", false)]
    [InlineData("fd00::1/128", "fd00::1", true)]
    [InlineData("fd00::1/128", "fd00::2", false)]
    public void Contains_is_by_prefix_and_version(string text, string address, bool expected) =>
        IpCidr.Parse(text).Contains(IPAddress.Parse(address)).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0", false)]
    [InlineData("10.0.0.0/24", "10.0.0.1", true)]
    [InlineData("10.0.0.0/24", "10.0.0.254", true)]
    [InlineData("10.0.0.0/24", "10.0.0.255", false)]
    [InlineData("10.0.0.0/24", "10.0.1.1", false)]
    [InlineData("10.0.0.0/31", "10.0.0.0", true)]
    [InlineData("10.0.0.0/31", "10.0.0.1", true)]
    [InlineData("10.0.0.0/32", "10.0.0.0", true)]
    [InlineData("10.0.0.0/32", "10.0.0.1", false)]
    [InlineData("fd00::/64", "fd00::", false)]
    [InlineData("fd00::/64", "fd00::ffff:ffff:ffff:ffff", false)]
    [InlineData("fd00::/127", "fd00::", true)]
    [InlineData("fd00::/128", "fd00::", true)]
    [InlineData("fd00::/64", "10.0.0.1", false)]
    public void A_usable_host_is_inside_and_no_edge(string text, string address, bool expected) =>
        IpCidr.Parse(text).IsUsableHost(IPAddress.Parse(address)).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", true)]
    [InlineData("10.0.0.0/24", "10.0.0.0/24", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false)]
    [InlineData("0.0.0.0/0", "203.0.113.7/32", true)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    [InlineData("fd00::/64", "fd00:0:0:1::/64", false)]
    [InlineData("::/0", "fd00::/64", true)]
    public void Overlap_holds_in_both_directions(string left, string right, bool expected)
    {
        IpCidr.Parse(left).Overlaps(IpCidr.Parse(right)).Should().Be(expected);

        IpCidr.Parse(right).Overlaps(IpCidr.Parse(left)).Should().Be(expected);
    }

    [Fact]
    public void Order_is_by_version_network_and_prefix_length()
    {
        string[] ordered = ["9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "::/0", "fd00::/48", "fd00::/64"];

        ordered.Reverse().Select(IpCidr.Parse).Order().Select(c => c.ToString()).Should().Equal(ordered);
    }

    [Fact]
    public void Operators_agree_with_the_order()
    {
        var (lower, higher, same) = (IpCidr.Parse("9.0.0.0/8"), IpCidr.Parse("10.0.0.0/8"), IpCidr.Parse("9.1.0.0/8"));

        (lower < higher && lower <= higher && lower <= same && lower >= same).Should().BeTrue();
        (lower > higher || lower >= higher || lower < same || lower > same).Should().BeFalse();
    }
}
