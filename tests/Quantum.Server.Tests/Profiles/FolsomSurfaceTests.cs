using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Requests;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.OpenApi;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Profiles;

/// <summary>What clients of 2012 are shown: everything of that year, and nothing younger.</summary>
public abstract class FolsomSurfaceTests(ServerFixture server)
{
    private static readonly string[] Collections = ["networks", "subnets", "ports", "routers", "floatingips"];
    private static readonly string[] Actions = ["add_router_interface", "remove_router_interface"];

    private static readonly string[] Paths =
    [
        .. Collections.SelectMany(collection => new[] { $"/v2.0/{collection}", $"/v2.0/{collection}/{{id}}" }),
        .. Actions.Select(action => $"/v2.0/routers/{{id}}/{action}"),
        "/", "/v2.0/", "/v2.0/extensions", "/v2.0/extensions/{alias}",
        "/v2.0/quotas", "/v2.0/quotas/tenant", "/v2.0/quotas/{tenant}",
    ];

    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : FolsomSurfaceTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FolsomSurfaceTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Folsom => server.Api.As(_tenant, "admin").InFolsom();

    private ResourceCatalog Catalog => server.Host.Services.GetRequiredService<ResourceCatalog>();

    [Fact]
    public async Task Extensions_are_those_of_2012()
    {
        var answer = await Folsom.GetAsync("extensions");

        answer.Items.Select(extension => extension.Text("alias")).Should().BeEquivalentTo("router", "provider", "quotas");
        foreach (var younger in Catalog.Extensions.Select(extension => extension.Alias).Except(["router", "provider", "quotas"]))
            (await Folsom.GetAsync($"extensions/{younger}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Younger_resources_are_not_there()
    {
        var younger = Catalog.All.Concat(Catalog.SubResources).Select(resource => resource.Description.Path).Except(Collections)
            .Select(path => path.Replace("{policy_id}", Unique.Id(), StringComparison.Ordinal))
            .Concat(["agents", "availability_zones", "network-ip-availabilities", $"auto-allocated-topology/{_tenant}", "qos/rule-types"]);

        foreach (var path in younger)
        {
            (await Folsom.GetAsync(path)).Expect(HttpStatusCode.NotFound).ContentType.Should().StartWith("text/plain", "{0} is no URL of 2012", path);
            (await Folsom.GetAsync($"{path}/{Unique.Id()}")).Expect(HttpStatusCode.NotFound).ContentType.Should().StartWith("text/plain", "{0} is no URL of 2012", path);
        }
    }

    [Fact]
    public async Task Younger_parts_and_actions_of_a_resource_are_not_there()
    {
        var scene = await SetAsync();
        var younger = Catalog.All
            .Where(resource => scene.ContainsKey(resource.Description.Collection))
            .SelectMany(resource => resource.Actions.Select(action => action.Name).Except(Actions)
                .Concat(resource.Below.Select(child => child.Description.Collection))
                .Append("tags")
                .Select(part => $"{resource.Description.Path}/{scene[resource.Description.Collection].Id()}/{part}"))
            .Append($"quotas/{_tenant}/details");

        foreach (var path in younger)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put })
            {
                (await Folsom.SendAsync(method, path, content: null)).Expect(HttpStatusCode.NotFound)
                    .ContentType.Should().StartWith("text/plain", "{0} is no URL of 2012", path);
            }
        }
    }

