using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.FloatingIps;

public abstract class FloatingIpTests(ServerFixture server)
{
    private static readonly string[] AttributesOf2012 =
        ["id", "tenant_id", "floating_network_id", "floating_ip_address", "router_id", "port_id", "fixed_ip_address"];

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : FloatingIpTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FloatingIpTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_free_floating_IP_has_an_address_and_nothing_else()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/24");

        var floatingIp = await TakeAsync(external);

        floatingIp.Text("floating_ip_address").Should().Be("198.51.100.2");
        floatingIp.Text("floating_network_id").Should().Be(external.Network);
        floatingIp.Text("tenant_id").Should().Be(_tenant);
        floatingIp.Text("status").Should().Be("DOWN");
        foreach (var name in new[] { "router_id", "port_id", "fixed_ip_address", "port_details" })
            floatingIp.Raw(name).Should().Be("null");
        (await Tenant.ShowAsync("floatingip", floatingIp.Id())).GetRawText().Should().Be(floatingIp.GetRawText());
        (await Tenant.GetAsync("floatingips")).Items.Single().GetRawText().Should().Be(floatingIp.GetRawText());
        (await Tenant.InFolsom().GetAsync($"floatingips/{floatingIp.Id()}")).One.Names().Should().BeEquivalentTo(AttributesOf2012);
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Pages_follow_an_order_by_what_most_do_not_have(string direction)
    {
        var scene = await SetAsync();
        await TakeAsync(scene.External, scene.Port.Id());
        await TakeAsync(scene.External);
        await TakeAsync(scene.External);
        var list = $"floatingips?sort_key=port_id&sort_dir={direction}";

        var paged = new List<string>();
        while ((await Tenant.GetAsync($"{list}&limit=1&marker={paged.LastOrDefault()}")).Expect(HttpStatusCode.OK).Ids is { Count: > 0 } page)
            paged.AddRange(page);

        paged.Should().Equal((await Tenant.GetAsync(list)).Ids).And.HaveCount(3);
    }

