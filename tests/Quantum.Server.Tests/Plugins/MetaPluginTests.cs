using System.Net;
using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Plugins;

public abstract class MetaPluginTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : MetaPluginTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : MetaPluginTests(server), IClassFixture<ServerOnPostgres>;

    private static readonly string[] Options =
    [
        "Quantum:Plugin=Meta",
        "Quantum:Meta:PluginList:0=ovs:OpenVSwitch",
        "Quantum:Meta:PluginList:1=lb:LinuxBridge",
        $"Quantum:Meta:PluginList:2=own:{FlavorPlugin.Name}",
        "Quantum:Meta:L3PluginList:0=ovs:OpenVSwitch",
        $"Quantum:Meta:L3PluginList:1=own:{FlavorPlugin.Name}",
        "Quantum:Meta:DefaultFlavor=ovs",
        "Quantum:Meta:DefaultL3Flavor=ovs",
        "Quantum:OpenVSwitch:TenantNetworkType=gre",
        "Quantum:OpenVSwitch:EnableTunneling=true",
        "Quantum:OpenVSwitch:TunnelIdRanges:0=7:9",
        "Quantum:LinuxBridge:TenantNetworkType=vlan",
        "Quantum:LinuxBridge:NetworkVlanRanges:0=physnet1:100:101",
    ];

    [Fact]
    public async Task Network_is_carried_by_the_plugin_of_its_flavor()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var ovs = await NetworkAsync(host, "ovs");
        var bridge = await NetworkAsync(host, "lb");

        PluginHost.Carrier(ovs).Should().Be("gre - 7");
        PluginHost.Carrier(bridge).Should().Be("vlan physnet1 100");
        bridge.Text("flavor:network").Should().Be("lb");
        (await host.Api.DeleteAsync($"networks/{bridge.Id()}")).Expect(HttpStatusCode.NoContent);
        PluginHost.Carrier(await NetworkAsync(host, "lb")).Should().Be("vlan physnet1 100", "the segment was released");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"flavor:network": "unknown"}""")]
    [InlineData("""{"flavor:network": null}""")]
    public async Task Missing_or_unknown_flavor_is_the_default_and_kept_as_such(string network)
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        var created = (await host.Api.PostAsync("networks", $$"""{"network": {{network}} }""")).Expect(HttpStatusCode.Created).One;

        created.Text("flavor:network").Should().Be("ovs");
        (await host.Api.ShowAsync("network", created.Id())).Text("flavor:network").Should().Be("ovs");
        PluginHost.Carrier(created).Should().StartWith("gre");
    }

    [Fact]
    public async Task Flavor_filters_and_does_not_change()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var ovs = await NetworkAsync(host, "unknown");
        var bridge = await NetworkAsync(host, "lb");

        (await host.Api.GetAsync("networks?flavor:network=lb")).Expect(HttpStatusCode.OK).Ids.Should().Equal(bridge.Id());
        (await host.Api.GetAsync("networks?flavor:network=ovs")).Expect(HttpStatusCode.OK).Ids.Should().Equal(ovs.Id());
        (await host.Api.PutAsync($"networks/{ovs.Id()}", new { network = Flavor("network", "lb") })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_plugin_is_told_of_security_groups()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var group = (await host.Api.CreateAsync("security_group", new { name = "web" })).Id();
        var rule = await host.Api.CreateAsync("security_group_rule", new { security_group_id = group, direction = "ingress" });
        await host.Api.ChangeAsync("security_group", group, new { name = "db" });
        await host.Api.DeleteAsync($"security_group_rules/{rule.Id()}");
        await host.Api.DeleteAsync($"security_groups/{group}");

        FlavorPlugin.About(group).Should().Equal("Create SecurityGroup", "Update SecurityGroup", "Delete SecurityGroup");
        FlavorPlugin.About(rule.Id()).Should().Equal("Create SecurityGroupRule", "Delete SecurityGroupRule");
    }

    [Fact]
    public async Task Plugin_refuses_what_it_cannot_build()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var body = ProviderBody.Of("gre", segmentationId: 50);
        body["flavor:network"] = "lb";

        (await host.Api.PostAsync("networks", new { network = body })).Expect(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: provider:network_type gre not supported.");
    }

    [Fact]
    public async Task Subnets_and_ports_go_to_the_plugin_of_their_network()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var own = await NetworkAsync(host, "own");
        var (subnet, port) = await FillAsync(host, own);
        var other = await NetworkAsync(host, "ovs");
        var (otherSubnet, otherPort) = await FillAsync(host, other);

        await host.Api.ChangeAsync("port", port.Id(), new { name = "web" });
        await host.Api.ChangeAsync("network", own.Id(), new { name = "web" });

        (await host.Api.DeleteAsync($"networks/{own.Id()}")).Expect(HttpStatusCode.NoContent);
        (await host.Api.DeleteAsync($"networks/{other.Id()}")).Expect(HttpStatusCode.NoContent);
        FlavorPlugin.About(own.Id()).Should().Equal("Create Network noted", "Update Network noted", "Delete Network noted");
        FlavorPlugin.About(subnet.Id()).Should().Equal("Create Subnet", "Delete Subnet");
        FlavorPlugin.About(port.Id()).Should().Equal("Create Port", "Update Port", "Delete Port");
        FlavorPlugin.About(other.Id()).Concat(FlavorPlugin.About(otherSubnet.Id())).Concat(FlavorPlugin.About(otherPort.Id())).Should().BeEmpty();
    }

    [Fact]
    public async Task Routers_go_to_the_plugin_of_their_flavor_which_is_not_shown()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var own = await host.Api.CreateAsync("router", Flavor("router", "own"));
        var other = await host.Api.CreateAsync("router", new { name = "default" });

        await host.Api.ChangeAsync("router", own.Id(), new { name = "edge" });
        (await host.Api.DeleteAsync($"routers/{own.Id()}")).Expect(HttpStatusCode.NoContent);

        own.Has("flavor:router").Should().BeFalse();
        FlavorPlugin.About(own.Id()).Should().Equal("Create Router", "Update Router", "Delete Router");
        FlavorPlugin.About(other.Id()).Should().BeEmpty();
    }

    [Fact]
    public async Task Floating_IPs_go_to_the_plugin_of_their_router()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var outside = await host.Api.ExternalAsync();
        var port = await RoutedPortAsync(host, outside, "own");

        var mapped = await host.Api.CreateAsync("floatingip", new { floating_network_id = outside.Network, port_id = port });
        var idle = await host.Api.CreateAsync("floatingip", new { floating_network_id = outside.Network });

        FlavorPlugin.About(mapped.Id()).Should().Equal("Create FloatingIp");
        FlavorPlugin.About(idle.Id()).Should().BeEmpty("without a router the default plugin is told");
    }

    [Theory]
    [InlineData("by its port's end")]
    [InlineData("by name")]
    [InlineData("by a move")]
    public async Task The_plugin_that_mapped_a_floating_IP_is_told_when_it_is_freed(string way)
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var outside = await host.Api.ExternalAsync();
        var (own, other) = (await RoutedPortAsync(host, outside, "own"), await RoutedPortAsync(host, outside, "ovs"));
        var mapped = await host.Api.CreateAsync("floatingip", new { floating_network_id = outside.Network, port_id = own });
        var path = $"floatingips/{mapped.Id()}";

        var freed = way switch
        {
            "by name" => await host.Api.PutAsync(path, """{"floatingip": {"port_id": null}}"""),
            "by a move" => await host.Api.PutAsync(path, new { floatingip = new { port_id = other } }),
            _ => await host.Api.DeleteAsync($"ports/{own}"),
        };
        await host.Api.ChangeAsync("floatingip", mapped.Id(), new { description = "free" });

        ((int)freed.Status).Should().BeOneOf(200, 204);
        FlavorPlugin.About(mapped.Id()).Should().Equal("Create FloatingIp", "Update FloatingIp");
    }

    [Fact]
    public async Task Bulk_over_flavors_is_one_transaction()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        var refused = await host.Api.PostAsync("networks", Bulk(("a", "ovs"), ("b", "lb"), ("refused", "own")));

        refused.Expect(HttpStatusCode.Conflict, "Refused", "No.");
        (await host.Api.GetAsync("networks")).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
        (await host.Api.PostAsync("networks", Bulk(("a", "ovs"), ("b", "lb"), ("c", "own")))).Expect(HttpStatusCode.Created).Items
            .Select(PluginHost.Carrier).Should().Equal("gre - 7", "vlan physnet1 100", "local - null");
    }

    [Fact]
    public async Task Extensions_are_those_of_all_plugins_once()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        var aliases = (await host.Api.GetAsync("extensions")).Expect(HttpStatusCode.OK).Items.Select(item => item.Text("alias")).ToList();

        aliases.Should().OnlyHaveUniqueItems().And.Contain(["flavor", "provider", "router"]);
        (await host.Api.GetAsync("extensions/flavor")).Expect(HttpStatusCode.OK).One.Text("name").Should().Be("Flavor support for network and router");
        (await host.Api.GetAsync("/openapi/v2.json")).Expect(HttpStatusCode.OK).Text.Should().Contain("flavor:network");
    }

    [Theory]
    [InlineData("DefaultFlavor=nowhere", "*Quantum:Meta:DefaultFlavor: default_flavor nowhere is not plugin list*")]
    [InlineData("DefaultL3Flavor=lb", "*Quantum:Meta:DefaultL3Flavor: default_l3_flavor lb is not plugin list*")]
    [InlineData("PluginList:0=ovs", "*Quantum:Meta:PluginList: 'ovs' is not flavor:plugin*")]
    [InlineData("PluginList:1=ovs:LinuxBridge", "*Quantum:Meta:PluginList: flavor 'ovs' is listed twice*")]
    [InlineData("PluginList:1=lb:Nowhere", "*Quantum:Meta:PluginList: there is no plugin named 'Nowhere'*")]
    [InlineData("PluginList:1=lb:Meta", "*Quantum:Meta:PluginList: *MetaPlugin cannot be combined*")]
    [InlineData("L3PluginList:1=lb3:Nowhere", "*Quantum:Meta:L3PluginList: there is no plugin named 'Nowhere'*")]
    public void Bad_configuration_stops_the_start(string option, string reason)
    {
        var build = () => Program.Build(QuantumHost.Arguments(server.Kind, server.ConnectionString, [.. Options, $"Quantum:Meta:{option}"]));

        build.Should().Throw<Exception>().WithMessage(reason);
    }

    [Fact]
    public void Configuration_without_plugins_stops_the_start()
    {
        var build = () => Program.Build(QuantumHost.Arguments(server.Kind, server.ConnectionString, "Quantum:Plugin=Meta"));

        build.Should().Throw<PluginLoadException>().WithMessage("Quantum:Meta:DefaultFlavor: default_flavor  is not plugin list");
    }

    private static Dictionary<string, string> Flavor(string resource, string flavor) => new() { [$"flavor:{resource}"] = flavor };

    private static Task<JsonElement> NetworkAsync(PluginHost host, string flavor) => host.Api.NetworkAsync(more: Flavor("network", flavor));

    /// <summary>A port behind a router of that flavor.</summary>
    private static async Task<string> RoutedPortAsync(PluginHost host, Place outside, string flavor)
    {
        var inside = await host.Api.InsideAsync();
        var router = await host.Api.CreateAsync("router", new Dictionary<string, object>
        {
            ["flavor:router"] = flavor,
            ["external_gateway_info"] = new { network_id = outside.Network },
        });
        await host.Api.JoinAsync(router.Id(), inside.Subnet);
        return (await host.Api.PortAsync(inside.Network)).Id();
    }

    private static async Task<(JsonElement Subnet, JsonElement Port)> FillAsync(PluginHost host, JsonElement network) =>
        (await host.Api.SubnetAsync(network.Id()), await host.Api.PortAsync(network.Id(), deviceOwner: "network:dhcp"));

    private static object Bulk(params (string Name, string Flavor)[] networks) => new
    {
        networks = networks.Select(network => new Dictionary<string, string> { ["name"] = network.Name, ["flavor:network"] = network.Flavor }),
    };
}
