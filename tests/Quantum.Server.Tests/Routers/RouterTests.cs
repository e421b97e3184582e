using System.Net;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

public abstract class RouterTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : RouterTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RouterTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Create_without_gateway_answers_the_router_with_its_defaults()
    {
        var router = await Tenant.CreateAsync("router", new { });

        router.Text("name").Should().BeEmpty();
        router.Text("tenant_id").Should().Be(_tenant);
        router.Text("status").Should().Be("ACTIVE");
        router.Raw("admin_state_up").Should().Be("true");
        router.Raw("external_gateway_info").Should().Be("null");
        router.Raw("routes").Should().Be("[]");
        router.Revision().Should().Be(1);
        (await Tenant.ShowAsync("router", router.Id())).GetRawText().Should().Be(router.GetRawText());
        (await Tenant.GetAsync("routers")).Items.Single().GetRawText().Should().Be(router.GetRawText());
    }

    [Fact]
    public async Task A_router_of_2012_shows_the_attributes_of_2012()
    {
        var external = await server.Api.ExternalAsync();

        var router = await Tenant.InFolsom().RouterAsync(external.Network);

        router.Names().Should().BeEquivalentTo("id", "name", "tenant_id", "admin_state_up", "status", "external_gateway_info");
        router.Raw("external_gateway_info").Should().Be($$"""{"network_id":"{{external.Network}}"}""");
    }

    [Fact]
    public async Task Create_with_gateway_takes_an_address_of_the_external_network()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/24");

        var router = await Tenant.RouterAsync(external.Network);

        router.Raw("external_gateway_info").Should().Be(
            $$"""{"network_id":"{{external.Network}}","enable_snat":true,"external_fixed_ips":[{"subnet_id":"{{external.Subnet}}","ip_address":"198.51.100.2"}]}""");
        var port = (await server.Api.GetAsync($"ports?device_id={router.Id()}")).Items.Single();
        port.Text("device_owner").Should().Be("network:router_gateway");
        port.Text("tenant_id").Should().BeEmpty();
        (await Tenant.GetAsync($"ports?device_id={router.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_router_whose_gateway_fails_is_not_there()
    {
        var inside = await Tenant.InsideAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad router request: Network {inside.Network} is not an external network.",
            $"Bad router request: Network {inside.Network} is not a valid external network");
        await refusal.DemandAsync(
            api => api.PostAsync("routers", new { router = new { external_gateway_info = new { network_id = inside.Network } } }), Tenant);

        (await Tenant.GetAsync("routers")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_gateway_network_that_is_not_there_is_not_found()
    {
        var answer = await Tenant.PostAsync("routers", new { router = new { external_gateway_info = new { network_id = Unique.Id() } } });

        answer.Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("NetworkNotFound");
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("{\"enable_snat\": true}")]
    [InlineData("{\"network_id\": \"x\"}")]
    [InlineData("{\"network_id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"colour\": 1}")]
    public async Task A_gateway_of_the_wrong_form_is_refused(string gateway)
    {
        var answer = await server.Api.PostAsync("routers", $$"""{"router": {"external_gateway_info": {{gateway}} } }""");

        answer.Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_gateway_can_be_set_changed_and_cleared()
    {
        var (one, other) = (await server.Api.ExternalAsync(), await server.Api.ExternalAsync());
        var router = await Tenant.RouterAsync();

        var set = await Tenant.ChangeAsync("router", router.Id(), new { external_gateway_info = new { network_id = one.Network } });
        var changed = await Tenant.ChangeAsync("router", router.Id(), new { external_gateway_info = new { network_id = other.Network } });
        var cleared = await Tenant.PutAsync($"routers/{router.Id()}", """{"router": {"external_gateway_info": null}}""");

        set.GetProperty("external_gateway_info").Text("network_id").Should().Be(one.Network);
        changed.GetProperty("external_gateway_info").Text("network_id").Should().Be(other.Network);
        cleared.Expect(HttpStatusCode.OK).One.Raw("external_gateway_info").Should().Be("null");
        new[] { set.Revision(), changed.Revision(), cleared.One.Revision() }.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        (await server.Api.GetAsync($"ports?device_id={router.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_object_clears_the_gateway_in_both_profiles()
    {
        var external = await server.Api.ExternalAsync();
        foreach (var caller in new[] { Tenant, Tenant.InFolsom() })
        {
            var router = await caller.RouterAsync(external.Network);

            var cleared = await caller.PutAsync($"routers/{router.Id()}", """{"router": {"external_gateway_info": {}}}""");

            cleared.Expect(HttpStatusCode.OK).One.Raw("external_gateway_info").Should().Be("null");
        }
    }

    [Fact]
    public async Task The_same_gateway_again_keeps_its_address()
    {
        var external = await server.Api.ExternalAsync();
        var router = await Tenant.RouterAsync(external.Network);

        var same = await Tenant.ChangeAsync("router", router.Id(), new { external_gateway_info = new { network_id = external.Network } });

        same.GatewayAddresses().Should().Equal(router.GatewayAddresses());
    }

    [Fact]
    public async Task Administrators_choose_snat_and_addresses_of_the_gateway()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/24");
        var router = await Tenant.RouterAsync();
        var wanted = new
        {
            external_gateway_info = new
            {
                network_id = external.Network,
                enable_snat = false,
                external_fixed_ips = new[] { new { ip_address = "198.51.100.77" } },
            },
        };

        var set = await server.Api.ChangeAsync("router", router.Id(), wanted);
        var refused = await Tenant.PutAsync($"routers/{router.Id()}", new { router = wanted });
        var reset = await Tenant.ChangeAsync("router", router.Id(), new { external_gateway_info = new { network_id = external.Network } });

        set.GetProperty("external_gateway_info").Raw("enable_snat").Should().Be("false");
        set.GatewayAddresses().Should().Equal("198.51.100.77");
        refused.Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        reset.GetProperty("external_gateway_info").Raw("enable_snat").Should().Be("true", "it was not sent");
        reset.GatewayAddresses().Should().Equal("198.51.100.77");
    }

    [Fact]
    public async Task The_gateway_may_move_to_another_address_but_not_to_that_of_the_next_router()
    {
        var external = await server.Api.ExternalAsync("198.51.100.0/24");
        var router = await server.Api.RouterAsync(external.Network);
        object At(string address) => new
        {
            external_gateway_info = new { network_id = external.Network, external_fixed_ips = new[] { new { ip_address = address } } },
        };

        (await server.Api.ChangeAsync("router", router.Id(), At("198.51.100.9"))).GatewayAddresses().Should().Equal("198.51.100.9");
        var refused = await server.Api.PutAsync($"routers/{router.Id()}", new { router = At("198.51.100.1") });
        var taken = await server.Api.PostAsync("routers", new { router = At("198.51.100.9") });

        refused.Expect(HttpStatusCode.BadRequest, "BadRequest", "Bad router request: External IP 198.51.100.1 is the same as the gateway IP.");
        taken.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressAlreadyAllocated");
    }

    [Fact]
    public async Task A_gateway_whose_subnet_overlaps_a_connected_one_is_refused()
    {
        var inside = await Tenant.InsideAsync("198.51.100.0/24");
        var external = await server.Api.ExternalAsync("198.51.100.0/25");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);

        var answer = await Tenant.PutAsync($"routers/{router.Id()}", new { router = new { external_gateway_info = new { network_id = external.Network } } });

        answer.Expect(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad router request: Cidr 198.51.100.0/25 of subnet {external.Subnet} overlaps with cidr 198.51.100.0/24 of subnet {inside.Subnet}.");
        (await Tenant.ShowAsync("router", router.Id())).Raw("external_gateway_info").Should().Be("null");
    }

    [Fact]
    public async Task A_gateway_on_a_network_without_subnets_has_no_address_and_in_2012_is_refused()
    {
        var network = await server.Api.NetworkAsync(more: RouterSteps.External);

        (await Tenant.RouterAsync(network.Id())).GatewayAddresses().Should().BeEmpty();
        var folsom = await Tenant.InFolsom().PostAsync("routers", new { router = new { external_gateway_info = new { network_id = network.Id() } } });

        folsom.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be($"Bad router request: No IPs available for external network {network.Id()}");
    }

    [Fact]
    public async Task Routes_lead_through_connected_subnets()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);

        var routed = await PutRoutesAsync(router.Id(), "10.9.0.0/24", "10.0.0.9");
        var unchanged = await PutRoutesAsync(router.Id(), "10.9.0.0/24", "10.0.0.9");

        routed.Expect(HttpStatusCode.OK).One.Raw("routes").Should().Be("""[{"destination":"10.9.0.0/24","nexthop":"10.0.0.9"}]""");
        unchanged.Expect(HttpStatusCode.OK).One.Revision().Should().Be(routed.One.Revision());
        (await Tenant.ChangeAsync("router", router.Id(), new { routes = Array.Empty<object>() })).Raw("routes").Should().Be("[]");
    }

    [Fact]
    public async Task Routes_that_lead_nowhere_are_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);

        (await PutRoutesAsync(router.Id(), "10.9.0.0/24", "10.0.1.9")).Expect(
            HttpStatusCode.BadRequest,
            "InvalidRoutes",
            "Invalid format for routes: [{'destination': '10.9.0.0/24', 'nexthop': '10.0.1.9'}], the nexthop is not connected with router");
        (await PutRoutesAsync(router.Id(), "10.9.0.0/24", "10.0.0.1")).Expect(
            HttpStatusCode.BadRequest,
            "InvalidRoutes",
            "Invalid format for routes: [{'destination': '10.9.0.0/24', 'nexthop': '10.0.0.1'}], the nexthop is used by router");
        (await PutRoutesAsync(router.Id(), "x", "10.0.0.9")).Expect(HttpStatusCode.BadRequest);
        (await Tenant.ShowAsync("router", router.Id())).Raw("routes").Should().Be("[]");
    }

    [Fact]
    public async Task More_routes_than_the_limit_are_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        object Routes(int count) => new
        {
            router = new { routes = Enumerable.Range(1, count).Select(i => new { destination = $"10.9.{i}.0/24", nexthop = "10.0.0.9" }) },
        };

        (await Tenant.PutAsync($"routers/{router.Id()}", Routes(30))).Expect(HttpStatusCode.OK);
        (await Tenant.PutAsync($"routers/{router.Id()}", Routes(31))).Expect(
            HttpStatusCode.BadRequest,
            "RoutesExhausted",
            $"Unable to complete operation for {router.Id()}. The number of routes exceeds the maximum 30.");
    }

    [Fact]
    public async Task Delete_with_interfaces_is_in_use()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var port = await Tenant.JoinAsync(router.Id(), inside.Subnet);

        var refusal = new Refusal(
            HttpStatusCode.Conflict, "RouterInUse", $"Router {router.Id()} has ports still attached: {port}", $"Router {router.Id()} still has active ports");
        await refusal.DemandAsync(api => api.DeleteAsync($"routers/{router.Id()}"), Tenant);
        (await Tenant.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(HttpStatusCode.OK);
        (await Tenant.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Delete_takes_the_gateway_port_along()
    {
        var external = await server.Api.ExternalAsync();
        var router = await Tenant.RouterAsync(external.Network);

        (await Tenant.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();

        (await Tenant.GetAsync($"routers/{router.Id()}")).Expect(
            HttpStatusCode.NotFound).ErrorType.Should().Be("RouterNotFound");
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty();
        (await server.Api.DeleteAsync($"networks/{external.Network}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Each_change_is_a_revision_and_no_change_is_none()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();

        (await Tenant.ChangeAsync("router", router.Id(), new { name = "second" })).Revision().Should().Be(2);
        (await Tenant.ChangeAsync("router", router.Id(), new { name = "second" })).Revision().Should().Be(2);
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        (await Tenant.ShowAsync("router", router.Id())).Revision().Should().Be(3);
        await Tenant.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet });
        (await Tenant.ShowAsync("router", router.Id())).Revision().Should().Be(4);
    }

    [Fact]
    public async Task Routers_of_other_tenants_are_not_there()
    {
        var router = await Tenant.RouterAsync();
        var other = server.Api.As(Unique.Tenant());

        (await other.GetAsync("routers")).Items.Should().BeEmpty();
        foreach (var answer in new[]
        {
            await other.GetAsync($"routers/{router.Id()}"),
            await other.PutAsync($"routers/{router.Id()}", new { router = new { name = "mine" } }),
            await other.DeleteAsync($"routers/{router.Id()}"),
            await other.ConnectAsync(router.Id(), new { subnet_id = Unique.Id() }),
            await other.DisconnectAsync(router.Id(), new { subnet_id = Unique.Id() }),
        })
        {
            answer.Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("RouterNotFound");
        }
    }

    [Fact]
    public async Task Readers_read_only()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var reader = server.Api.As(_tenant, "reader");

        (await reader.GetAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.OK);
        (await reader.PostAsync("routers", new { router = new { } })).Expect(HttpStatusCode.Forbidden);
        (await reader.PutAsync($"routers/{router.Id()}", new { router = new { name = "x" } })).Expect(HttpStatusCode.Forbidden);
        (await reader.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.Forbidden);
        (await reader.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(HttpStatusCode.Forbidden);
        (await reader.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_stale_revision_stops_changes()
    {
        var router = await Tenant.RouterAsync();
        await Tenant.ChangeAsync("router", router.Id(), new { name = "second" });
        var stale = Tenant.With("If-Match", "revision_number=1");

        (await stale.PutAsync($"routers/{router.Id()}", new { router = new { name = "third" } })).Expect(HttpStatusCode.PreconditionFailed);
        (await stale.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.PreconditionFailed);
        (await Tenant.With("If-Match", "revision_number=2").DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    private Task<Answer> PutRoutesAsync(string router, string destination, string nexthop) =>
        Tenant.PutAsync($"routers/{router}", new { router = new { routes = new[] { new { destination, nexthop } } } });
}