    [Fact]
    public async Task Delete_gives_the_address_back()
    {
        var external = await server.Api.ExternalAsync();
        var floatingIp = await TakeAsync(external);

        (await Tenant.DeleteAsync($"floatingips/{floatingIp.Id()}")).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();

        (await Tenant.GetAsync($"floatingips/{floatingIp.Id()}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("FloatingIPNotFound");
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty();
        (await TakeAsync(external)).Text("floating_ip_address").Should().Be(floatingIp.Text("floating_ip_address"));
    }

    [Fact]
    public async Task An_associated_floating_IP_shows_its_port_and_router()
    {
        var scene = await SetAsync();

        var floatingIp = await TakeAsync(scene.External, scene.Port.Id());

        floatingIp.Text("status").Should().Be("ACTIVE");
        floatingIp.Text("port_id").Should().Be(scene.Port.Id());
        floatingIp.Text("router_id").Should().Be(scene.Router);
        floatingIp.Text("fixed_ip_address").Should().Be(scene.Port.Addresses().Single());
        floatingIp.GetProperty("port_details").Names().Should().BeEquivalentTo(
            "name", "network_id", "mac_address", "admin_state_up", "status", "device_id", "device_owner");
        floatingIp.GetProperty("port_details").Text("mac_address").Should().Be(scene.Port.Text("mac_address"));
        (await Tenant.GetAsync($"floatingips?port_id={scene.Port.Id()}")).Ids.Should().Equal(floatingIp.Id());
    }

    [Fact]
    public async Task An_address_and_a_subnet_can_be_asked_for()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/24");
        var second = await server.Api.SubnetAsync(external.Network, "203.0.113.0/24");
        Task<Answer> ByAddress(ApiClient api, string address) =>
            api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, floating_ip_address = address } });

        (await ByAddress(server.Api, "198.51.100.77")).Expect(HttpStatusCode.Created).One.Text("floating_ip_address").Should().Be("198.51.100.77");
        (await ByAddress(server.Api, "198.51.100.77")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressAlreadyAllocated");
        (await ByAddress(server.Api, "10.0.0.9")).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidIpForNetwork");
        (await ByAddress(Tenant, "198.51.100.78")).Expect(HttpStatusCode.Forbidden);
        var onSubnet = await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network, subnet_id = second.Id() });
        onSubnet.Text("floating_ip_address").Should().Be("203.0.113.2");
        onSubnet.Has("subnet_id").Should().BeFalse();
    }

    [Fact]
    public async Task A_floating_IP_moves_from_port_to_port_and_is_freed()
    {
        var scene = await SetAsync();
        var other = await Tenant.PortAsync(scene.Inside.Network);
        var floatingIp = await TakeAsync(scene.External);

        var first = await Tenant.ChangeAsync("floatingip", floatingIp.Id(), new { port_id = scene.Port.Id() });
        var second = await Tenant.ChangeAsync("floatingip", floatingIp.Id(), new { port_id = other.Id() });
        var again = await Tenant.ChangeAsync("floatingip", floatingIp.Id(), new { port_id = other.Id() });
        var freed = (await Tenant.PutAsync($"floatingips/{floatingIp.Id()}", """{"floatingip": {"port_id": null}}""")).Expect(HttpStatusCode.OK).One;

        (first.Text("fixed_ip_address"), first.Text("status")).Should().Be((scene.Port.Addresses().Single(), "ACTIVE"));
        second.Text("fixed_ip_address").Should().Be(other.Addresses().Single());
        again.Text("port_id").Should().Be(other.Id());
        DemandFree(freed);
        new[] { floatingIp.Revision(), first.Revision(), second.Revision(), freed.Revision() }.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_update_without_port_keeps_it_and_in_2012_frees_the_floating_IP()
    {
        var scene = await SetAsync();
        var floatingIp = await TakeAsync(scene.External, scene.Port.Id());

        (await Tenant.ChangeAsync("floatingip", floatingIp.Id(), new { description = "web" })).Text("port_id").Should().Be(scene.Port.Id());
        (await Tenant.InFolsom().PutAsync($"floatingips/{floatingIp.Id()}", """{"floatingip": {}}""")).Expect(HttpStatusCode.OK);

        DemandFree(await Tenant.ShowAsync("floatingip", floatingIp.Id()));
    }

    [Fact]
    public async Task A_port_that_no_router_leads_to_is_not_reachable()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync();
        var port = await Tenant.PortAsync(inside.Network);

        var refusal = new Refusal(
            HttpStatusCode.NotFound,
            "ExternalGatewayForFloatingIPNotFound",
            $"External network {external.Network} is not reachable from subnet {inside.Subnet}.  Therefore, cannot associate Port {port.Id()} with a Floating IP.");
        await refusal.DemandAsync(
            api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, port_id = port.Id() } }), Tenant);
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty("nothing of the floating IP stays");
    }

    [Fact]
    public async Task A_port_of_another_tenant_is_refused()
    {
        var scene = await SetAsync();
        var port = await server.Api.PortAsync(scene.Inside.Network, tenant: Unique.Tenant());
        var floatingIp = await TakeAsync(scene.External);

        var creating = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Cannot process floating IP association with Port {port.Id()}, since that port is owned by a different tenant.",
            $"Bad floatingip request: Cannnot create floating IP and bind it to Port {port.Id()}, since that port is owned by a different tenant.");
        var changing = creating with
        {
            Old = $"Bad floatingip request: Port {port.Id()} is associated with a different tenant than Floating IP {floatingIp.Id()} and therefore cannot be bound.",
        };
        Task<Answer> CreateAsync(ApiClient api) => api.PostAsync(
            "floatingips", new { floatingip = new { floating_network_id = scene.External.Network, tenant_id = _tenant, port_id = port.Id() } });
        Task<Answer> ChangeAsync(ApiClient api) => api.PutAsync(
            $"floatingips/{floatingIp.Id()}", new { floatingip = new { port_id = port.Id() } });
        await creating.DemandModernAsync(CreateAsync, Tenant);
        await changing.DemandModernAsync(ChangeAsync, Tenant);
        await creating.DemandFolsomAsync(CreateAsync, server.Api);
        await changing.DemandFolsomAsync(ChangeAsync, server.Api);
        (await CreateAsync(server.Api)).Expect(HttpStatusCode.Created).One.Text("port_id").Should().Be(port.Id());
    }

    [Fact]
    public async Task A_port_that_is_not_seen_is_not_found()
    {
        var scene = await SetAsync();
        var foreign = await server.Api.As(Unique.Tenant()).InsideAsync();
        var port = await server.Api.PortAsync(foreign.Network);

        (await Tenant.PostAsync("floatingips", new { floatingip = new { floating_network_id = scene.External.Network, port_id = port.Id() } }))
            .Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("PortNotFound");
    }

    [Fact]
    public async Task A_fixed_address_has_one_floating_IP_of_a_network()
    {
        var scene = await SetAsync();
        await TakeAsync(scene.External, scene.Port.Id());
        var second = await TakeAsync(scene.External);

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "FloatingIPPortAlreadyAssociated",
            $"Cannot associate floating IP {second.Text("floating_ip_address")} ({second.Id()}) with port {scene.Port.Id()} using fixed IP "
            + $"{scene.Port.Addresses().Single()}, as that fixed IP already has a floating IP on external network {scene.External.Network}.");
        await refusal.DemandAsync(
            api => api.PutAsync($"floatingips/{second.Id()}", new { floatingip = new { port_id = scene.Port.Id() } }), Tenant);
    }

    [Fact]
    public async Task A_port_with_several_addresses_wants_one_to_be_named()
    {
        var scene = await SetAsync();
        var port = await Tenant.PortAsync(
            scene.Inside.Network, fixedIps: new[] { new { subnet_id = scene.Inside.Subnet }, new { subnet_id = scene.Inside.Subnet } });
        var floatingIp = await TakeAsync(scene.External);
        var path = $"floatingips/{floatingIp.Id()}";

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Port {port.Id()} has multiple fixed IPv4 addresses.  Must provide a specific IPv4 address when assigning a floating IP.",
            $"Bad floatingip request: Port {port.Id()} has multiple fixed IPs.  Must provide a specific IP when assigning a floating IP");
        await refusal.DemandAsync(api => api.PutAsync(path, new { floatingip = new { port_id = port.Id() } }), Tenant);
        (await Tenant.PutAsync(path, new { floatingip = new { port_id = port.Id(), fixed_ip_address = "9.9.9.9" } })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", $"Bad floatingip request: Port {port.Id()} does not have fixed ip 9.9.9.9.");
        foreach (var address in port.Addresses())
        {
            var mapped = await Tenant.CreateAsync(
                "floatingip", new { floating_network_id = scene.External.Network, port_id = port.Id(), fixed_ip_address = address });
            mapped.Text("fixed_ip_address").Should().Be(address);
        }
    }

    [Fact]
    public async Task A_port_without_address_is_refused()
    {
        var scene = await SetAsync();
        var port = await Tenant.PortAsync(scene.Inside.Network, fixedIps: Array.Empty<object>());

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Cannot add floating IP to port {port.Id()} that has no fixed IPv4 addresses.",
            $"Bad floatingip request: Cannot add floating IP to port {port.Id()} that hasno fixed IP addresses");
        await refusal.DemandAsync(
            api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = scene.External.Network, port_id = port.Id() } }), Tenant);
    }

    [Fact]
    public async Task A_fixed_address_without_port_is_refused()
    {
        var scene = await SetAsync();
        var floatingIp = await TakeAsync(scene.External, scene.Port.Id());

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "Bad floatingip request: fixed_ip_address cannot be specified without a port_id.",
            "Bad floatingip request: fixed_ip_address cannot be specified without a port_id");
        await refusal.DemandAsync(
            api => api.PutAsync($"floatingips/{floatingIp.Id()}", new { floatingip = new { fixed_ip_address = "10.0.0.9" } }), Tenant);
        await refusal.DemandAsync(
            api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = scene.External.Network, fixed_ip_address = "10.0.0.9" } }), Tenant);
        (await server.Api.GetAsync($"floatingips?floating_network_id={scene.External.Network}")).Ids.Should().Equal(floatingIp.Id());
    }

    [Fact]
    public async Task The_way_to_a_floating_IP_stays()
    {
        var scene = await SetAsync();
        var another = await server.Api.ExternalAsync();
        await TakeAsync(scene.External, scene.Port.Id());

        var gateway = new Refusal(
            HttpStatusCode.Conflict,
            "RouterExternalGatewayInUseByFloatingIp",
            $"Gateway cannot be updated for router {scene.Router}, since a gateway to external network {scene.External.Network} is required by one or more floating IPs.");
        var connection = new Refusal(
            HttpStatusCode.Conflict,
            "RouterInterfaceInUseByFloatingIP",
            $"Router interface for subnet {scene.Inside.Subnet} on router {scene.Router} cannot be deleted, as it is required by one or more floating IPs.");
        await gateway.DemandAsync(api => api.PutAsync($"routers/{scene.Router}", """{"router": {"external_gateway_info": null}}"""), Tenant);
        await gateway.DemandAsync(
            api => api.PutAsync($"routers/{scene.Router}", new { router = new { external_gateway_info = new { network_id = another.Network } } }), Tenant);
        await connection.DemandAsync(api => api.DisconnectAsync(scene.Router, new { subnet_id = scene.Inside.Subnet }), Tenant);
        (await Tenant.ShowAsync("router", scene.Router)).GetProperty("external_gateway_info").Text("network_id").Should().Be(scene.External.Network);
    }

    [Fact]
    public async Task Deleting_the_port_frees_its_floating_IP()
    {
        var scene = await SetAsync();
        var floatingIp = await TakeAsync(scene.External, scene.Port.Id());

        (await Tenant.DeleteAsync($"ports/{scene.Port.Id()}")).Expect(HttpStatusCode.NoContent);

        var freed = await Tenant.ShowAsync("floatingip", floatingIp.Id());
        DemandFree(freed);
        freed.Revision().Should().BeGreaterThan(floatingIp.Revision());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"ip_address\": \"10.7.0.99\"}]")]
    public async Task Taking_the_address_from_the_port_frees_its_floating_IP(string addresses)
    {
        var scene = await SetAsync("10.7.0.0/24");
        var floatingIp = await TakeAsync(scene.External, scene.Port.Id());

        (await Tenant.PutAsync($"ports/{scene.Port.Id()}", $$"""{"port": {"fixed_ips": {{addresses}} } }""")).Expect(HttpStatusCode.OK);

        DemandFree(await Tenant.ShowAsync("floatingip", floatingIp.Id()));
    }

    [Fact]
    public async Task Networks_that_are_not_external_have_no_floating_IPs()
    {
        var inside = await Tenant.InsideAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Network {inside.Network} is not a valid external network.",
            $"Bad floatingip request: Network {inside.Network} is not a valid external network");
        await refusal.DemandAsync(api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = inside.Network } }), Tenant);
    }

    [Fact]
    public async Task Networks_without_IPv4_have_no_floating_IPs()
    {
        var network = await server.Api.NetworkAsync(more: RouterSteps.External);
        await server.Api.SubnetAsync(network.Id(), "2001:db8::/64", ipVersion: 6);

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad floatingip request: Network {network.Id()} does not contain any IPv4 subnet.",
            "Bad floatingip request: Unable to find any IP address on external network");
        await refusal.DemandAsync(api => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = network.Id() } }), Tenant);
    }

    [Fact]
    public async Task Parallel_callers_get_each_address_once_until_none_is_left()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/26");
        var body = new { floatingip = new { floating_network_id = external.Network } };
        Task<Answer[]> TakeManyAsync(int count) => Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => server.Api.As(Unique.Tenant()).PostAsync("floatingips", body)));

        var first = await TakeManyAsync(40);
        var rest = await TakeManyAsync(30);

        first.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.Created));
        rest.Count(answer => answer.Status == HttpStatusCode.Created).Should().Be(21, "a /26 has 61 addresses besides its gateway");
        rest.Where(answer => answer.Status != HttpStatusCode.Created).Should().HaveCount(9).And.AllSatisfy(answer => answer.Expect(
            HttpStatusCode.Conflict, "IpAddressGenerationFailure", $"No more IP addresses available on network {external.Network}."));
        first.Concat(rest).Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.One.Text("floating_ip_address"))
            .Should().OnlyHaveUniqueItems().And.HaveCount(61);
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().HaveCount(61);
    }

    [Fact]
    public async Task Of_parallel_associations_with_one_address_one_succeeds()
    {
        var scene = await SetAsync();
        var floatingIps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(scene.External)));

        var answers = await Task.WhenAll(floatingIps.Select(floatingIp =>
            Tenant.PutAsync($"floatingips/{floatingIp.Id()}", new { floatingip = new { port_id = scene.Port.Id() } })));

        answers.Where(answer => answer.Status == HttpStatusCode.OK).Should().ContainSingle();
        answers.Where(answer => answer.Status != HttpStatusCode.OK).Should().AllSatisfy(answer =>
            answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("FloatingIPPortAlreadyAssociated"));
    }

    [Fact]
    public async Task Floating_IPs_of_other_tenants_are_not_there_and_readers_read_only()
    {
        var floatingIp = await TakeAsync(await server.Api.ExternalAsync());
        var (other, reader) = (server.Api.As(Unique.Tenant()), server.Api.As(_tenant, "reader"));
        var path = $"floatingips/{floatingIp.Id()}";
        var change = new { floatingip = new { description = "mine" } };

        (await other.GetAsync("floatingips")).Items.Should().BeEmpty();
        foreach (var answer in new[] { await other.GetAsync(path), await other.PutAsync(path, change), await other.DeleteAsync(path) })
            answer.Expect(HttpStatusCode.NotFound, "FloatingIPNotFound", $"Floating IP {floatingIp.Id()} could not be found");
        (await reader.GetAsync(path)).Expect(HttpStatusCode.OK);
        (await reader.PutAsync(path, change)).Expect(HttpStatusCode.Forbidden);
        (await reader.DeleteAsync(path)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_floating_IP_of_2012_shows_the_attributes_of_2012()
    {
        var scene = await SetAsync();

        var floatingIp = await Tenant.InFolsom().CreateAsync(
            "floatingip", new { floating_network_id = scene.External.Network, port_id = scene.Port.Id() });

        floatingIp.Names().Should().BeEquivalentTo(AttributesOf2012);
        floatingIp.Text("router_id").Should().Be(scene.Router);
        (await Tenant.InFolsom().DeleteAsync($"floatingips/{floatingIp.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    private static void DemandFree(JsonElement floatingIp)
    {
        foreach (var name in new[] { "router_id", "port_id", "fixed_ip_address", "port_details" })
            floatingIp.Raw(name).Should().Be("null");
        floatingIp.Text("status").Should().Be("DOWN");
    }

    private Task<JsonElement> TakeAsync(Place external, string? port = null) =>
        Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port });

    /// <summary>A port on a network that a router leads out of.</summary>
    private async Task<Scene> SetAsync(string? cidr = null)
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync(cidr);
        var router = await Tenant.RouterAsync(external.Network);
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        return new(external, inside, router.Id(), await Tenant.PortAsync(inside.Network));
    }

    private sealed record Scene(Place External, Place Inside, string Router, JsonElement Port);
}
