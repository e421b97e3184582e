using Quantum.Core.Ipam;
using Quantum.Core.Subnets;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Errors;
using Quantum.Resources.Subnets;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Subnets;

public sealed class SubnetRulesTests
{
    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.1", "10.0.0.2-10.0.0.254")]
    [InlineData("10.8.0.0/24", null, "10.8.0.1-10.8.0.254")]
    [InlineData("10.9.0.0/24", "10.9.0.254", "10.9.0.1-10.9.0.253")]
    [InlineData("10.10.0.0/24", "10.10.0.100", "10.10.0.1-10.10.0.99 10.10.0.101-10.10.0.254")]
    [InlineData("10.11.0.0/24", "192.168.1.1", "10.11.0.1-10.11.0.254")]
    [InlineData("10.12.0.0/24", "1.1.1.1", "10.12.0.1-10.12.0.254")]
    [InlineData("10.13.0.0/24", "10.13.0.0", "10.13.0.1-10.13.0.254")]
    [InlineData("10.14.0.0/24", "10.14.0.255", "10.14.0.1-10.14.0.254")]
    [InlineData("10.7.0.0/30", "10.7.0.1", "10.7.0.2-10.7.0.2")]
    [InlineData("10.7.0.0/30", "10.7.0.2", "10.7.0.1-10.7.0.1")]
    [InlineData("10.7.1.0/29", "10.7.1.1", "10.7.1.2-10.7.1.6")]
    [InlineData("10.7.2.0/31", "10.7.2.1", "")]
    [InlineData("10.7.3.0/32", "10.7.3.1", "")]
    [InlineData("fd00::/64", "fd00::1", "fd00::2-fd00::ffff:ffff:ffff:fffe")]
    [InlineData("fd01::/64", null, "fd01::1-fd01::ffff:ffff:ffff:fffe")]
    [InlineData("fd02::/127", "fd02::1", "")]
    [InlineData("0.0.0.0/0", "0.0.0.1", "0.0.0.2-255.255.255.254")]
    public void Default_pools_are_all_hosts_but_the_gateway(string cidr, string? gateway, string expected) =>
        SubnetRules.DefaultPools(Cidr(cidr), gateway is null ? null : Ip(gateway)).Text().Should().Be(expected);

    [Theory]
    [InlineData("10.0.0.2-10.0.0.254")]
    [InlineData("10.0.0.2-10.0.0.2 10.0.0.3-10.0.0.3")]
    [InlineData("10.0.0.200-10.0.0.254 10.0.0.2-10.0.0.199")]
    [InlineData("")]
    public void Disjoint_pools_of_hosts_are_valid(string pools) =>
        Checking(Subnet("10.0.0.0/24", "10.0.0.1", pools)).Should().NotThrow();

    [Theory]
    [InlineData("10.0.0.9-10.0.0.8")]
    [InlineData("fd00::2-fd00::9")]
    [InlineData("10.0.0.2-fd00::9")]
    [InlineData("fd00::2-10.0.0.9")]
    public void Pool_must_be_a_run_of_addresses_of_the_version(string pools) =>
        Checking(Subnet("10.0.0.0/24", null, pools)).Should().Throw<InvalidAllocationPoolException>();

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0-10.0.0.9")]
    [InlineData("10.0.0.0/24", "10.0.0.9-10.0.0.255")]
    [InlineData("10.0.0.0/24", "10.0.0.9-10.0.1.9")]
    [InlineData("10.0.0.0/24", "9.255.255.255-10.0.0.9")]
    [InlineData("10.0.0.0/24", "10.0.1.2-10.0.1.9")]
    [InlineData("10.0.0.0/24", "10.0.0.2-10.0.0.9 10.0.0.0-10.0.0.0")]
    [InlineData("10.0.0.0/31", "10.0.0.0-10.0.0.1")]
    [InlineData("10.0.0.0/32", "10.0.0.0-10.0.0.0")]
    [InlineData("fd00::/64", "fd00::-fd00::9")]
    [InlineData("fd00::/64", "fd00::2-fd00::ffff:ffff:ffff:ffff")]
    public void Pool_must_leave_out_the_ends_of_the_block(string cidr, string pools) =>
        Checking(Subnet(cidr, null, pools)).Should().Throw<OutOfBoundsAllocationPoolException>();

