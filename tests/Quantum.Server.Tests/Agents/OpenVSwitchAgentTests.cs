using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Agents;

public abstract class OpenVSwitchAgentTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenVSwitchAgentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenVSwitchAgentTests(server), IClassFixture<ServerOnPostgres>;

    private static readonly string[] Options =
    [
        "Quantum:Plugin=OpenVSwitch",
        "Quantum:OpenVSwitch:EnableTunneling=true",
        "Quantum:OpenVSwitch:NetworkVlanRanges:0=physnet1:100:199",
    ];

    [Fact]
    public async Task Details_of_a_device_are_those_of_its_port_and_network()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var network = await host.Api.NetworkAsync(more: ProviderBody.Of("vlan", "physnet1", 101));
        var port = await host.Api.PortAsync(network.Id(), more: new { admin_state_up = false });

        var details = await host.Api.DeviceAsync("get_device_details", port.Id());

        details.GetRawText().Should().Be(
            $$"""{"device":"{{port.Id()}}","network_id":"{{network.Id()}}","port_id":"{{port.Id()}}","admin_state_up":false,"network_type":"vlan","segmentation_id":101,"physical_network":"physnet1"}""");
    }

    [Fact]
    public async Task Details_of_a_network_without_segment_say_local()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());

        var details = await host.Api.DeviceAsync("get_device_details", port.Id());

        (details.Text("network_type"), details.Raw("segmentation_id"), details.Raw("physical_network")).Should().Be(("local", "null", "null"));
    }

    [Fact]
    public async Task A_device_that_appears_is_active_whatever_its_administrative_state_and_one_that_goes_is_down()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id(), more: new { admin_state_up = false });
        port.Text("status").Should().Be("DOWN");

        await host.Api.DeviceAsync("get_device_details", port.Id());
        (await host.Api.StateAsync(port.Id())).Status.Should().Be("ACTIVE");

        var gone = await host.Api.DeviceAsync("update_device_down", port.Id());
        gone.GetRawText().Should().Be($$"""{"device":"{{port.Id()}}","exists":true}""");
        (await host.Api.StateAsync(port.Id())).Status.Should().Be("DOWN");
    }

    [Fact]
    public async Task A_report_that_changes_nothing_touches_nothing()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());

        await host.Api.DeviceAsync("update_device_down", port.Id());
        (await host.Api.StateAsync(port.Id())).Should().Be(("DOWN", 1, port.Text("updated_at")!));

        await host.Api.DeviceAsync("get_device_details", port.Id());
        var active = await host.Api.StateAsync(port.Id());
        await host.Api.DeviceAsync("get_device_details", port.Id());

        active.Revision.Should().Be(2);
        (await host.Api.StateAsync(port.Id())).Should().Be(active);
    }

    [Theory]
    [InlineData("0b1d4f5b-8f4e-4f5b-8f4e-2f3b7a1c9d10")]
    [InlineData("tap0b1d4f5b-8f")]
    [InlineData("eth0")]
    [InlineData("")]
    public async Task Of_an_unknown_device_only_its_name_comes_back(string device)
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.DeviceAsync("get_device_details", device)).GetRawText().Should().Be($$"""{"device":"{{device}}"}""");
        (await host.Api.DeviceAsync("update_device_down", device)).GetRawText().Should().Be($$"""{"device":"{{device}}","exists":false}""");
    }

    [Fact]
    public async Task Endpoints_are_numbered_from_one_and_keep_their_numbers()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await SyncAsync(host, "192.0.2.9")).Should().Be("""{"tunnels":[{"id":1,"ip_address":"192.0.2.9"}]}""");
        (await SyncAsync(host, "192.0.2.1")).Should().Be("""{"tunnels":[{"id":1,"ip_address":"192.0.2.9"},{"id":2,"ip_address":"192.0.2.1"}]}""");
        (await SyncAsync(host, "2001:DB8::1")).Should().EndWith("""{"id":3,"ip_address":"2001:db8::1"}]}""");
        (await SyncAsync(host, "192.0.2.9")).Should().StartWith("""{"tunnels":[{"id":1,"ip_address":"192.0.2.9"},""");
    }

    [Fact]
    public async Task Endpoints_that_appear_at_once_have_different_numbers()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        await using var other = await QuantumHost.StartAsync(server.Kind, host.ConnectionString, Options);

        await Task.WhenAll(Enumerable.Range(0, 48).Select(number =>
            (number % 2 == 0 ? host.Api : other.Api).CallAsync("tunnel_sync", new { tunnel_ip = $"192.0.2.{number / 3}" })));

        var tunnels = (await host.Api.CallAsync("tunnel_sync", new { tunnel_ip = "192.0.2.0" })).Expect(HttpStatusCode.OK).Items;
        tunnels.Select(tunnel => tunnel.GetProperty("id").GetInt32()).Should().Equal(Enumerable.Range(1, 16));
        tunnels.Select(tunnel => tunnel.Text("ip_address")).Should().BeEquivalentTo(Enumerable.Range(0, 16).Select(number => $"192.0.2.{number}"));
    }

    [Fact]
    public async Task Reports_and_changes_at_once_lose_nothing()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());

        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => (number % 3) switch
        {
            0 => host.Api.DeviceAsync("get_device_details", port.Id()),
            1 => host.Api.DeviceAsync("update_device_down", port.Id()),
            _ => host.Api.ChangeAsync("port", port.Id(), new { description = $"{number}" }),
        }));

        await host.Api.DeviceAsync("get_device_details", port.Id());
        (await host.Api.StateAsync(port.Id())).Status.Should().Be("ACTIVE");
    }

    [Fact]
    public async Task What_Linux_Bridge_agents_alone_call_is_not_served()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.CallAsync("update_device_up", new { device = "x", agent_id = "y" })).Expect(
            HttpStatusCode.NotFound, "AgentMethodNotFound", "Agent method update_device_up could not be found.");
    }

    private static async Task<string> SyncAsync(PluginHost host, string address) =>
        (await host.Api.CallAsync("tunnel_sync", new { tunnel_ip = address })).Expect(HttpStatusCode.OK).Text;
}
