using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Agents;

public abstract class LinuxBridgeAgentTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : LinuxBridgeAgentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : LinuxBridgeAgentTests(server), IClassFixture<ServerOnPostgres>;

    private static readonly string[] Options =
        ["Quantum:Plugin=LinuxBridge", "Quantum:LinuxBridge:NetworkVlanRanges:0=physnet1:100:199"];

    [Theory]
    [InlineData("vlan", "physnet1", 101, "\"physnet1\" 101")]
    [InlineData("flat", "physnet1", null, "\"physnet1\" -1")]
    [InlineData("local", null, null, "null -2")]
    public async Task Details_name_the_VLAN_or_say_why_there_is_none(string type, string? physicalNetwork, int? id, string expected)
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var network = await host.Api.NetworkAsync(more: ProviderBody.Of(type, physicalNetwork, id));
        var port = await host.Api.PortAsync(network.Id());
        var device = AgentCalls.Tap(port.Id());

        var details = await host.Api.DeviceAsync("get_device_details", device);

        details.Names().Should().Equal("device", "physical_network", "vlan_id", "network_id", "port_id", "admin_state_up");
        (details.Text("device"), details.Text("port_id"), details.Text("network_id")).Should().Be((device, port.Id(), network.Id()));
        $"{details.Raw("physical_network")} {details.Raw("vlan_id")}".Should().Be(expected);
    }

    [Theory]
    [InlineData(true, "ACTIVE")]
    [InlineData(false, "DOWN")]
    public async Task A_device_that_appears_is_active_if_its_port_is_up(bool adminStateUp, string status)
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id(), more: new { admin_state_up = adminStateUp });

        await host.Api.DeviceAsync("get_device_details", AgentCalls.Tap(port.Id()));

        (await host.Api.StateAsync(port.Id())).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_device_reported_up_is_active_and_one_reported_down_is_down()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());
        var device = AgentCalls.Tap(port.Id());

        (await host.Api.DeviceAsync("update_device_up", device)).GetRawText().Should().Be("null");
        (await host.Api.StateAsync(port.Id())).Status.Should().Be("ACTIVE");

        (await host.Api.DeviceAsync("update_device_down", device)).Raw("exists").Should().Be("true");
        (await host.Api.StateAsync(port.Id())).Status.Should().Be("DOWN");
    }

    [Fact]
    public async Task A_device_is_told_from_its_neighbours()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var network = (await host.Api.NetworkAsync()).Id();
        foreach (var _ in Enumerable.Range(0, 20))
            await host.Api.PortAsync(network);

        foreach (var port in (await host.Api.GetAsync("ports")).Items)
            (await host.Api.DeviceAsync("get_device_details", AgentCalls.Tap(port.Id()))).Text("port_id").Should().Be(port.Id());
    }

    [Theory]
    [InlineData("tap0b1d4f5b-8f")]
    [InlineData("tap0b1d4f5b-8")]
    [InlineData("tapZb1d4f5b-8f")]
    [InlineData("tap")]
    [InlineData("eth0")]
    public async Task An_unknown_device_is_no_failure(string device)
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.DeviceAsync("get_device_details", device)).GetRawText().Should().Be($$"""{"device":"{{device}}"}""");
        (await host.Api.DeviceAsync("update_device_down", device)).Raw("exists").Should().Be("false");
        (await host.Api.DeviceAsync("update_device_up", device)).GetRawText().Should().Be("null");
    }

    [Fact]
    public async Task Tunnels_are_not_served()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.CallAsync("tunnel_sync", new { tunnel_ip = "192.0.2.1" })).Expect(HttpStatusCode.NotFound);
    }
}
