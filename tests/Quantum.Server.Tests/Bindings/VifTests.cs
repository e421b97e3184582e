using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Bindings;

/// <summary>What the plugins offer to ports on their hosts, and what becomes of their status.</summary>
public abstract class VifTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : VifTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : VifTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("Quantum:Plugin=OpenVSwitch", "normal", "ovs", "ACTIVE")]
    [InlineData("Quantum:Plugin=OpenVSwitch", "direct", "binding_failed", "DOWN")]
    [InlineData("Quantum:Plugin=LinuxBridge", "normal", "ovs", "ACTIVE")]
    [InlineData("Quantum:Plugin=LinuxBridge", "macvtap", "binding_failed", "DOWN")]
    [InlineData("Quantum:Plugin=LinuxBridge Quantum:LinuxBridge:VifType=bridge", "normal", "bridge", "ACTIVE")]
    [InlineData("Quantum:PortStatus=agent", "normal", "ovs", "DOWN")]
    [InlineData("Quantum:PortStatus=on_create", "normal", "ovs", "ACTIVE")]
    public async Task A_bound_port_has_the_interface_that_the_plugin_offers(string options, string vnicType, string vifType, string status)
    {
        await using var host = await PluginHost.StartAsync(server, options.Split(' '));

        var port = await BoundAsync(host.Api, (await host.Api.NetworkAsync()).Id(), vnicType);

        (port.Text("binding:vif_type"), port.Text("status")).Should().Be((vifType, status));
    }

    [Fact]
    public async Task Unbinding_leaves_the_status_of_ports_that_are_active_from_the_start()
    {
        await using var host = await PluginHost.StartAsync(server, "Quantum:PortStatus=on_create");
        var port = await BoundAsync(host.Api, (await host.Api.NetworkAsync()).Id(), "normal");

        var unbound = await host.Api.PutAsync($"ports/{port.Id()}", """{"port": {"binding:host_id": null}}""");

        unbound.Expect(HttpStatusCode.OK).One.Text("status").Should().Be("ACTIVE");
    }

    [Fact]
    public async Task A_flavor_of_network_has_its_own_interfaces()
    {
        await using var host = await PluginHost.StartAsync(
            server,
            "Quantum:Plugin=Meta",
            "Quantum:Meta:PluginList:0=ovs:OpenVSwitch",
            "Quantum:Meta:PluginList:1=lb:LinuxBridge",
            "Quantum:LinuxBridge:VifType=bridge",
            "Quantum:Meta:L3PluginList:0=ovs:OpenVSwitch",
            "Quantum:Meta:DefaultFlavor=ovs",
            "Quantum:Meta:DefaultL3Flavor=ovs");
        var bridge = await host.Api.NetworkAsync(more: new Dictionary<string, object> { ["flavor:network"] = "lb" });

        (await BoundAsync(host.Api, (await host.Api.NetworkAsync()).Id(), "normal")).Text("binding:vif_type").Should().Be("ovs");
        (await BoundAsync(host.Api, bridge.Id(), "normal")).Text("binding:vif_type").Should().Be("bridge");
    }

    [Fact]
    public async Task A_binding_that_the_plugin_cannot_make_is_refused()
    {
        await using var host = await PluginHost.StartAsync(server, "Quantum:Plugin=OpenVSwitch");
        var port = await BoundAsync(host.Api, (await host.Api.NetworkAsync()).Id(), "normal");
        await host.Api.ChangeAsync("port", port.Id(), new { device_owner = "compute:nova" });

        var answer = await host.Api.PostAsync($"ports/{port.Id()}/bindings", new { binding = new { host = "host2", vnic_type = "direct" } });

        answer.Expect(
            HttpStatusCode.Conflict, "PortBindingError", $"Binding for port {port.Id()} on host host2 could not be created or updated.");
        (await host.Api.GetAsync($"ports/{port.Id()}/bindings")).Items.Should().HaveCount(1);
    }

    [Fact]
    public async Task The_operator_limits_address_pairs()
    {
        await using var host = await PluginHost.StartAsync(server, "Quantum:MaxAllowedAddressPair=1");
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());

        var answer = await host.Api.PutAsync(
            $"ports/{port.Id()}", """{"port": {"allowed_address_pairs": [{"ip_address": "10.0.0.1"}, {"ip_address": "10.0.0.2"}]}}""");

        answer.Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("AllowedAddressPairExhausted");
    }

    private static Task<JsonElement> BoundAsync(ApiClient api, string network, string vnicType) =>
        api.PortAsync(network, more: new Dictionary<string, object> { ["binding:host_id"] = "host1", ["binding:vnic_type"] = vnicType });
}
