using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Nova;

/// <summary>The life of a VM, in the calls that the compute service makes.</summary>
public abstract class InstanceTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient User => server.Api.As(_tenant);

    private ApiClient Service => server.Api.As("services", "admin,service");

    public sealed class OnSqlite(ServerOnSqlite server) : InstanceTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : InstanceTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_VM_boots_on_a_network_moves_and_is_deleted()
    {
        var inside = await User.InsideAsync();
        var nova = Instance();

        await nova.ValidateNetworksAsync();
        await nova.CreateResourceRequestsAsync(inside.Network);
        var port = await nova.AllocateAsync(inside.Network, "host1");
        (await nova.ReadNetworkInfoAsync()).Single().GetRawText().Should().Be(port.GetRawText());
        (await nova.AddFixedIpAsync(inside.Network, inside.Subnet)).Addresses().Should().HaveCount(2);

        // Live migration.
        await nova.PrepareMigrationAsync("host1", "host2");
        await nova.StartMigrationAsync("host2");
        await nova.FinishMigrationAsync("host2");
        await nova.CleanUpAsync("host1");
        var moved = (await nova.ReadNetworkInfoAsync()).Single();
        (moved.Text("binding:host_id"), moved.Text("status"), moved.Raw("binding:profile")).Should().Be(("host2", "ACTIVE", "{}"));
        moved.Addresses().Should().HaveCount(2);
        (await Service.GetAsync($"ports/{port.Id()}/bindings")).Items.Should().HaveCount(1);

        await nova.DeallocateAsync();
        (await Service.GetAsync($"ports?tenant_id={_tenant}")).Items.Should().BeEmpty();
        (await User.DeleteAsync($"networks/{inside.Network}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_VM_takes_a_port_resizes_and_gives_it_back()
    {
        var inside = await User.InsideAsync();
        var given = await User.PortAsync(inside.Network, name: "pre");
        var nova = Instance();

        await nova.ValidatePortAsync(given.Id());
        await nova.CreateResourceRequestsAsync(inside.Network, given.Id());
        await nova.AllocatePortAsync(given.Id(), "host1");

        // Resize: the VM stops on one host and starts on the other, and the ports follow at the end.
        await nova.FinishMigrationAsync("host2");
        await nova.CleanUpAsync("host1");
        (await nova.ReadNetworkInfoAsync()).Single().Text("binding:host_id").Should().Be("host2");

        await nova.DeallocateAsync(given.Id());
        var back = await Service.ShowAsync("port", given.Id());
        (back.Text("device_id"), back.Text("device_owner"), back.Text("binding:host_id"), back.Text("status")).Should().Be(("", "", "", "DOWN"));
        back.Addresses().Should().Equal(given.Addresses());
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_VM_where_it_was()
    {
        var inside = await User.InsideAsync();
        var nova = Instance();
        var port = await nova.AllocateAsync(inside.Network, "host1");
        await nova.PrepareMigrationAsync("host1", "host2");
        await nova.StartMigrationAsync("host2");

        await nova.StartMigrationAsync("host1");
        await nova.CleanUpAsync("host2");

        var back = (await nova.ReadNetworkInfoAsync()).Single();
        (back.Id(), back.Text("binding:host_id"), back.Text("status")).Should().Be((port.Id(), "host1", "ACTIVE"));
        (await Service.GetAsync($"ports/{port.Id()}/bindings")).Items.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_VM_has_the_address_that_it_asks_for()
    {
        var inside = await User.InsideAsync("198.51.100.0/24");
        var nova = Instance();
        await nova.ValidateAddressAsync(inside.Network, "198.51.100.77");

        var port = await nova.AllocateAsync(inside.Network, "host1", new { fixed_ips = new[] { new { ip_address = "198.51.100.77" } } });

        port.Addresses().Should().Equal("198.51.100.77");
        await nova.DeallocateAsync();
    }

    private NovaCaller Instance() => new(User, Service, _tenant, Unique.Id());
}