    [Theory]
    [InlineData("10.0.0.2-10.0.0.9 10.0.0.9-10.0.0.20")]
    [InlineData("10.0.0.9-10.0.0.20 10.0.0.2-10.0.0.9")]
    [InlineData("10.0.0.2-10.0.0.2 10.0.0.2-10.0.0.2")]
    [InlineData("10.0.0.2-10.0.0.100 10.0.0.200-10.0.0.201 10.0.0.50-10.0.0.60")]
    public void Pools_must_not_share_an_address(string pools) =>
        Checking(Subnet("10.0.0.0/24", null, pools)).Should().Throw<OverlappingAllocationPoolsException>();

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1-10.0.0.9")]
    [InlineData("10.0.0.9", "10.0.0.1-10.0.0.9")]
    [InlineData("10.0.0.5", "10.0.0.7-10.0.0.9 10.0.0.2-10.0.0.6")]
    public void Pools_must_not_contain_the_gateway(string gateway, string pools) =>
        Checking(Subnet("10.0.0.0/24", gateway, pools)).Should().Throw<GatewayConflictWithAllocationPoolsException>();

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.0.5")]
    public void Gateway_outside_the_pools_does_not_matter(string? gateway) =>
        Checking(Subnet("10.0.0.0/24", gateway, "10.0.0.2-10.0.0.254")).Should().NotThrow();

    [Theory]
    [InlineData("10.0.0.9-10.0.0.8 10.0.0.0-10.0.0.9", typeof(InvalidAllocationPoolException))]
    [InlineData("10.0.0.0-10.0.0.9 10.0.0.9-10.0.0.8", typeof(OutOfBoundsAllocationPoolException))]
    [InlineData("10.0.0.1-10.0.0.9 10.0.0.9-10.0.0.10", typeof(OverlappingAllocationPoolsException))]
    public void First_failure_counts(string pools, Type expected)
    {
        var failure = Checking(Subnet("10.0.0.0/24", "10.0.0.1", pools)).Should().Throw<QuantumException>();

        failure.Which.Should().BeOfType(expected);
    }

    [Theory]
    [InlineData("10.0.0.0/24", 4, "10.0.0.1", "1.1.1.1", "10.1.0.0/16 10.0.0.9")]
    [InlineData("10.0.0.0/24", 4, null, "", "")]
    [InlineData("10.0.0.0/24", 4, "172.16.0.1", "", "10.1.0.0/16 172.16.0.1")]
    [InlineData("fd00::/64", 6, "fe80::1", "fd00::53", "::/0 fe80::1")]
    public void Values_of_the_version_are_valid(string cidr, int version, string? gateway, string server, string route) =>
        CheckingValues(Values(cidr, version, gateway, server, route)).Should().NotThrow();

