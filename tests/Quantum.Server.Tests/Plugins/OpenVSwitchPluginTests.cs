using System.Net;
using Microsoft.Extensions.Options;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Plugins;

public abstract class OpenVSwitchPluginTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenVSwitchPluginTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenVSwitchPluginTests(server), IClassFixture<ServerOnPostgres>;

    private const string Plugin = "Quantum:Plugin=OpenVSwitch";

    private static readonly string[] Vlans =
        [Plugin, "Quantum:OpenVSwitch:TenantNetworkType=vlan", "Quantum:OpenVSwitch:NetworkVlanRanges:0=physnet1:100:101", "Quantum:OpenVSwitch:NetworkVlanRanges:1=flats"];

    private static readonly string[] Tunnels =
        [Plugin, "Quantum:OpenVSwitch:TenantNetworkType=gre", "Quantum:OpenVSwitch:EnableTunneling=true", "Quantum:OpenVSwitch:TunnelIdRanges:0=7:8"];

    [Fact]
    public async Task Tenant_networks_are_local_by_default()
    {
        await using var host = await PluginHost.StartAsync(server, Plugin);

        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("local - null");
    }

    [Fact]
    public async Task Tenant_networks_get_the_lowest_VLANs_until_none_is_left_and_deletion_releases()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var first = await host.Api.NetworkAsync();
        var second = await host.Api.NetworkAsync();

        PluginHost.Carrier(first).Should().Be("vlan physnet1 100");
        PluginHost.Carrier(second).Should().Be("vlan physnet1 101");
        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(
            HttpStatusCode.ServiceUnavailable, "NoNetworkAvailable", "Unable to create the network. No tenant network is available for allocation.");

        (await host.Api.DeleteAsync($"networks/{first.Id()}")).Expect(HttpStatusCode.NoContent);
        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("vlan physnet1 100");
    }

    [Fact]
    public async Task Tenant_networks_get_the_lowest_tunnel_keys()
    {
        await using var host = await PluginHost.StartAsync(server, Tunnels);

        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("gre - 7");
        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("gre - 8");
        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("NoNetworkAvailable");
    }

    [Fact]
    public async Task Administrators_choose_flat_VLAN_GRE_VXLAN_and_local()
    {
        await using var host = await PluginHost.StartAsync(server, [.. Vlans, "Quantum:OpenVSwitch:EnableTunneling=true"]);

        async Task<string> CreateAsync(string type, string? physicalNetwork, int? id) =>
            PluginHost.Carrier(await host.Api.NetworkAsync(more: ProviderBody.Of(type, physicalNetwork, id)));

        (await CreateAsync("flat", "flats", null)).Should().Be("flat flats null");
        (await CreateAsync("vlan", "flats", 4094)).Should().Be("vlan flats 4094");
        (await CreateAsync("gre", null, 9)).Should().Be("gre - 9");
        (await CreateAsync("vxlan", null, 9)).Should().Be("vxlan - 9");
        (await CreateAsync("local", null, null)).Should().Be("local - null");
    }

    [Theory]
    [InlineData(null, "physnet1", null, "provider:network_type required")]
    [InlineData("flat", "physnet1", 5, "provider:segmentation_id specified for flat network")]
    [InlineData("flat", null, null, "provider:physical_network required")]
    [InlineData("vlan", "physnet1", null, "provider:segmentation_id required")]
    [InlineData("vlan", "physnet1", 4095, "provider:segmentation_id out of range (1 through 4094)")]
    [InlineData("vlan", "physnet9", 5, "unknown provider:physical_network physnet9")]
    [InlineData("gre", null, 5, "GRE networks are not enabled")]
    [InlineData("local", "physnet1", null, "provider:physical_network specified for local network")]
    [InlineData("local", null, 5, "provider:segmentation_id specified for local network")]
    public async Task What_cannot_be_built_is_refused_in_the_words_of_2012(string? type, string? physicalNetwork, int? id, string reason)
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var body = new { network = ProviderBody.Of(type, physicalNetwork, id) };

        (await host.Api.PostAsync("networks", body)).Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
        (await host.Api.InFolsom().As(Unique.Tenant(), "admin").PostAsync("networks", body)).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be($"Invalid input for operation: {reason}.");
    }

    [Theory]
    [InlineData("physnet1", 5, "provider:physical_network specified for GRE network")]
    [InlineData(null, null, "provider:segmentation_id required")]
    public async Task Tunnels_have_a_key_and_no_physical_network(string? physicalNetwork, int? id, string reason)
    {
        await using var host = await PluginHost.StartAsync(server, Tunnels);
        var body = new { network = ProviderBody.Of("gre", physicalNetwork, id) };

        var refusal = new Refusal(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
        await refusal.DemandAsync(api => api.PostAsync("networks", body), host.Api.As(Unique.Tenant(), "admin"));
    }

    [Theory]
    [InlineData("flat", "flats", null, "Unable to create the flat network. Physical network flats is in use.")]
    [InlineData("vlan", "flats", 300, "Unable to create the network. The VLAN 300 on physical network flats is in use.")]
    [InlineData("gre", null, 300, "Unable to create the network. The tunnel ID 300 is in use.")]
    public async Task What_carries_another_network_is_in_use(string type, string? physicalNetwork, int? id, string message)
    {
        await using var host = await PluginHost.StartAsync(server, [.. Vlans, "Quantum:OpenVSwitch:EnableTunneling=true"]);
        var (admin, body) = (host.Api.As(Unique.Tenant(), "admin"), new { network = ProviderBody.Of(type, physicalNetwork, id) });
        var errorType = type switch { "flat" => "FlatNetworkInUse", "vlan" => "VlanIdInUse", _ => "TunnelIdInUse" };

        (await admin.PostAsync("networks", body)).Expect(HttpStatusCode.Created);

        await new Refusal(HttpStatusCode.Conflict, errorType, message).DemandAsync(api => api.PostAsync("networks", body), admin);
        (await admin.GetAsync("networks")).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Networks_without_a_type_can_be_refused()
    {
        await using var host = await PluginHost.StartAsync(server, Plugin, "Quantum:OpenVSwitch:TenantNetworkType=none");

        var refusal = new Refusal(HttpStatusCode.Conflict, "TenantNetworksDisabled", "Tenant network creation is not enabled.");
        await refusal.DemandAsync(api => api.PostAsync("networks", new { network = new { } }), host.Api.As(Unique.Tenant(), "admin"));
    }

    [Fact]
    public async Task Segment_in_use_is_a_conflict_and_provider_attributes_do_not_change()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var body = new { network = ProviderBody.Of("vlan", "physnet1", 300) };
        var network = (await host.Api.PostAsync("networks", body)).Expect(HttpStatusCode.Created).One;

        (await host.Api.PostAsync("networks", body)).Expect(HttpStatusCode.Conflict)
            .ErrorMessage.Should().Be("Unable to create the network. The VLAN 300 on physical network physnet1 is in use.");
        (await host.Api.PutAsync($"networks/{network.Id()}", new { network = ProviderBody.Of("vlan", "physnet1", 301) })).Expect(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: plugin does not support updating provider attributes.");
    }

    [Fact]
    public async Task Members_neither_see_nor_set_what_carries_their_networks()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var member = host.Api.As(Unique.Tenant());

        var network = await member.NetworkAsync();

        network.Names().Should().NotContain(name => name.StartsWith("provider:", StringComparison.Ordinal));
        PluginHost.Carrier(await host.Api.ShowAsync("network", network.Id())).Should().Be("vlan physnet1 100");
        (await member.PostAsync("networks", new { network = ProviderBody.Of("vlan", "physnet1", 300) })).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("TenantNetworkType=gre")]
    [InlineData("TenantNetworkType=flat")]
    [InlineData("NetworkVlanRanges:0=physnet1:5:4")]
    [InlineData("TunnelIdRanges:0=x")]
    public void Bad_configuration_stops_the_start(string option)
    {
        var build = () => Program.Build(QuantumHost.Arguments(server.Kind, server.ConnectionString, Plugin, $"Quantum:OpenVSwitch:{option}"));

        build.Should().Throw<OptionsValidationException>().WithMessage($"*Quantum:OpenVSwitch:{option.Split(':', '=')[0]}: *");
    }
}
