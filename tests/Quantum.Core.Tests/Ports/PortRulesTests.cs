using Quantum.Core.Ports;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ports;

public sealed class PortRulesTests
{
    private static readonly Guid NetworkId = Guid.NewGuid();
    private static readonly Guid Foreign = Guid.NewGuid();
    private static readonly Subnet First = Subnet("10.0.0.0/24");
    private static readonly Subnet Second = Subnet("10.0.1.0/30");
    private static readonly Subnet Link = Subnet("10.0.2.0/31");
    private static readonly Subnet Sixth = Subnet("fd00::/64");

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.0/24")]
    [InlineData("10.0.0.254", "10.0.0.0/24")]
    [InlineData("10.0.1.2", "10.0.1.0/30")]
    [InlineData("10.0.2.0", "10.0.2.0/31")]
    [InlineData("10.0.2.1", "10.0.2.0/31")]
    [InlineData("fd00::ffff:ffff:ffff:fffe", "fd00::/64")]
    public void Address_alone_finds_its_subnet(string address, string expected) =>
        Resolve(Asked(address))[0].Subnet.Cidr.Should().Be(Cidr(expected));

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.255")]
    [InlineData("10.0.3.1")]
    [InlineData("10.0.1.3")]
    [InlineData("fd00::")]
    [InlineData("fd00::ffff:ffff:ffff:ffff")]
    [InlineData("fd00:1::1")]
    [InlineData("::ffff:10.0.0.5")]
    public void Address_that_is_a_host_of_no_subnet_is_refused(string address) =>
        Resolving(Asked(address)).Should().Throw<InvalidIpForNetworkException>();

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.255")]
    [InlineData("10.0.1.1")]
    [InlineData("fd00::1")]
    public void Address_that_is_no_host_of_the_named_subnet_is_refused(string address) =>
        Resolving(Asked(First, address)).Should().Throw<InvalidIpForSubnetException>();

    [Fact]
    public void Subnet_alone_leaves_the_address_open()
    {
        var request = Resolve(AnyOf(Sixth)).Should().ContainSingle().Which;

        request.Subnet.Should().BeSameAs(Sixth);
        request.Address.Should().BeNull();
    }

    [Fact]
    public void Places_are_those_of_the_request() =>
        Resolve(AnyOf(First), Asked("10.0.1.1"), AnyOf(First)).Select(request => request.Position).Should().Equal(0, 1, 2);

    [Fact]
    public void Empty_list_asks_for_nothing() => Resolve().Should().BeEmpty();

    [Fact]
    public void Item_without_subnet_and_address_is_refused() =>
        Resolving(new FixedIp(SubnetId: null, IpAddress: null)).Should().Throw<InvalidInputException>()
            .WithMessage("*IP allocation requires subnet_id or ip_address*");

    [Fact]
    public void Subnet_that_does_not_exist_is_not_found() =>
        Resolving(new FixedIp(Guid.NewGuid(), Ip("10.0.0.5"))).Should().Throw<SubnetNotFoundException>();

    [Fact]
    public void Subnet_of_another_network_is_refused() =>
        Resolving(new FixedIp(Foreign, Ip("10.0.0.5"))).Should().Throw<InvalidInputException>()
            .WithMessage($"*Failed to create port on network {NetworkId}*{Foreign}*");

    [Fact]
    public void First_failure_of_the_list_counts() =>
        Resolving(Asked("10.0.0.5"), Asked("10.9.9.9"), new FixedIp(Foreign, IpAddress: null)).Should().Throw<InvalidIpForNetworkException>();

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", true, true)]
    [InlineData("10.0.0.5", "10.0.0.6", false, false)]
    [InlineData("10.0.0.5", null, true, false)]
    public void Held_address_meets_a_request(string held, string? asked, bool today, bool in2012)
    {
        var request = Resolve(asked is null ? AnyOf(First) : Asked(First, asked))[0];
        var allocation = new IpAllocation { SubnetId = First.Id, IpAddress = Ip(held) };

        request.IsMetBy(allocation, ApiProfile.Modern).Should().Be(today);
        request.IsMetBy(allocation, ApiProfile.Folsom).Should().Be(in2012);
        request.IsMetBy(new IpAllocation { SubnetId = Second.Id, IpAddress = Ip(held) }, ApiProfile.Modern).Should().BeFalse();
    }

    [Theory]
    [InlineData("network:dhcp", true, true)]
    [InlineData("network:router_interface", false, true)]
    [InlineData("network:router_gateway", false, false)]
    [InlineData("network:floatingip", false, false)]
    [InlineData("network:probe", false, false)]
    [InlineData("compute:nova", false, false)]
    [InlineData("", false, false)]
    public void Owner_decides_whether_a_port_goes_with_its_network(string owner, bool today, bool in2012)
    {
        DeviceOwners.GoingWithNetwork(ApiProfile.Modern).Contains(owner).Should().Be(today);
        DeviceOwners.GoingWithNetwork(ApiProfile.Folsom).Contains(owner).Should().Be(in2012);
    }

    private static IReadOnlyList<Core.Ipam.AddressRequest> Resolve(params FixedIp[] wanted) =>
        PortRules.Resolve(NetworkId, wanted, [First, Second, Link, Sixth], [Foreign]);

    private static Action Resolving(params FixedIp[] wanted) => () => Resolve(wanted);

    private static Subnet Subnet(string cidr) => new() { Id = Guid.NewGuid(), NetworkId = NetworkId, Cidr = Cidr(cidr), IpVersion = Cidr(cidr).IpVersion };
}
