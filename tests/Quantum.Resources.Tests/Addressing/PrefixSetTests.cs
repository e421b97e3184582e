using Quantum.Resources.Addressing;

namespace Quantum.Resources.Tests.Addressing;

public sealed class PrefixSetTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("10.0.1.0/24 10.0.0.0/24", "10.0.0.0/23")]
    [InlineData("10.0.1.0/24 10.0.2.0/24", "10.0.1.0/24 10.0.2.0/24")]
    [InlineData("10.0.0.0/8 10.5.0.0/16", "10.0.0.0/8")]
    [InlineData("0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0")]
    [InlineData("255.255.255.255/32 255.255.255.254/32", "255.255.255.254/31")]
    [InlineData("10.0.0.0/8 fd00::/8", "10.0.0.0/8")]
    public void Prefixes_are_as_few_as_possible(string given, string expected) => Print(Of(given)).Should().Be(expected);

    [Theory]
    [InlineData("::/1 8000::/1", "::/0")]
    [InlineData("fd00:0:0:1::/64 fd00::/64", "fd00::/63")]
    [InlineData("ffff:ffff:ffff:ffff::/64", "ffff:ffff:ffff:ffff::/64")]
    public void Prefixes_of_IPv6_too(string given, string expected) => Print(PrefixSet.Of(6, Parse(given))).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.0/24", "", "10.0.0.0/24")]
    [InlineData("10.0.0.0/24", "10.0.0.0/24", "")]
    [InlineData("10.0.0.0/24", "10.0.0.0/8", "")]
    [InlineData("10.0.0.0/24", "10.0.0.64/26", "10.0.0.0/26 10.0.0.128/25")]
    [InlineData("10.0.0.0/24 10.0.2.0/24", "10.0.0.128/25 10.0.2.0/25", "10.0.0.0/25 10.0.2.128/25")]
    [InlineData("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1")]
    [InlineData("0.0.0.0/0", "255.255.255.255/32 0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4 240.0.0.0/5", "248.0.0.0/6 252.0.0.0/7 254.0.0.0/8 255.0.0.0/9 255.128.0.0/10 255.192.0.0/11 255.224.0.0/12 255.240.0.0/13 255.248.0.0/14 255.252.0.0/15 255.254.0.0/16 255.255.0.0/17 255.255.128.0/18 255.255.192.0/19 255.255.224.0/20 255.255.240.0/21 255.255.248.0/22 255.255.252.0/23 255.255.254.0/24 255.255.255.0/25 255.255.255.128/26 255.255.255.192/27 255.255.255.224/28 255.255.255.240/29 255.255.255.248/30 255.255.255.252/31 255.255.255.254/32")]
    public void Except_leaves_what_the_other_does_not_have(string whole, string taken, string expected) =>
        Print(Of(whole).Except(Of(taken))).Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", true, false)]
    [InlineData("10.0.0.128/25", "10.0.0.0/24", true, true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false, false)]
    [InlineData("10.0.0.0/24", "10.0.0.0/25 10.0.0.128/25", true, true)]
    [InlineData("", "10.0.0.0/24", false, true)]
    public void Sets_are_compared(string one, string other, bool overlaps, bool isSubset)
    {
        Of(one).Overlaps(Of(other)).Should().Be(overlaps);
        Of(one).IsSubsetOf(Of(other)).Should().Be(isSubset);
    }

    private static PrefixSet Of(string text) => PrefixSet.Of(4, Parse(text));

    private static IEnumerable<IpCidr> Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IpCidr.Parse);

    private static string Print(PrefixSet set) => string.Join(' ', set.Prefixes);
}