    [Fact]
    public async Task Attributes_are_those_of_2012()
    {
        var scene = await SetAsync();
        var provider = "provider:network_type provider:physical_network provider:segmentation_id";
        var expected = new Dictionary<string, string>
        {
            ["networks"] = $"id name tenant_id subnets admin_state_up status shared router:external {provider}",
            ["subnets"] = "id name tenant_id network_id ip_version cidr gateway_ip allocation_pools dns_nameservers host_routes enable_dhcp",
            ["ports"] = "id name tenant_id network_id mac_address admin_state_up status fixed_ips device_id device_owner",
            ["routers"] = "id name tenant_id admin_state_up status external_gateway_info",
            ["floatingips"] = "id tenant_id floating_network_id floating_ip_address fixed_ip_address port_id router_id",
        };

        foreach (var (collection, names) in expected)
        {
            var shown = await Folsom.GetAsync($"{collection}/{scene[collection].Id()}");

            scene[collection].Names().Should().BeEquivalentTo(names.Split(' '), "{0} are created so", collection);
            shown.One.Names().Should().BeEquivalentTo(names.Split(' '), "{0} are shown so", collection);
            (await Folsom.GetAsync(collection)).Items[0].Names().Should().BeEquivalentTo(names.Split(' '), "{0} are listed so", collection);
        }
    }

    [Fact]
    public async Task Younger_attributes_and_parameters_have_no_effect()
    {
        var scene = await SetAsync();

        foreach (var resource in Catalog.All.Select(served => served.Description).Where(resource => scene.ContainsKey(resource.Collection)))
        {
            var item = scene[resource.Collection];
            var younger = resource.Attributes.Select(attribute => attribute.Name).Except(item.Names()).Where(name => name != "shared").ToList();
            foreach (var name in younger)
            {
                (await Folsom.GetAsync($"{resource.Path}?id={item.Id()}&{name}=nothing")).Ids.Should().Equal([item.Id()], "{0} is no filter of 2012", name);
                (await Folsom.GetAsync($"{resource.Path}/{item.Id()}?fields={name}")).One.Names().Should().NotContain(name);
            }

            (await Folsom.GetAsync($"{resource.Path}?limit=1&sort_key=nothing&marker={Unique.Id()}")).Expect(HttpStatusCode.OK)
                .Json.Names().Should().Equal(resource.Collection);
        }
    }

    [Fact]
    public async Task Answers_have_no_header_that_only_todays_clients_know()
    {
        var network = await Folsom.NetworkAsync();

        foreach (var path in new[] { "networks", $"networks/{network.Id()}", $"networks/{Unique.Id()}", "colours" })
        {
            var answer = await Folsom.GetAsync(path);

            answer.Headers.Select(header => header.Key).Except(["Date", "Transfer-Encoding"]).Should().Equal(["X-Openstack-Request-Id"]);
        }

        (await Folsom.With("If-Match", "revision_number=99").PutAsync($"networks/{network.Id()}", new { network = new { name = "a" } }))
            .Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Documents_name_nothing_younger()
    {
        await using var host = await server.StartAnotherAsync("Quantum:Profile=folsom");
        var document = await Documents.JsonAsync(host.Api);

        document.GetProperty("paths").Names().Where(path => !path.StartsWith("/agents/", StringComparison.Ordinal)).Should().BeEquivalentTo(Paths);
        (await host.Api.GetAsync("")).Items.Select(resource => resource.Text("name")).Should().BeEquivalentTo("network", "subnet", "port");
        (await host.Api.GetAsync("quotas/demo")).One.Names().Should().BeEquivalentTo("network", "subnet", "port", "router", "floatingip");
    }

    /// <summary>One of each resource of 2012, by collection, as it was answered to its creation.</summary>
    private async Task<Dictionary<string, JsonElement>> SetAsync()
    {
        var external = await server.Api.ExternalAsync();
        var network = await Folsom.NetworkAsync();
        var subnet = await Folsom.SubnetAsync(network.Id());
        var router = await Folsom.RouterAsync(external.Network);
        (await Folsom.ConnectAsync(router.Id(), new { subnet_id = subnet.Id() })).Expect(HttpStatusCode.OK);
        var port = await Folsom.PortAsync(network.Id());
        var floatingIp = await Folsom.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port.Id() });
        return new()
        {
            ["networks"] = network,
            ["subnets"] = subnet,
            ["ports"] = port,
            ["routers"] = router,
            ["floatingips"] = floatingIp,
        };
    }
}
