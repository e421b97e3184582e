using System.Net;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

/// <summary>The refusals of routers in the words of both generations.</summary>
public abstract class RouterRefusalTests(ServerFixture server)
{
    private const string OneAddress = "Bad router request: Router port must have exactly one fixed IP";

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : RouterRefusalTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RouterRefusalTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_router_that_is_not_there_is_not_found()
    {
        var foreign = await server.Api.As(Unique.Tenant()).RouterAsync();

        foreach (var id in new[] { Unique.Id(), foreign.Id() })
        {
            var refusal = new Refusal(HttpStatusCode.NotFound, "RouterNotFound", $"Router {id} could not be found");
            await refusal.DemandAsync(api => api.GetAsync($"routers/{id}"), Tenant);
            await refusal.DemandAsync(api => api.PutAsync($"routers/{id}", new { router = new { name = "x" } }), Tenant);
            await refusal.DemandAsync(api => api.DeleteAsync($"routers/{id}"), Tenant);
            await refusal.DemandAsync(api => api.ConnectAsync(id, new { subnet_id = Unique.Id() }), Tenant);
            await refusal.DemandAsync(api => api.DisconnectAsync(id, new { subnet_id = Unique.Id() }), Tenant);
        }
    }

    [Fact]
    public async Task What_policy_refuses_is_not_found_in_2012()
    {
        var router = await Tenant.RouterAsync();
        var reader = server.Api.As(_tenant, "reader");

        (await reader.InFolsom().ConnectAsync(router.Id(), new { subnet_id = Unique.Id() })).Expect(
            HttpStatusCode.NotFound).QuantumError.Should().Be($"Router {router.Id()} could not be found");
        (await reader.ConnectAsync(router.Id(), new { subnet_id = Unique.Id() })).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:add_router_interface is disallowed by policy");
    }

    [Fact]
    public async Task A_gateway_network_that_is_not_seen_is_not_found()
    {
        var hidden = await server.Api.NetworkAsync(tenant: Unique.Tenant());
        var router = await Tenant.RouterAsync();

        var refusal = new Refusal(
            HttpStatusCode.NotFound, "NetworkNotFound", $"Network {hidden.Id()} could not be found.", $"Network {hidden.Id()} could not be found");
        await refusal.DemandAsync(
            api => api.PutAsync($"routers/{router.Id()}", new { router = new { external_gateway_info = new { network_id = hidden.Id() } } }), Tenant);
    }

