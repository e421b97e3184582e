using Quantum.Core.Plugins;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;
using Quantum.TestSupport;
using static Quantum.Core.Tests.Hosting.Addresses;

namespace Quantum.Core.Tests.Ports;

public abstract class PortServiceTests(StoreFixture fixture) : IDisposable
{
    public sealed class OnSqlite(MigratedSqlite fixture) : PortServiceTests(fixture), IClassFixture<MigratedSqlite>;

    public sealed class OnPostgres(MigratedPostgres fixture) : PortServiceTests(fixture), IClassFixture<MigratedPostgres>;

    private readonly CoreHost host = new(fixture.Store, new CoreSettings { CreatePlugin = services => new RecordingPlugin(services) });

    private CoreCaller Caller => host.Modern;

    private RecordingPlugin Plugin => (RecordingPlugin)host.Plugin;

    [Fact]
    public async Task Network_without_subnets_gives_a_port_without_addresses()
    {
        var network = await Caller.CreateNetworkAsync();

        var port = await Caller.CreatePortAsync(network.Id);

        port.Should().BeEquivalentTo(new { Status = ResourceStatus.Down, NetworkTenantId = "alpha", RevisionNumber = 1 });
        port.FixedIps.Should().BeEmpty();
        port.MacAddress.ToString().Should().StartWith("fa:16:3e:");
    }

    [Fact]
    public async Task Port_of_2012_is_active_from_the_start()
    {
        var network = await Caller.CreateNetworkAsync();

        (await host.Folsom.CreatePortAsync(network.Id)).Status.Should().Be(ResourceStatus.Active);
    }

    [Fact]
    public async Task Network_that_does_not_exist_is_not_found() =>
        await Caller.Invoking(caller => caller.CreatePortAsync(Guid.NewGuid())).Should().ThrowAsync<NetworkNotFoundException>();

    [Theory]
    [InlineData("alpha", true)]
    [InlineData("beta", false)]
    public async Task Private_network_takes_ports_of_its_tenant_only(string tenant, bool isOpen)
    {
        var network = await Caller.CreateNetworkAsync();

        var create = () => host.Member(tenant).CreatePortAsync(network.Id);

        if (isOpen)
            await create.Should().NotThrowAsync();
        else
            await create.Should().ThrowAsync<NetworkNotFoundException>();
    }

    [Fact]
    public async Task Port_that_does_not_exist_is_not_found()
    {
        await Caller.Invoking(caller => caller.UpdatePortAsync(Guid.NewGuid(), _ => { })).Should().ThrowAsync<PortNotFoundException>();
        await Caller.Invoking(caller => caller.DeletePortAsync(Guid.NewGuid())).Should().ThrowAsync<PortNotFoundException>();
    }

    [Fact]
    public async Task Refused_address_leaves_neither_port_nor_address()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        await Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.50")));

        var create = () => Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.40"), Asked("10.0.0.50")));

        await create.Should().ThrowAsync<IpAddressAlreadyAllocatedException>().WithMessage("*10.0.0.50*");
        (await Caller.PortsOfAsync(subnet.NetworkId)).Should().HaveCount(1);
        (await Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.40")))).FixedIps.Should().HaveCount(1);
    }

    [Fact]
    public async Task Address_asked_for_twice_in_one_request_is_taken_the_second_time()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");

        var create = () => Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.40"), Asked(subnet, "10.0.0.40")));

