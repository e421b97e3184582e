using System.Net;
using System.Net.Sockets;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

public sealed class IpAddressMathTests
{
    private const string LastIpv6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("fe80::1", "fe80::1")]
    [InlineData("FE80::ABCD", "fe80::abcd")]
    [InlineData("::", "::")]
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:0db8:0000:0001:0001:0001:0001:0001", "2001:db8:0:1:1:1:1:1")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::ffff:1.2.3.4", "::ffff:1.2.3.4")]
    [InlineData("::ffff:102:304", "::ffff:1.2.3.4")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    [InlineData("0000:0000:0000:0000:0000:ffff:255.255.255.255", "::ffff:255.255.255.255")]
    public void Address_text_is_read_and_written_canonically(string text, string canonical)
    {
        IpAddressMath.TryParseAddress(text, out var address).Should().BeTrue();

        address!.ToString().Should().Be(canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.1")]
    [InlineData("10")]
    [InlineData("167772161")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.00")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.-1")]
    [InlineData("10.0.0.+1")]
    [InlineData("10.0.0.0x1")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0..1")]
    [InlineData("10.0.0.")]
    [InlineData(" 10.0.0.1")]
    [InlineData("10.0.0.1 ")]
    [InlineData("10.0. 0.1")]
    [InlineData("10.0.0.1\n")]
    [InlineData("10.0.0.1\0")]
    [InlineData("10.0.0.1/32")]
    [InlineData("10.0.0.1:80")]
    [InlineData("10.0.0.\u0661")]
    [InlineData("host.example.org")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("::1/128")]
    [InlineData(" ::1")]
    [InlineData("::1\0")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::ffff:1.2.3.04")]
    [InlineData("::ffff:1.2.3")]
    [InlineData("1.2.3.4::")]
    [InlineData("0000:0000:0000:0000:0000:0000:ffff:255.255.255.255")]
    public void Address_text_that_is_ambiguous_or_malformed_is_refused(string? text)
    {
        IpAddressMath.TryParseAddress(text, out var address).Should().BeFalse();

        address.Should().BeNull();
    }

    [Fact]
    public void A_mapped_address_stays_IPv6() => Address("::ffff:1.2.3.4").IpVersion().Should().Be(6);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("2001:db8::1")]
    [InlineData(LastIpv6)]
    public void An_address_survives_the_way_to_a_number_and_back(string text)
    {
        var address = Address(text);

        IpAddressMath.FromNumber(address.ToNumber(), address.AddressFamily).Should().Be(address);
    }

    [Fact]
    public void The_first_octet_is_the_most_significant() => Address("1.2.3.4").ToNumber().Should().Be((UInt128)0x01020304);

    [Fact]
    public void A_number_beyond_32_bits_is_no_IPv4_address()
    {
        var act = () => IpAddressMath.FromNumber((UInt128)1 << 32, AddressFamily.InterNetwork);

        act.Should().Throw<OverflowException>();
    }

    [Fact]
    public void A_number_of_another_family_is_refused()
    {
        var act = () => IpAddressMath.FromNumber(0, AddressFamily.Unix);

        act.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("10.0.0.255", "10.0.1.0")]
    [InlineData("255.255.255.254", "255.255.255.255")]
    [InlineData("fd00::ffff:ffff:ffff:ffff", "fd00:0:0:1::")]
    [InlineData("::ffff:ffff", "::1:0:0")]
    public void Next_and_previous_carry_over_octets(string address, string following)
    {
        Address(address).Next().Should().Be(Address(following));

        Address(following).Previous().Should().Be(Address(address));
    }

    [Theory]
    [InlineData("255.255.255.255")]
    [InlineData(LastIpv6)]
    public void Next_does_not_wrap(string last) => Address(last).Invoking(a => a.Next()).Should().Throw<OverflowException>();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void Previous_does_not_wrap(string first) => Address(first).Invoking(a => a.Previous()).Should().Throw<OverflowException>();

    [Fact]
    public void Add_moves_by_many() => Address("10.0.0.0").Add(65_536).Should().Be(Address("10.1.0.0"));

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("::1")]
    public void Add_does_not_wrap(string address) =>
        Address(address).Invoking(a => a.Add(UInt128.MaxValue)).Should().Throw<OverflowException>();

    [Theory]
    [InlineData("10.0.0.9", "10.0.0.10", -1)]
    [InlineData("9.255.255.255", "128.0.0.0", -1)]
    [InlineData("10.0.0.1", "10.0.0.1", 0)]
    [InlineData("fd00::2", "fd00::1", 1)]
    [InlineData("255.255.255.255", "::", -1)]
    [InlineData("::1.2.3.4", "1.2.3.4", 1)]
    public void Order_is_by_version_and_then_numeric(string left, string right, int sign) =>
        Math.Sign(IpAddressMath.Compare(Address(left), Address(right))).Should().Be(sign);

    private static IPAddress Address(string text) => IPAddress.Parse(text);
}
