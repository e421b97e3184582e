using System.Net;
using Microsoft.Extensions.Options;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Plugins;

public abstract class LinuxBridgePluginTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : LinuxBridgePluginTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : LinuxBridgePluginTests(server), IClassFixture<ServerOnPostgres>;

    private const string Plugin = "Quantum:Plugin=LinuxBridge";

    private static readonly string[] Vlans =
        [Plugin, "Quantum:LinuxBridge:TenantNetworkType=vlan", "Quantum:LinuxBridge:NetworkVlanRanges:0=physnet1:100:101"];

    [Fact]
    public async Task Tenant_networks_get_the_lowest_VLANs_until_none_is_left_and_deletion_releases()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var first = await host.Api.NetworkAsync();

        PluginHost.Carrier(first).Should().Be("vlan physnet1 100");
        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("vlan physnet1 101");
        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("NoNetworkAvailable");

        (await host.Api.DeleteAsync($"networks/{first.Id()}")).Expect(HttpStatusCode.NoContent);
        PluginHost.Carrier(await host.Api.NetworkAsync()).Should().Be("vlan physnet1 100");
    }

    [Theory]
    [InlineData("gre", null, 5, "provider:network_type gre not supported")]
    [InlineData("vxlan", null, 5, "provider:network_type vxlan not supported")]
    [InlineData("flat", "physnet1", 5, "provider:segmentation_id specified for flat network")]
    [InlineData("vlan", "physnet9", 5, "unknown provider:physical_network physnet9")]
    [InlineData("local", null, 5, "provider:segmentation_id specified for local network")]
    public async Task What_cannot_be_built_is_refused_in_the_words_of_2012(string type, string? physicalNetwork, int? id, string reason)
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var body = new { network = ProviderBody.Of(type, physicalNetwork, id) };

        (await host.Api.PostAsync("networks", body)).Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
    }

    [Fact]
    public async Task Flat_network_is_the_only_one_on_its_physical_network()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var body = new { network = ProviderBody.Of("flat", "physnet1") };

        PluginHost.Carrier((await host.Api.PostAsync("networks", body)).Expect(HttpStatusCode.Created).One).Should().Be("flat physnet1 null");
        (await host.Api.InFolsom().As(Unique.Tenant(), "admin").PostAsync("networks", body)).Expect(HttpStatusCode.Conflict)
            .QuantumError.Should().Be("Unable to create the flat network. Physical network physnet1 is in use.");
    }

    [Fact]
    public async Task Members_neither_see_nor_set_what_carries_their_networks()
    {
        await using var host = await PluginHost.StartAsync(server, Vlans);
        var member = host.Api.As(Unique.Tenant());

        (await member.NetworkAsync()).Names().Should().NotContain(name => name.StartsWith("provider:", StringComparison.Ordinal));
        (await member.PostAsync("networks", new { network = ProviderBody.Of("vlan", "physnet1", 300) })).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("gre")]
    [InlineData("vxlan")]
    public void Tunnels_as_tenant_networks_stop_the_start(string type)
    {
        var build = () => Program.Build(QuantumHost.Arguments(
            server.Kind, server.ConnectionString, Plugin, $"Quantum:LinuxBridge:TenantNetworkType={type}", "Quantum:LinuxBridge:EnableTunneling=true"));

        build.Should().Throw<OptionsValidationException>()
            .WithMessage($"*Quantum:LinuxBridge:TenantNetworkType: '{type}' is not a type that the plugin supports*");
    }
}