        await create.Should().ThrowAsync<IpAddressAlreadyAllocatedException>();
    }

    [Fact]
    public async Task Subnet_of_another_network_is_refused_and_an_unknown_one_not_found()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var foreign = await SubnetAsync("10.0.0.0/24");

        var other = () => Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(AnyOf(foreign)));
        var unknown = () => Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(new FixedIp(Guid.NewGuid(), IpAddress: null)));

        await other.Should().ThrowAsync<InvalidInputException>();
        await unknown.Should().ThrowAsync<SubnetNotFoundException>();
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.200")]
    public async Task Gateway_and_addresses_outside_the_pools_can_be_asked_for(string address)
    {
        var subnet = await SubnetAsync("10.0.0.0/24", values => values.SetPools("10.0.0.2-10.0.0.9"));

        var port = await Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked(subnet, address)));

        port.Addressed().Should().Be(address);
    }

    [Fact]
    public async Task Update_keeps_replaces_and_orders_addresses()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.10"), Asked("10.0.0.20")));

        var changed = await Caller.UpdatePortAsync(
            port.Id, values => values.SetFixedIps(Asked("10.0.0.30"), Asked(subnet, "10.0.0.20"), AnyOf(subnet)));

        changed.Addressed().Should().Be("10.0.0.30 10.0.0.20 10.0.0.10", "today a subnet alone is content with the address that is there");
        changed.RevisionNumber.Should().Be(2);
        (await Caller.FindPortAsync(port.Id))!.Addressed().Should().Be("10.0.0.30 10.0.0.20 10.0.0.10");
    }

    [Fact]
    public async Task Update_in_2012_takes_a_new_address_for_a_subnet_alone()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await host.Folsom.CreatePortAsync(subnet.NetworkId);

        var changed = await host.Folsom.UpdatePortAsync(port.Id, values => values.SetFixedIps(AnyOf(subnet)));

        changed.Addressed().Should().Be("10.0.0.3");
    }

    [Fact]
    public async Task Update_to_no_addresses_releases_all()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);

        var changed = await Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps());

        changed.FixedIps.Should().BeEmpty();
        (await Caller.CreatePortAsync(subnet.NetworkId)).Addressed().Should().Be("10.0.0.2");
    }

    [Fact]
    public async Task Update_that_is_refused_keeps_every_address()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);
        await Caller.CreatePortAsync(subnet.NetworkId);

        var update = () => Caller.UpdatePortAsync(port.Id, values =>
        {
            values.Set(PortResource.Standard.Name, "new");
            values.SetFixedIps(Asked("10.0.0.3"));
        });

        await update.Should().ThrowAsync<IpAddressAlreadyAllocatedException>();
        (await Caller.FindPortAsync(port.Id)).Should().BeEquivalentTo(new { Name = "", RevisionNumber = 1 });
        (await Caller.FindPortAsync(port.Id))!.Addressed().Should().Be("10.0.0.2");
    }

    [Fact]
    public async Task Update_to_the_same_addresses_and_values_is_no_change()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);

        var changed = await Caller.UpdatePortAsync(port.Id, values =>
        {
            values.Set(PortResource.Standard.Name, "");
            values.Set(PortResource.MacAddress, port.MacAddress);
            values.SetFixedIps(Asked(subnet, "10.0.0.2"));
        });

        changed.RevisionNumber.Should().Be(1);
    }

    [Fact]
    public async Task Update_changes_values_and_addresses_as_one_revision()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);

        var changed = await Caller.UpdatePortAsync(port.Id, values =>
        {
            values.Set(PortResource.Standard.Name, "new");
            values.Set(PortResource.DeviceId, "vm");
            values.Set(PortResource.DeviceOwner, "compute:nova");
            values.Set(PortResource.AdminStateUp, false);
            values.SetFixedIps(Asked("10.0.0.9"));
        });

        changed.Should().BeEquivalentTo(new { Name = "new", DeviceId = "vm", DeviceOwner = "compute:nova", AdminStateUp = false, RevisionNumber = 2 });
    }

    [Fact]
    public async Task Order_of_addresses_alone_is_a_change()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId, values => values.SetFixedIps(Asked("10.0.0.10"), Asked("10.0.0.20")));

        var changed = await Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(Asked("10.0.0.20"), Asked("10.0.0.10")));

        changed.Addressed().Should().Be("10.0.0.20 10.0.0.10");
        (await Caller.FindPortAsync(port.Id))!.Addressed().Should().Be("10.0.0.20 10.0.0.10");
        (await Caller.FindPortAsync(port.Id))!.RevisionNumber.Should().Be(2);
    }

    [Fact]
    public async Task Change_of_another_revision_is_refused()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);

        var update = () => Caller.UpdatePortAsync(port.Id, values => values.SetFixedIps(), revision: 7);

        await update.Should().ThrowAsync<RevisionNumberConstraintFailedException>();
    }

    [Fact]
    public async Task Quota_counts_whole_bulks()
    {
        var caller = host.Bound(Guid.NewGuid().ToString("N"), ApiProfile.Modern with { PortQuota = 2 });
        var network = await caller.CreateNetworkAsync();

        var create = () => caller.CreatePortsAsync(caller.Port(network.Id), caller.Port(network.Id), caller.Port(network.Id));

        await create.Should().ThrowAsync<OverQuotaException>();
        (await caller.CreatePortsAsync(caller.Port(network.Id), caller.Port(network.Id))).Should().HaveCount(2);
    }

    [Fact]
    public async Task Bulk_over_several_networks_answers_in_the_order_of_the_requests()
    {
        var first = await SubnetAsync("10.0.0.0/24");
        var second = await SubnetAsync("10.0.1.0/24");

        var ports = await Caller.CreatePortsAsync(
            Caller.Port(first.NetworkId),
            Caller.Port(second.NetworkId, values => values.SetFixedIps(Asked("10.0.1.2"))),
            Caller.Port(second.NetworkId),
            Caller.Port(first.NetworkId, values => values.SetFixedIps()));

        ports.Select(port => port.Addressed()).Should().Equal("10.0.0.2", "10.0.1.2", "10.0.1.3", "");
    }

    [Fact]
    public async Task Plugin_is_told_what_a_deleted_port_held()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");
        var port = await Caller.CreatePortAsync(subnet.NetworkId);
        Plugin.Told.Clear();

        await Caller.DeletePortAsync(port.Id);

        Plugin.Told.Should().Equal("changing delete port 10.0.0.2", "changed delete port 10.0.0.2");
    }

    [Fact]
    public async Task Refusal_by_the_plugin_gives_the_address_back()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");

        var create = () => Caller.CreatePortAsync(subnet.NetworkId, values => values.Set(PortResource.Standard.Name, "refuse"));

        await create.Should().ThrowAsync<PluginRefusedException>();
        (await Caller.CreatePortAsync(subnet.NetworkId)).Addressed().Should().Be("10.0.0.2");
        Plugin.Told.Should().Contain("changing create port 10.0.0.2")
            .And.ContainSingle(text => text.StartsWith("changed create port", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backend_that_fails_for_one_port_of_a_bulk_leaves_the_others_whole()
    {
        var subnet = await SubnetAsync("10.0.0.0/24");

        var create = () => Caller.CreatePortsAsync(
            Caller.Port(subnet.NetworkId),
            Caller.Port(subnet.NetworkId, values => values.Set(PortResource.Standard.Name, "break")),
            Caller.Port(subnet.NetworkId));

        await create.Should().ThrowAsync<PluginBackendException>();
        (await Caller.PortsOfAsync(subnet.NetworkId)).OrderBy(port => port.Addressed(), StringComparer.Ordinal).Select(port => port.Status)
            .Should().Equal(ResourceStatus.Down, ResourceStatus.Error, ResourceStatus.Down);
        Plugin.Told.Should().Contain("changed create port 10.0.0.4", "a failure does not keep the backend from learning of the rest");
    }

    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<Subnet> SubnetAsync(string cidr, Action<AttributeValues>? with = null)
    {
        var network = await Caller.CreateNetworkAsync();
        return await Caller.CreateSubnetAsync(network.Id, cidr, with);
    }
}
