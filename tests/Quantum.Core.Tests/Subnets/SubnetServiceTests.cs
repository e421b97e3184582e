using Quantum.Core.Ipam;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Subnets;

public abstract class SubnetServiceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : SubnetServiceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : SubnetServiceTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store);

    private CoreCaller Caller => host.Modern;

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.1", "10.0.0.2-10.0.0.254")]
    [InlineData("10.0.0.0/32", "10.0.0.1", "")]
    [InlineData("fd00::/64", "fd00::1", "fd00::2-fd00::ffff:ffff:ffff:fffe")]
    public async Task Gateway_and_pools_that_are_not_sent_are_generated(string cidr, string gateway, string pools)
    {
        var network = await Caller.CreateNetworkAsync();

        var subnet = await Caller.CreateSubnetAsync(network.Id, cidr);

        var stored = (await Caller.FindSubnetAsync(subnet.Id))!;
        stored.GatewayIp.Should().Be(Ip(gateway));
        stored.AllocationPools.Text().Should().Be(pools);
        subnet.AllocationPools.Text().Should().Be(pools);
        (await Caller.FindNetworkAsync(network.Id))!.SubnetIds.Should().Equal(subnet.Id);
    }

    [Fact]
    public async Task Gateway_sent_as_null_is_none()
    {
        var network = await Caller.CreateNetworkAsync();

        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24", values => values.SetGateway(null));

        subnet.GatewayIp.Should().BeNull();
        subnet.AllocationPools.Text().Should().Be("10.0.0.1-10.0.0.254");
    }

    [Fact]
    public async Task Pools_are_shown_in_order_of_their_addresses()
    {
        var network = await Caller.CreateNetworkAsync();

        var subnet = await Caller.CreateSubnetAsync(
            network.Id, "10.0.0.0/24", values => values.SetPools("10.0.0.200-10.0.0.210 10.0.0.9-10.0.0.20 10.0.0.100-10.0.0.110"));
        var changed = await Caller.UpdateSubnetAsync(subnet.Id, values => values.SetPools("10.0.0.30-10.0.0.31 10.0.0.4-10.0.0.5"));

        subnet.AllocationPools.Text().Should().Be("10.0.0.9-10.0.0.20 10.0.0.100-10.0.0.110 10.0.0.200-10.0.0.210");
        changed.AllocationPools.Text().Should().Be("10.0.0.4-10.0.0.5 10.0.0.30-10.0.0.31");
        (await Caller.FindSubnetAsync(subnet.Id))!.AllocationPools.Text().Should().Be(changed.AllocationPools.Text());
    }

    [Fact]
    public async Task Pools_that_are_refused_leave_the_former_ones()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var update = () => Caller.UpdateSubnetAsync(subnet.Id, values => values.SetPools("10.0.0.1-10.0.0.9"));

        await update.Should().ThrowAsync<GatewayConflictWithAllocationPoolsException>();
        (await Caller.FindSubnetAsync(subnet.Id)).Should().BeEquivalentTo(
            new { RevisionNumber = 1, AllocationPools = new[] { new { Range = Pool("10.0.0.2-10.0.0.254").Range } } });
    }

    [Fact]
    public async Task Network_that_does_not_exist_is_not_found() =>
        await Caller.Invoking(caller => caller.CreateSubnetAsync(Guid.NewGuid(), "10.0.0.0/24")).Should().ThrowAsync<NetworkNotFoundException>();

    [Fact]
    public async Task Subnet_that_does_not_exist_is_not_found()
    {
        await Caller.Invoking(caller => caller.UpdateSubnetAsync(Guid.NewGuid(), _ => { })).Should().ThrowAsync<SubnetNotFoundException>();
        await Caller.Invoking(caller => caller.DeleteSubnetAsync(Guid.NewGuid())).Should().ThrowAsync<SubnetNotFoundException>();
    }

    [Fact]
    public async Task Values_are_checked_before_the_network_and_the_network_before_overlaps()
    {
        var wrongVersion = Caller.Subnet(Guid.NewGuid(), "10.0.0.0/24", values => values.Set(SubnetResource.IpVersion, 6));

        await Caller.Invoking(caller => caller.CreateSubnetsAsync(wrongVersion)).Should().ThrowAsync<InvalidInputException>();
    }

    [Fact]
    public async Task Subnets_of_one_network_must_not_overlap()
    {
        var network = await Caller.CreateNetworkAsync();
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var create = () => Caller.CreateSubnetAsync(network.Id, "10.0.0.128/25");

        await create.Should().ThrowAsync<InvalidInputException>().WithMessage("*overlaps with another subnet*");
        (await Caller.CreateSubnetAsync(network.Id, "10.0.1.0/24")).Id.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Bulk_must_not_overlap_with_itself_and_then_creates_nothing()
    {
        var network = await Caller.CreateNetworkAsync();

        var create = () => Caller.CreateSubnetsAsync(Caller.Subnet(network.Id, "10.0.0.0/24"), Caller.Subnet(network.Id, "10.0.0.0/25"));

        await create.Should().ThrowAsync<InvalidInputException>();
        (await Caller.FindNetworkAsync(network.Id))!.SubnetIds.Should().BeEmpty();
    }

    [Fact]
    public async Task Other_networks_may_use_the_same_block_today_but_not_in_2012()
    {
        var networks = await Caller.CreateNetworksAsync(3);
        await Caller.CreateSubnetAsync(networks[0].Id, "192.0.2.0/24");

        var today = await Caller.CreateSubnetAsync(networks[1].Id, "192.0.2.0/24");
        var in2012 = () => host.As("beta", ApiProfile.Folsom).CreateSubnetAsync(networks[2].Id, "192.0.2.0/25");

        today.Id.Should().NotBeEmpty();
        await in2012.Should().ThrowAsync<InvalidInputException>().WithMessage("*overlaps with another subnet*");
    }

    [Fact]
    public async Task Quota_counts_whole_bulks()
    {
        var caller = host.Bound(Guid.NewGuid().ToString("N"), ApiProfile.Modern with { SubnetQuota = 2 });
        var network = await caller.CreateNetworkAsync();
        await caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var create = () => caller.CreateSubnetsAsync(caller.Subnet(network.Id, "10.0.1.0/24"), caller.Subnet(network.Id, "10.0.2.0/24"));

        await create.Should().ThrowAsync<OverQuotaException>();
        (await caller.CreateSubnetAsync(network.Id, "10.0.3.0/24")).Id.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Lists_are_replaced_as_a_whole()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24", values =>
        {
            values.Set(SubnetResource.DnsNameservers, [Ip("1.1.1.1"), Ip("1.0.0.1")]);
            values.Set(SubnetResource.HostRoutes, [new HostRoute(Cidr("10.1.0.0/16"), Ip("10.0.0.9"))]);
        });

        await Caller.UpdateSubnetAsync(subnet.Id, values => values.Set(SubnetResource.DnsNameservers, [Ip("9.9.9.9"), Ip("1.0.0.1")]));

        var stored = (await Caller.FindSubnetAsync(subnet.Id))!;
        stored.DnsNameservers.Should().Equal(Ip("9.9.9.9"), Ip("1.0.0.1"));
        stored.HostRoutes.Should().Equal(new HostRoute(Cidr("10.1.0.0/16"), Ip("10.0.0.9")));
        stored.RevisionNumber.Should().Be(2);
    }

    [Fact]
    public async Task Change_to_what_is_already_there_is_none()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24", values => values.Set(SubnetResource.DnsNameservers, [Ip("1.1.1.1")]));

        var changed = await Caller.UpdateSubnetAsync(subnet.Id, values => values.Set(SubnetResource.DnsNameservers, [Ip("1.1.1.1")]));

        changed.RevisionNumber.Should().Be(1);
        (await Caller.FindNetworkAsync(network.Id))!.RevisionNumber.Should().Be(2, "the subnet's creation was the last change");
    }

    [Fact]
    public async Task Limits_hold_for_updates_and_name_the_subnet()
    {
        using var strict = new CoreHost(fixture.Store, new CoreSettings { Ipam = new IpamOptions { MaxDnsNameservers = 1 } });
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        var update = () => strict.Modern.UpdateSubnetAsync(
            subnet.Id, values => values.Set(SubnetResource.DnsNameservers, [Ip("1.1.1.1"), Ip("1.0.0.1")]));

        await update.Should().ThrowAsync<DnsNameServersExhaustedException>().WithMessage($"*{subnet.Id}*");
    }

    [Theory]
    [InlineData("modern", "10.0.0.50", typeof(GatewayConflictWithAllocationPoolsException))]
    [InlineData("modern", "10.0.0.1", null)]
    [InlineData("modern", "10.9.9.9", null)]
    [InlineData("modern", null, null)]
    [InlineData("modern", "fd00::1", typeof(InvalidInputException))]
    [InlineData("folsom", "10.0.0.50", null)]
    [InlineData("folsom", "fd00::1", typeof(InvalidInputException))]
    public async Task Gateway_can_be_changed(string profile, string? gateway, Type? refusal)
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24", values => values.SetPools("10.0.0.2-10.0.0.100"));
        var caller = profile == "folsom" ? host.Folsom : Caller;

        var update = () => caller.UpdateSubnetAsync(subnet.Id, values => values.SetGateway(gateway));

        if (refusal is not null)
            (await update.Should().ThrowAsync<QuantumException>()).Which.Should().BeOfType(refusal);
        else
            (await update()).GatewayIp.Should().Be(gateway is null ? null : Ip(gateway));
        (await Caller.FindSubnetAsync(subnet.Id))!.AllocationPools.Text().Should().Be("10.0.0.2-10.0.0.100", "pools are not computed again");
    }

    [Fact]
    public async Task Gateway_that_a_router_holds_cannot_be_changed()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var router = await Caller.CreatePortAsync(network.Id, values =>
        {
            values.Set(PortResource.DeviceOwner, "network:router_interface");
            values.SetFixedIps(Asked("10.0.0.1"));
        });

        var update = () => Caller.UpdateSubnetAsync(subnet.Id, values => values.SetGateway(null));

        await update.Should().ThrowAsync<GatewayIpInUseException>().WithMessage($"*{router.Id}*");
        await Caller.Invoking(caller => caller.UpdateSubnetAsync(subnet.Id, values => values.SetGateway("10.0.0.1"))).Should().NotThrowAsync();
        await Caller.DeletePortAsync(router.Id);
        (await update()).GatewayIp.Should().BeNull();
    }

    [Fact]
    public async Task Delete_in_use_is_refused()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.DeviceOwner, "network:router_interface"));

        await Caller.Invoking(caller => caller.DeleteSubnetAsync(subnet.Id)).Should().ThrowAsync<SubnetInUseException>();

        (await Caller.FindSubnetAsync(subnet.Id)).Should().NotBeNull();
    }

    [Fact]
    public async Task Delete_leaves_dhcp_ports_their_other_addresses()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        await Caller.CreateSubnetAsync(network.Id, "fd00::/64");
        var dhcp = await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.DeviceOwner, "network:dhcp"));

        await Caller.DeleteSubnetAsync(subnet.Id);

        (await Caller.FindPortAsync(dhcp.Id)).Should().BeEquivalentTo(new { RevisionNumber = 2, FixedIps = new[] { new { IpAddress = Ip("fd00::2") } } });
        (await Caller.FindNetworkAsync(network.Id))!.SubnetIds.Should().HaveCount(1);
    }

    [Fact]
    public async Task Delete_in_2012_takes_the_router_interface_with_it()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        var router = await Caller.CreatePortAsync(network.Id, values => values.Set(PortResource.DeviceOwner, "network:router_interface"));

        await host.Folsom.DeleteSubnetAsync(subnet.Id);

        (await Caller.FindPortAsync(router.Id)).Should().BeNull();
    }

    [Fact]
    public async Task Block_can_be_used_again_after_a_delete()
    {
        var network = await Caller.CreateNetworkAsync();
        var subnet = await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");
        await Caller.DeletePortAsync((await Caller.CreatePortAsync(network.Id)).Id);

        await Caller.DeleteSubnetAsync(subnet.Id);
        await Caller.CreateSubnetAsync(network.Id, "10.0.0.0/24");

        (await Caller.CreatePortAsync(network.Id)).Addressed().Should().Be("10.0.0.2");
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }
}
