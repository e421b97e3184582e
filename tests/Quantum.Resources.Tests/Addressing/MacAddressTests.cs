using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

public sealed class MacAddressTests
{
    [Theory]
    [InlineData("12:34:56:78:9a:bc", "12:34:56:78:9a:bc")]
    [InlineData("12:34:56:78:9A:BC", "12:34:56:78:9a:bc")]
    [InlineData("12-34-56-78-9A-BC", "12:34:56:78:9a:bc")]
    [InlineData("1234.5678.9abc", "12:34:56:78:9a:bc")]
    [InlineData("123456789abe", "12:34:56:78:9a:be")]
    [InlineData("1:2:3:4:5:6", "01:02:03:04:05:06")]
    [InlineData("1-2-3-4-5-f0", "01:02:03:04:05:f0")]
    [InlineData("ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff")]
    [InlineData("01:00:5e:00:00:01", "01:00:5e:00:00:01")]
    [InlineData("000000000000", "00:00:00:00:00:00")]
    public void Address_text_is_read_and_written_canonically(string text, string canonical)
    {
        MacAddress.TryParse(text, out var address).Should().BeTrue();

        address.ToString().Should().Be(canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData(" 12:34:56:78:9a:bc")]
    [InlineData("12:34:56:78:9a:bc ")]
    [InlineData("1:2:3:4:5:6\n")]
    [InlineData("1:2:3:4:5: 6")]
    [InlineData("1:2:3:4:5:6\0")]
    [InlineData("12:34:56:78:9a")]
    [InlineData("12:34:56:78:9a:bc:de")]
    [InlineData("12:34:56:78:9a:bc:")]
    [InlineData("12:34:56:78:9a:")]
    [InlineData("12::56:78:9a:bc")]
    [InlineData("12:34:56:78:9a:1bc")]
    [InlineData("012:34:56:78:9a:b")]
    [InlineData("12:34:56:78:9a:bg")]
    [InlineData("12:34:56:78:9a:+1")]
    [InlineData("12:34:56:78-9a-bc")]
    [InlineData("12-34-56-78-9a.bc")]
    [InlineData("1234.5678.9a:bc")]
    [InlineData("1234.5678.9ab")]
    [InlineData("1234.5678")]
    [InlineData("123.45678.9abc")]
    [InlineData("1234:5678:9abc")]
    [InlineData("123456789ab")]
    [InlineData("123456789abcd")]
    [InlineData("0x123456789a")]
    [InlineData("12-34-56-ff-fe-78-9a-bc")]
    [InlineData("12:34:56:ff:fe:78:9a:bc")]
    [InlineData("123456fffe789abc")]
    public void Address_text_of_another_shape_is_refused(string? text) => MacAddress.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Parse_refuses_by_exception() =>
        FluentActions.Invoking(() => MacAddress.Parse("fa:16:3e")).Should().Throw<FormatException>().WithMessage("*fa:16:3e*");

    [Fact]
    public void The_default_value_has_a_text() => default(MacAddress).ToString().Should().Be("00:00:00:00:00:00");

    [Fact]
    public void Octets_are_in_written_order()
    {
        byte[] octets = [0xfa, 0x16, 0x3e, 0x01, 0x02, 0x03];

        var address = MacAddress.FromOctets(octets);

        address.ToString().Should().Be("fa:16:3e:01:02:03");
        address.Value.Should().Be(0xfa16_3e01_0203);
        address.ToOctets().Should().Equal(octets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    public void Another_number_of_octets_is_refused(int count) =>
        FluentActions.Invoking(() => MacAddress.FromOctets(new byte[count])).Should().Throw<ArgumentException>();

    [Fact]
    public void A_number_beyond_48_bits_is_refused() =>
        FluentActions.Invoking(() => new MacAddress(1UL << 48)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData("01:00:5e:00:00:01", true)]
    [InlineData("ff:ff:ff:ff:ff:ff", true)]
    [InlineData("fa:16:3e:01:01:01", false)]
    [InlineData("02:01:01:01:01:01", false)]
    public void Multicast_is_the_lowest_bit_of_the_first_octet(string text, bool expected) =>
        MacAddress.Parse(text).IsMulticast.Should().Be(expected);

    [Fact]
    public void Order_is_numeric()
    {
        var (lower, higher, same) = (MacAddress.Parse("9:0:0:0:0:0"), MacAddress.Parse("10:0:0:0:0:0"), MacAddress.Parse("090000000000"));

        (lower < higher && lower <= higher && lower <= same && lower >= same).Should().BeTrue();
        (lower > higher || lower >= higher || lower < same || lower > same).Should().BeFalse();
        lower.CompareTo(higher).Should().BeNegative();
        lower.Should().Be(same);
    }
}
