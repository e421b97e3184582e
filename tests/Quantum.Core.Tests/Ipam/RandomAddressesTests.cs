using Quantum.Core.Ipam;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ipam;

public sealed class RandomAddressesTests
{
    [Fact]
    public void Every_address_of_every_pool_is_picked_and_no_other()
    {
        using var random = ScriptedRandom.Seeded(1);
        var addresses = new RandomAddresses(random);

        var picked = Enumerable.Range(0, 200).SelectMany(_ => addresses.Pick([.. Ranges("10.0.0.2-10.0.0.4 10.0.0.9-10.0.0.9 10.0.0.250-10.0.0.251")], 1));

        picked.Select(address => address.ToString()).Distinct().Order(StringComparer.Ordinal)
            .Should().Equal("10.0.0.2", "10.0.0.250", "10.0.0.251", "10.0.0.3", "10.0.0.4", "10.0.0.9");
    }

    [Fact]
    public void Each_address_is_about_as_likely_as_the_others()
    {
        using var random = ScriptedRandom.Seeded(2);
        var addresses = new RandomAddresses(random);

        var counts = Enumerable.Range(0, 4000).SelectMany(_ => addresses.Pick([.. Ranges("10.0.0.2-10.0.0.4 10.0.0.9-10.0.0.9")], 1))
            .CountBy(address => address.ToString());

        counts.Should().HaveCount(4).And.OnlyContain(count => count.Value > 850 && count.Value < 1150);
    }

    [Fact]
    public void One_call_picks_different_addresses()
    {
        using var random = ScriptedRandom.Seeded(3);

        var picked = new RandomAddresses(random).Pick([.. Ranges("fd00::2-fd00::ffff:ffff:ffff:fffe")], 500);

        picked.Should().HaveCount(500).And.OnlyHaveUniqueItems().And.OnlyContain(address => Cidr("fd00::/64").IsUsableHost(address));
    }

    [Fact]
    public void More_than_there_are_cannot_be_picked()
    {
        using var random = ScriptedRandom.Seeded(4);

        new RandomAddresses(random).Pick([.. Ranges("10.0.0.2-10.0.0.3")], 100)
            .Select(address => address.ToString()).Order(StringComparer.Ordinal).Should().Equal("10.0.0.2", "10.0.0.3");
    }

    [Fact]
    public void Subnet_without_pools_has_none()
    {
        using var random = ScriptedRandom.Seeded(5);

        new RandomAddresses(random).Pick([], 3).Should().BeEmpty();
    }

    private static IEnumerable<Resources.Addressing.IpRange> Ranges(string pools) => Pools(pools).Select(pool => pool.Range);
}
