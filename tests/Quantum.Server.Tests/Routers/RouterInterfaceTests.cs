using System.Net;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

public abstract class RouterInterfaceTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : RouterInterfaceTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RouterInterfaceTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task By_subnet_the_router_takes_the_gateway_address()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();

        var added = (await Tenant.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(HttpStatusCode.OK);

        var port = await Tenant.ShowAsync("port", added.Json.Text("port_id")!);
        added.Text.Should().Be(Connection(router.Id(), port.Id(), inside));
        port.Addresses().Should().Equal("10.0.0.1");
        port.Text("device_id").Should().Be(router.Id());
        port.Text("device_owner").Should().Be("network:router_interface");
        port.Text("tenant_id").Should().Be(_tenant);
        port.Text("name").Should().BeEmpty();
    }

    [Fact]
    public async Task By_port_the_router_takes_the_ports_address_and_removal_takes_the_port()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        var port = await Tenant.PortAsync(inside.Network);

        var added = await Tenant.ConnectAsync(router.Id(), new { port_id = port.Id() });
        var shown = await Tenant.ShowAsync("port", port.Id());
        var removed = await Tenant.DisconnectAsync(router.Id(), new { port_id = port.Id() });

        added.Expect(HttpStatusCode.OK).Text.Should().Be(Connection(router.Id(), port.Id(), inside));
        (shown.Text("device_id"), shown.Text("device_owner")).Should().Be((router.Id(), "network:router_interface"));
        shown.Addresses().Should().Equal(port.Addresses());
        removed.Expect(HttpStatusCode.OK).Text.Should().Be(added.Text);
        (await Tenant.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Clients_of_2012_are_answered_briefly()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();

        var added = await Tenant.InFolsom().ConnectAsync(router.Id(), new { subnet_id = inside.Subnet });
        var removed = await Tenant.InFolsom().DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet });

        added.Expect(HttpStatusCode.OK).Json.Names().Should().Equal("subnet_id", "port_id");
        added.Json.Text("subnet_id").Should().Be(inside.Subnet);
        removed.Expect(HttpStatusCode.OK).Text.Should().Be("null");
        (await Tenant.GetAsync($"ports/{added.Json.Text("port_id")}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"router\": {}}")]
    [InlineData("{\"colour\": 1}")]
    public async Task Neither_subnet_nor_port_is_refused(string body)
    {
        var router = await Tenant.RouterAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "Bad router request: Either subnet_id or port_id must be specified.",
            "Bad router request: Either subnet_id or port_id must be specified");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), body), Tenant);
        await refusal.DemandAsync(api => api.DisconnectAsync(router.Id(), body), Tenant);
    }

    [Fact]
    public async Task Both_or_an_id_that_is_none_are_refused()
    {
        var router = await Tenant.RouterAsync();

        var both = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "Bad router request: Cannot specify both subnet-id and port-id.",
            "Bad router request: cannot specify both subnet-id and port-id");
        await both.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = Unique.Id(), port_id = Unique.Id() }), Tenant);
        (await Tenant.ConnectAsync(router.Id(), new { subnet_id = "x" })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad router request: 'x' is not a valid UUID.");
        (await Tenant.ConnectAsync(router.Id(), new { subnet_id = Unique.Id() })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("SubnetNotFound");
        (await Tenant.ConnectAsync(router.Id(), new { port_id = Unique.Id() })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("PortNotFound");
    }

    [Fact]
    public async Task The_same_subnet_twice_is_refused()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        var port = await Tenant.PortAsync(inside.Network);

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad router request: Router already has a port on subnet {inside.Subnet}.",
            $"Bad router request: Router already has a port on subnet {inside.Subnet}");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet }), Tenant);
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { port_id = port.Id() }), Tenant);
        (await Tenant.ShowAsync("port", port.Id())).Text("device_id").Should().BeEmpty();
    }

    [Fact]
    public async Task Subnets_that_overlap_are_not_connected()
    {
        var (one, other) = (await Tenant.InsideAsync("10.0.0.0/24"), await Tenant.InsideAsync("10.0.0.0/16"));
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), one.Subnet);

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "BadRequest",
            $"Bad router request: Cidr 10.0.0.0/16 of subnet {other.Subnet} overlaps with cidr 10.0.0.0/24 of subnet {one.Subnet}.",
            $"Bad router request: Cidr 10.0.0.0/16 of subnet {other.Subnet} is overlapped with cidr 10.0.0.0/24 of subnet {one.Subnet}");
        await refusal.DemandAsync(api => api.ConnectAsync(router.Id(), new { subnet_id = other.Subnet }), Tenant);
    }

    [Fact]
    public async Task A_subnet_without_gateway_is_refused()
    {
        var network = await Tenant.NetworkAsync();
        var subnet = (await Tenant.PostAsync(
            "subnets", $$"""{"subnet": {"network_id": "{{network.Id()}}", "cidr": "10.0.0.0/24", "ip_version": 4, "gateway_ip": null} }""")).One;
        var router = await Tenant.RouterAsync();

        (await Tenant.ConnectAsync(router.Id(), new { subnet_id = subnet.Id() })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad router request: Subnet for router interface must have a gateway IP.");
    }

    [Fact]
    public async Task A_gateway_address_that_is_taken_is_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        await Tenant.PortAsync(inside.Network, fixedIps: new[] { new { ip_address = "10.0.0.1" } });
        var router = await Tenant.RouterAsync();

        (await Tenant.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressAlreadyAllocated");
        (await Tenant.ShowAsync("router", router.Id())).Revision().Should().Be(1);
    }

    [Fact]
    public async Task Ports_that_cannot_be_a_routers_are_refused()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        var used = await Tenant.PortAsync(inside.Network, more: new { device_id = "vm-1" });
        var bare = await Tenant.PortAsync(inside.Network, fixedIps: Array.Empty<object>());
        var two = await Tenant.PortAsync(inside.Network, fixedIps: new[] { new { ip_address = "10.0.0.8" }, new { ip_address = "10.0.0.9" } });

        (await Tenant.ConnectAsync(router.Id(), new { port_id = used.Id() })).Expect(
            HttpStatusCode.Conflict,
            "PortInUse",
            $"Unable to complete operation on port {used.Id()} for network {inside.Network}. Port already has an attached device vm-1.");
        (await Tenant.ConnectAsync(router.Id(), new { port_id = bare.Id() })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad router request: Router port must have at least one fixed IP.");
        (await Tenant.ConnectAsync(router.Id(), new { port_id = two.Id() })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad router request: Cannot have multiple IPv4 subnets on router port.");
    }

    [Fact]
    public async Task Foreign_subnets_and_ports_are_not_there()
    {
        var inside = await server.Api.As(Unique.Tenant()).InsideAsync();
        var port = await server.Api.PortAsync(inside.Network);
        var router = await Tenant.RouterAsync();

        (await Tenant.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("SubnetNotFound");
        (await Tenant.ConnectAsync(router.Id(), new { port_id = port.Id() })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("PortNotFound");
    }

    [Fact]
    public async Task What_is_not_connected_cannot_be_removed()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var port = await Tenant.PortAsync(inside.Network);

        var bySubnet = new Refusal(
            HttpStatusCode.NotFound,
            "RouterInterfaceNotFoundForSubnet",
            $"Router {router.Id()} has no interface on subnet {inside.Subnet}");
        var byPort = new Refusal(
            HttpStatusCode.NotFound,
            "RouterInterfaceNotFound",
            $"Router {router.Id()} does not have an interface with id {port.Id()}",
            $"Router {router.Id()} does not have  an interface with id {port.Id()}");
        await bySubnet.DemandAsync(api => api.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet }), Tenant);
        await byPort.DemandAsync(api => api.DisconnectAsync(router.Id(), new { port_id = port.Id() }), Tenant);
    }

    [Fact]
    public async Task Removal_by_both_names_demands_that_they_agree()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var port = await Tenant.JoinAsync(router.Id(), inside.Subnet);
        var other = (await Tenant.InsideAsync()).Subnet;

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "SubnetMismatchForPort",
            $"Subnet on port {port} does not match the requested subnet {other}.",
            $"subnet_id {inside.Subnet} on port does not match requested one ({other})");
        Task<Answer> RemoveAsync(ApiClient api) => api.DisconnectAsync(router.Id(), new { port_id = port, subnet_id = other });
        await refusal.DemandModernAsync(RemoveAsync, Tenant);
        await (refusal with { Status = HttpStatusCode.Conflict }).DemandFolsomAsync(RemoveAsync, Tenant);
        (await Tenant.DisconnectAsync(router.Id(), new { port_id = port, subnet_id = inside.Subnet })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_route_keeps_its_interface()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        await Tenant.ChangeAsync("router", router.Id(), new { routes = new[] { new { destination = "10.9.0.0/24", nexthop = "10.0.0.9" } } });

        (await Tenant.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(
            HttpStatusCode.Conflict,
            "RouterInterfaceInUseByRoute",
            $"Router interface for subnet {inside.Subnet} on router {router.Id()} cannot be deleted, as it is required by one or more routes.");
    }

    [Fact]
    public async Task Ports_that_routers_and_floating_IPs_use_are_not_deleted_directly()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync(external.Network);
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        var floatingIp = await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network });

        foreach (var (device, owner) in new[]
        {
            (router.Id(), "network:router_interface"), (router.Id(), "network:router_gateway"), (floatingIp.Id(), "network:floatingip"),
        })
        {
            var port = (await server.Api.GetAsync($"ports?device_id={device}&device_owner={owner}")).Items.Single();
            (await server.Api.DeleteAsync($"ports/{port.Id()}")).Expect(
                HttpStatusCode.Conflict,
                "ServicePortInUse",
                $"Port {port.Id()} cannot be deleted directly via the port API: has device owner {owner}.");
        }
    }

    [Theory]
    [InlineData("{\"device_id\": \"vm-1\"}")]
    [InlineData("{\"device_id\": \"\"}")]
    [InlineData("{\"device_owner\": \"compute:nova\"}")]
    public async Task A_routers_port_is_not_handed_on(string change)
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var port = await Tenant.JoinAsync(router.Id(), inside.Subnet);

        (await Tenant.PutAsync($"ports/{port}", $$"""{"port": {{change}} }""")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("PortInUse");

        (await Tenant.ChangeAsync("port", port, new { name = "inside" })).Text("device_id").Should().Be(router.Id());
    }

    [Fact]
    public async Task A_routers_port_keeps_its_address()
    {
        var inside = await Tenant.InsideAsync("10.0.0.0/24");
        var router = await Tenant.RouterAsync();
        var port = await Tenant.JoinAsync(router.Id(), inside.Subnet);

        (await Tenant.PutAsync($"ports/{port}", new { port = new { fixed_ips = new[] { new { ip_address = "10.0.0.9" } } } })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", $"Bad ports request: IP updates for port {port} are not allowed.");
        (await Tenant.ShowAsync("port", port)).Addresses().Should().Equal("10.0.0.1");
    }

    [Theory]
    [InlineData("subnet")]
    [InlineData("network")]
    public async Task A_connected_subnet_is_in_use_and_in_2012_goes_with_its_interface(string resource)
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();
        var port = await Tenant.JoinAsync(router.Id(), inside.Subnet);
        var path = resource == "subnet" ? $"subnets/{inside.Subnet}" : $"networks/{inside.Network}";

        (await Tenant.DeleteAsync(path)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be(resource == "subnet" ? "SubnetInUse" : "NetworkInUse");
        (await Tenant.InFolsom().DeleteAsync(path)).Expect(HttpStatusCode.NoContent);

        (await Tenant.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync($"ports/{port}")).Expect(HttpStatusCode.NotFound);
        (await Tenant.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Of_parallel_connections_with_the_same_subnet_one_is_made()
    {
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tenant.ConnectAsync(router.Id(), new { subnet_id = inside.Subnet })));

        answers.Where(answer => answer.Status == HttpStatusCode.OK).Should().ContainSingle();
        answers.Where(answer => answer.Status != HttpStatusCode.OK).Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.BadRequest));
        (await Tenant.GetAsync($"ports?device_id={router.Id()}")).Items.Should().ContainSingle();
    }

    private string Connection(string router, string port, Place inside) =>
        $$"""{"id":"{{router}}","tenant_id":"{{_tenant}}","port_id":"{{port}}","network_id":"{{inside.Network}}","subnet_id":"{{inside.Subnet}}","subnet_ids":["{{inside.Subnet}}"]}""";
}