    [Theory]
    [InlineData("10.0.0.0/24", 6, "fd00::1", "", "", "cidr '10.0.0.0/24'")]
    [InlineData("10.0.0.0/24", 6, "10.0.0.1", "", "", "cidr '10.0.0.0/24'")]
    [InlineData("fd00::/64", 6, "10.0.0.1", "10.0.0.2", "", "gateway_ip '10.0.0.1'")]
    [InlineData("10.0.0.0/24", 4, null, "fd00::53", "fd00::/64 fd00::1", "dns_nameserver 'fd00::53'")]
    [InlineData("10.0.0.0/24", 4, null, "", "10.1.0.0/16 fd00::1", "nexthop 'fd00::1'")]
    [InlineData("10.0.0.0/24", 4, null, "", "fd00::/64 10.0.0.1", "destination 'fd00::/64'")]
    [InlineData("10.0.0.0/24", 4, null, "", "fd00::/64 fd00::1", "nexthop 'fd00::1'")]
    public void Values_of_the_other_version_are_refused_in_the_order_of_the_api(
        string cidr, int version, string? gateway, string server, string route, string culprit) =>
        CheckingValues(Values(cidr, version, gateway, server, route)).Should().Throw<InvalidInputException>()
            .WithMessage($"Invalid input for operation: {culprit} does not match the ip_version '{version}'.");

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.254", true)]
    [InlineData("10.0.0.0", false)]
    [InlineData("10.0.0.255", false)]
    [InlineData("10.0.1.1", false)]
    public void Gateway_must_lie_on_the_subnet_where_the_option_demands_it(string gateway, bool isValid)
    {
        var subnet = Values("10.0.0.0/24", 4, gateway, "", "");

        CheckingValues(subnet).Should().NotThrow();
        var check = CheckingValues(subnet, new IpamOptions { ForceGatewayOnSubnet = true });

        if (isValid)
            check.Should().NotThrow();
        else
            check.Should().Throw<InvalidInputException>().WithMessage("*Gateway is not valid on subnet*");
    }

    [Fact]
    public void Numbers_of_servers_and_routes_are_limited()
    {
        var servers = new Subnet { IpVersion = 4, Cidr = Cidr("10.0.0.0/24"), DnsNameservers = [Ip("1.1.1.1"), Ip("1.1.1.2")] };
        var routes = new Subnet
        {
            IpVersion = 4,
            Cidr = Cidr("10.0.0.0/24"),
            HostRoutes = [new(Cidr("10.1.0.0/16"), Ip("10.0.0.1")), new(Cidr("10.2.0.0/16"), Ip("10.0.0.1"))],
        };

        CheckingValues(servers, new IpamOptions { MaxDnsNameservers = 2 }).Should().NotThrow();
        CheckingValues(servers, new IpamOptions { MaxDnsNameservers = 1 }).Should().Throw<DnsNameServersExhaustedException>();
        CheckingValues(routes, new IpamOptions { MaxSubnetHostRoutes = 2 }).Should().NotThrow();
        CheckingValues(routes, new IpamOptions { MaxSubnetHostRoutes = 1 }).Should().Throw<HostRoutesExhaustedException>();
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/24", true)]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", true)]
    [InlineData("10.0.0.0/24", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false)]
    [InlineData("10.0.0.0/24", "0.0.0.0/0", true)]
    [InlineData("0.0.0.0/0", "192.168.0.0/16", true)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    [InlineData("fd00::/64", "fd00::/48", true)]
    public void Blocks_that_share_an_address_overlap(string cidr, string other, bool overlaps)
    {
        var check = () => SubnetRules.CheckOverlap(new Subnet { Cidr = Cidr(cidr) }, [Cidr("fe80::/64"), Cidr(other)]);

        if (overlaps)
            check.Should().Throw<InvalidInputException>().WithMessage("*overlaps with another subnet*");
        else
            check.Should().NotThrow();
    }

    private static Action Checking(Subnet subnet) => () => SubnetRules.CheckPools(subnet);

    private static Action CheckingValues(Subnet subnet, IpamOptions? options = null) =>
        () => SubnetRules.Check(subnet, "new subnet", options ?? new IpamOptions());

    private static Subnet Subnet(string cidr, string? gateway, string pools) => new()
    {
        Cidr = Cidr(cidr),
        IpVersion = Cidr(cidr).IpVersion,
        GatewayIp = gateway is null ? null : Ip(gateway),
        AllocationPools = [.. Pools(pools)],
    };

    private static Subnet Values(string cidr, int version, string? gateway, string server, string route) => new()
    {
        Cidr = Cidr(cidr),
        IpVersion = version,
        GatewayIp = gateway is null ? null : Ip(gateway),
        DnsNameservers = server.Length == 0 ? [] : [Ip(server)],
        HostRoutes = route.Length == 0 ? [] : [new(Cidr(route.Split(' ')[0]), Ip(route.Split(' ')[1]))],
    };
}