    [Fact]
    public async Task A_router_that_serves_floating_IPs_is_in_use()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync(external.Network);
        var leading = await Tenant.JoinAsync(router.Id(), inside.Subnet);
        var port = await Tenant.PortAsync(inside.Network);
        await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port.Id() });

        var refusal = new Refusal(
            HttpStatusCode.Conflict, "RouterInUse", $"Router {router.Id()} has ports still attached: {leading}", $"Router {router.Id()} still has active ports");
        await refusal.DemandAsync(api => api.DeleteAsync($"routers/{router.Id()}"), Tenant);
    }

    [Fact]
    public async Task Subnets_and_ports_that_are_not_there_are_not_found()
    {
        var router = await Tenant.RouterAsync();
        var id = Unique.Id();
        var subnet = new Refusal(
            HttpStatusCode.NotFound, "SubnetNotFound", $"Subnet {id} could not be found.", $"Subnet {id} could not be found");
        var port = new Refusal(
            HttpStatusCode.NotFound, "PortNotFound", $"Port {id} could not be found.", $"Port {id} could not be found on network None");

        await subnet.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = id }), Tenant);
        await subnet.DemandAsync(api => api.DisconnectAsync(router.Id(), new { subnet_id = id }), Tenant);
        await port.DemandAsync(api => api.ConnectAsync(router.Id(), new { port_id = id }), Tenant);
    }

    [Fact]
    public async Task Ports_that_cannot_be_a_routers_are_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        var used = (await Tenant.PortAsync(inside.Network, more: new { device_id = "vm-1" })).Id();
        var bare = (await Tenant.PortAsync(inside.Network, fixedIps: Array.Empty<object>())).Id();
        var two = (await Tenant.PortAsync(inside.Network, fixedIps: new[] { new { ip_address = "10.0.0.8" }, new { ip_address = "10.0.0.9" } })).Id();

        foreach (var (port, refusal) in new[]
        {
            (used, new Refusal(
                HttpStatusCode.Conflict,
                "PortInUse",
                $"Unable to complete operation on port {used} for network {inside.Network}. Port already has an attached device vm-1.",
                $"Unable to complete operation on port {used} for network {inside.Network}. Port already has an attacheddevice vm-1.")),
            (bare, new Refusal(
                HttpStatusCode.BadRequest, "BadRequest", "Bad router request: Router port must have at least one fixed IP.", OneAddress)),
            (two, new Refusal(
                HttpStatusCode.BadRequest, "BadRequest", "Bad router request: Cannot have multiple IPv4 subnets on router port.", OneAddress)),
        })
        {
            await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { port_id = port }), Tenant);
        }

        (await Tenant.GetAsync($"ports?device_id={router.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_subnet_without_gateway_is_refused()
    {
        var network = await Tenant.NetworkAsync();
        var subnet = (await Tenant.PostAsync(
            "subnets", $$"""{"subnet": {"network_id": "{{network.Id()}}", "cidr": "10.0.0.0/24", "ip_version": 4, "gateway_ip": null} }""")).One;
        var router = await Tenant.RouterAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "Bad router request: Subnet for router interface must have a gateway IP.",
            "Bad router request: Subnet for router interface must have a gateway IP");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = subnet.Id() }), Tenant);
    }

    [Fact]
    public async Task A_gateway_outside_its_subnet_is_refused()
    {
        var network = await Tenant.NetworkAsync();
        var subnet = await Tenant.SubnetAsync(network.Id(), "10.0.0.0/24", more: new { gateway_ip = "10.0.1.1" });
        var router = await Tenant.RouterAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "InvalidIpForSubnet",
            "IP address 10.0.1.1 is not a valid IP for the specified subnet.",
            "Invalid input for operation: IP address 10.0.1.1 is not a valid IP for the defined subnet.");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = subnet.Id() }), Tenant);
    }

    [Fact]
    public async Task A_gateway_address_that_is_taken_is_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        await Tenant.PortAsync(inside.Network, fixedIps: new[] { new { ip_address = "10.0.0.1" } });
        var router = await Tenant.RouterAsync();

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "IpAddressAlreadyAllocated",
            $"IP address 10.0.0.1 already allocated in subnet {inside.Subnet}",
            $"Unable to complete operation for network {inside.Network}. The IP address 10.0.0.1 is in use.");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet }), Tenant);
    }

    [Fact]
    public async Task A_gateway_subnet_that_overlaps_a_connected_one_is_refused()
    {
        var inside = await Tenant.InsideAsync("198.51.100.0/24");
        var external = await server.Api.ExternalAsync("198.51.100.0/25");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad router request: Cidr 198.51.100.0/25 of subnet {external.Subnet} overlaps with cidr 198.51.100.0/24 of subnet {inside.Subnet}.",
            $"Bad router request: Cidr 198.51.100.0/25 of subnet {external.Subnet} is overlapped with cidr 198.51.100.0/24 of subnet {inside.Subnet}");
        await refusal.DemandAsync(
            api => api.PutAsync($"routers/{router.Id()}", new { router = new { external_gateway_info = new { network_id = external.Network } } }), Tenant);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    public async Task A_gateway_that_is_no_object_is_refused(string gateway)
    {
        var body = $$"""{"router": {"external_gateway_info": {{gateway}} } }""";

        (await Tenant.PostAsync("routers", body)).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("HTTPBadRequest");
        (await Tenant.InFolsom().PostAsync("routers", body)).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().StartWith("Invalid input for external_gateway_info. Reason: ");
    }

    [Fact]
    public async Task Members_are_told_the_plugins_rule_in_2012_and_the_APIs_today()
    {
        var network = await Tenant.NetworkAsync();
        const string External = """{"network": {"router:external": true}}""";
        const string Provider = """{"network": {"provider:network_type": "local"}}""";

        foreach (var (body, rule) in new[] { (External, "extension:router:set"), (Provider, "extension:provider_network:set") })
        {
            (await Tenant.InFolsom().PutAsync($"networks/{network.Id()}", body)).Expect(HttpStatusCode.Forbidden)
                .QuantumError.Should().Be($"Policy doesn't allow {rule} to be performed.");
            (await Tenant.PutAsync($"networks/{network.Id()}", body)).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        }

        (await Tenant.InFolsom().PostAsync("networks", Provider)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be("Policy doesn't allow extension:provider_network:set to be performed.");
        (await Tenant.InFolsom().PostAsync("networks", External)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be("Access was denied to this resource.");

        var shown = await server.Api.ShowAsync("network", network.Id());
        (shown.Raw("router:external"), shown.Revision()).Should().Be(("false", 1));
    }
}
