using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.OpenApi;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Agents;

public abstract class MetaAgentTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : MetaAgentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : MetaAgentTests(server), IClassFixture<ServerOnPostgres>;

    private static readonly string[] Options =
    [
        "Quantum:Plugin=Meta",
        "Quantum:Meta:PluginList:0=ovs:OpenVSwitch",
        "Quantum:Meta:PluginList:1=lb:LinuxBridge",
        "Quantum:Meta:PluginList:2=plain:Database",
        "Quantum:Meta:L3PluginList:0=ovs:OpenVSwitch",
        "Quantum:Meta:DefaultFlavor=ovs",
        "Quantum:Meta:DefaultL3Flavor=ovs",
    ];

    [Fact]
    public async Task The_flavor_of_the_network_decides_who_answers()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var ovs = await PortAsync(host, "ovs");
        var bridge = await PortAsync(host, "lb");

        (await host.Api.DeviceAsync("get_device_details", ovs)).Names().Should().Contain("segmentation_id");
        (await host.Api.DeviceAsync("get_device_details", AgentCalls.Tap(bridge))).Names().Should().Contain("vlan_id");
        (await host.Api.StateAsync(ovs)).Status.Should().Be("ACTIVE");
        (await host.Api.StateAsync(bridge)).Status.Should().Be("ACTIVE");
    }

    [Fact]
    public async Task A_device_of_another_flavor_is_unknown()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var ovs = await PortAsync(host, "ovs");
        var bridge = await PortAsync(host, "lb");
        var plain = await PortAsync(host, "plain");

        foreach (var device in new[] { AgentCalls.Tap(ovs), bridge, plain, AgentCalls.Tap(plain), "eth0" })
        {
            (await host.Api.DeviceAsync("get_device_details", device)).Names().Should().Equal("device");
            (await host.Api.DeviceAsync("update_device_down", device)).Raw("exists").Should().Be("false");
        }

        (await host.Api.DeviceAsync("update_device_up", AgentCalls.Tap(ovs))).ValueKind.Should().Be(JsonValueKind.Null);
        foreach (var port in new[] { ovs, bridge, plain })
            (await host.Api.StateAsync(port)).Status.Should().Be("DOWN");
    }

    [Fact]
    public async Task The_methods_are_those_of_all_plugins()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.CallAsync("tunnel_sync", new { tunnel_ip = "192.0.2.1" })).Expect(HttpStatusCode.OK).Items.Should().ContainSingle();
        (await Documents.JsonAsync(host.Api)).GetProperty("paths").Names().Where(path => path.StartsWith("/agents/")).Should().BeEquivalentTo(
            "/agents/v1/get_device_details", "/agents/v1/update_device_up", "/agents/v1/update_device_down", "/agents/v1/tunnel_sync");
    }

    private static async Task<string> PortAsync(PluginHost host, string flavor)
    {
        var network = await host.Api.NetworkAsync(more: new Dictionary<string, string> { ["flavor:network"] = flavor });
        return (await host.Api.PortAsync(network.Id())).Id();
    }
}
