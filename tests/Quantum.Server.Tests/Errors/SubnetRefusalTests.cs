using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

public abstract class SubnetRefusalTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : SubnetRefusalTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SubnetRefusalTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Attributes of a subnet that contradict 203.0.113.0/24 and each other, and the reason that the client reads.</summary>
    public static TheoryData<string, string> InvalidInputs => new()
    {
        { """{"cidr": "fd00::/64"}""", "cidr 'fd00::/64' does not match the ip_version '4'" },
        { """{"gateway_ip": "fd00::1"}""", "gateway_ip 'fd00::1' does not match the ip_version '4'" },
        { """{"dns_nameservers": ["fd00::53"]}""", "dns_nameserver 'fd00::53' does not match the ip_version '4'" },
        { """{"dns_nameservers": ["ns.example.org"]}""", "error parsing dns address ns.example.org" },
        { """{"dns_nameservers": [7]}""", "error parsing dns address 7" },
        { """{"host_routes": [{"destination": "10.9.0.0/24", "nexthop": "fd00::1"}]}""", "nexthop 'fd00::1' does not match the ip_version '4'" },
        { """{"host_routes": [{"destination": "fd00::/64", "nexthop": "10.0.0.1"}]}""", "destination 'fd00::/64' does not match the ip_version '4'" },
        {
            """{"host_routes": [{"destination": "nowhere", "nexthop": "10.0.0.1"}]}""",
            """invalid route: {"destination":"nowhere","nexthop":"10.0.0.1"}"""
        },
        {
            """{"host_routes": [{"destination": "10.9.0.0/24", "nexthop": "10.0.0.1/24"}]}""",
            """invalid route: {"destination":"10.9.0.0/24","nexthop":"10.0.0.1/24"}"""
        },
        { """{"ip_version": "four"}""", "'four' is not a integer" },
        { """{"enable_dhcp": "perhaps"}""", "'perhaps' is not boolean" },
        { """{"enable_dhcp": null}""", "'None' is not boolean" },
    };

    /// <summary>Values of the wrong form, the attribute that is named, and the reason.</summary>
    public static TheoryData<string, string, string> InvalidAttributes => new()
    {
        { """{"ip_version": 5}""", "ip_version", "'5' is not in [4, 6]" },
        { """{"cidr": "nowhere"}""", "cidr", "'nowhere' is not a valid IP subnet" },
        { """{"cidr": "10.1.0.0"}""", "cidr", "'10.1.0.0' is not a valid IP subnet" },
        { """{"cidr": null}""", "cidr", "'None' is not a valid IP subnet" },
        { """{"gateway_ip": "nobody"}""", "gateway_ip", "'nobody' is not a valid IP address" },
        { """{"network_id": "here"}""", "network_id", "'here' is not a valid UUID" },
        { """{"name": 5}""", "name", "'5' is not a valid string" },
        { """{"allocation_pools": null}""", "allocation_pools", "'None' in not a valid IP pool" },
        { """{"allocation_pools": ["a"]}""", "allocation_pools", "'a' in not a valid IP pool" },
        {
            """{"allocation_pools": [{"start": "10.0.0.2"}]}""",
            "allocation_pools",
            "Expected keys not found. Expected: set(['start', 'end']) Provided: ['start']"
        },
        {
            """{"allocation_pools": [{"start": "10.0.0.2", "end": "10.0.0.3", "step": 1}]}""",
            "allocation_pools",
            "Expected keys not found. Expected: set(['start', 'end']) Provided: ['start', 'end', 'step']"
        },
        { """{"allocation_pools": [{"start": "first", "end": "10.0.0.3"}]}""", "allocation_pools", "'first' is not a valid IP address" },
        { """{"dns_nameservers": null}""", "dns_nameservers", "'None' in not a valid nameserver" },
        { """{"dns_nameservers": "1.1.1.1"}""", "dns_nameservers", "'1.1.1.1' in not a valid nameserver" },
        { """{"dns_nameservers": ["1.1.1.1", "1.1.1.1"]}""", "dns_nameservers", "Duplicate nameserver '1.1.1.1'" },
        { """{"host_routes": null}""", "host_routes", "'None' in not a valid hostroute" },
        { """{"host_routes": [5]}""", "host_routes", "'5' in not a valid hostroute" },
        {
            """{"host_routes": [{"destination": "10.9.0.0/24"}]}""",
            "host_routes",
            "Expected keys not found. Expected: set(['destination', 'nexthop']) Provided: ['destination']"
        },
        {
            """{"host_routes": [{"destination": "10.9.0.0/24", "nexthop": "10.0.0.1"}, {"destination": "10.9.0.0/24", "nexthop": "10.0.0.1"}]}""",
            "host_routes",
            """Duplicate hostroute '{"destination": "10.9.0.0/24", "nexthop": "10.0.0.1"}'"""
        },
    };

    [Theory]
    [MemberData(nameof(InvalidInputs))]
    public async Task Values_that_contradict_each_other_are_invalid_input(string attributes, string reason)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), attributes), server.Api);
    }

    [Theory]
    [MemberData(nameof(InvalidAttributes))]
    public async Task Values_of_the_wrong_form_are_refused_with_the_attribute_named(string attributes, string attribute, string reason)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Invalid input for {attribute}. Reason: {reason}.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), attributes), server.Api);
    }

    [Fact]
    public async Task A_subnet_that_overlaps_another_of_its_network_is_refused()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        await server.Api.SubnetAsync(network.Id(), cidr: "198.51.100.0/24", tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "InvalidInput",
            $"Invalid input for operation: Requested subnet with cidr: 198.51.100.128/25 for network: {network.Id()} overlaps with another subnet.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), """{"cidr": "198.51.100.128/25"}"""), server.Api);
    }

    [Theory]
    [InlineData("""{"start": "203.0.113.9", "end": "203.0.113.2"}""", "203.0.113.9-203.0.113.2")]
    [InlineData("""{"start": "fd00::2", "end": "fd00::9"}""", "fd00::2-fd00::9")]
    public async Task A_pool_that_is_no_run_of_addresses_is_invalid(string pool, string printed)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(HttpStatusCode.BadRequest, "InvalidAllocationPool", $"The allocation pool {printed} is not valid.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), $$"""{"allocation_pools": [{{pool}}]}"""), server.Api);
    }

    [Theory]
    [InlineData("""[{"start": "192.0.2.9", "end": "192.0.2.2"}]""", HttpStatusCode.BadRequest, "InvalidAllocationPool")]
    [InlineData("""[{"start": "fd00::2", "end": "fd00::9"}]""", HttpStatusCode.BadRequest, "InvalidAllocationPool")]
    [InlineData("""[{"start": "fd00::2", "end": "192.0.2.9"}]""", HttpStatusCode.BadRequest, "InvalidAllocationPool")]
    [InlineData("""[{"start": "192.0.2.2", "end": "192.0.3.2"}]""", HttpStatusCode.BadRequest, "OutOfBoundsAllocationPool")]
    [InlineData(
        """[{"start": "192.0.2.2", "end": "192.0.2.9"}, {"start": "192.0.2.2", "end": "192.0.2.9"}]""",
        HttpStatusCode.Conflict,
        "OverlappingAllocationPools")]
    [InlineData("""[{"start": "192.0.2.1", "end": "192.0.2.9"}]""", HttpStatusCode.Conflict, "GatewayConflictWithAllocationPools")]
    public async Task An_update_checks_pools_as_a_create_does(string pools, HttpStatusCode status, string type)
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(
            network.Id(), cidr: "192.0.2.0/24", more: new { allocation_pools = new[] { new { start = "192.0.2.2", end = "192.0.2.9" } } });

        var answer = await server.Api.PutAsync($"subnets/{subnet.Id()}", $$"""{"subnet": {"allocation_pools": {{pools}} } }""");

        answer.Expect(status).ErrorType.Should().Be(type);
        (await server.Api.ShowAsync("subnet", subnet.Id())).GetRawText().Should().Be(subnet.GetRawText());
    }

    [Theory]
    [InlineData("203.0.113.0", "203.0.113.9")]
    [InlineData("203.0.113.9", "203.0.113.255")]
    [InlineData("203.0.113.9", "203.0.114.9")]
    public async Task A_pool_that_leaves_the_usable_addresses_is_out_of_bounds(string start, string end)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "OutOfBoundsAllocationPool",
            $"The allocation pool {start}-{end} spans beyond the subnet cidr 203.0.113.0/24.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), $$"""{"allocation_pools": [{"start": "{{start}}", "end": "{{end}}"}]}"""), server.Api);
    }

    [Fact]
    public async Task Pools_that_share_addresses_are_refused()
    {
        const string Pools = """[{"start": "203.0.113.2", "end": "203.0.113.20"}, {"start": "203.0.113.20", "end": "203.0.113.30"}]""";
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "OverlappingAllocationPools",
            "Found overlapping allocation pools: 203.0.113.2-203.0.113.20 203.0.113.20-203.0.113.30 for subnet 203.0.113.0/24.",
            "Found overlapping allocation pools:203.0.113.2-203.0.113.20 203.0.113.20-203.0.113.30 for subnet 203.0.113.0/24.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), $$"""{"allocation_pools": {{Pools}}}"""), server.Api);
    }

    [Fact]
    public async Task A_pool_that_contains_the_gateway_is_refused()
    {
        const string Attributes = """{"gateway_ip": "203.0.113.7", "allocation_pools": [{"start": "203.0.113.2", "end": "203.0.113.20"}]}""";
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "GatewayConflictWithAllocationPools",
            "Gateway ip 203.0.113.7 conflicts with allocation pool 203.0.113.2-203.0.113.20.",
            "Found overlapping allocation pools:203.0.113.2-203.0.113.20 203.0.113.7 for subnet 203.0.113.0/24.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), Attributes), server.Api);
    }

    [Fact]
    public async Task More_name_servers_than_the_limit_are_refused()
    {
        const string Attributes = """{"dns_nameservers": ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5", "1.1.1.6"]}""";
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "DNSNameServersExhausted",
            "Unable to complete operation for new subnet. The number of DNS nameservers exceeds the limit 5.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), Attributes), server.Api);
    }

    [Fact]
    public async Task More_host_routes_than_the_limit_are_refused()
    {
        await using var strict = await server.StartAnotherAsync("Quantum:MaxSubnetHostRoutes=1");
        const string Attributes =
            """{"host_routes": [{"destination": "10.8.0.0/24", "nexthop": "10.0.0.1"}, {"destination": "10.9.0.0/24", "nexthop": "10.0.0.1"}]}""";
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "HostRoutesExhausted",
            "Unable to complete operation for new subnet. The number of host routes exceeds the limit 1.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), Attributes), strict.Api);
    }

    [Fact]
    public async Task An_update_over_a_limit_names_the_subnet()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id());
        var servers = new[] { "1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5", "1.1.1.6" };

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "DNSNameServersExhausted",
            $"Unable to complete operation for {subnet.Id()}. The number of DNS nameservers exceeds the limit 5.");
        await refusal.DemandAsync(
            api => api.PutAsync($"subnets/{subnet.Id()}", new { subnet = new { dns_nameservers = servers } }), server.Api);
    }

    [Fact]
    public async Task A_gateway_outside_its_subnet_is_refused_where_it_must_lie_inside()
    {
        await using var strict = await server.StartAnotherAsync("Quantum:ForceGatewayOnSubnet=true");
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: Gateway is not valid on subnet.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), """{"gateway_ip": "192.0.2.1"}"""), strict.Api);
    }

    [Fact]
    public async Task Delete_subnet_with_addresses_in_use_is_refused()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id());
        await server.Api.PortAsync(network.Id());

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "SubnetInUse",
            $"Unable to complete operation on subnet {subnet.Id()}: One or more ports have an IP allocation from this subnet.",
            $"Unable to complete operation on subnet {subnet.Id()}. One or more ports have an IP allocation from this subnet.");
        await refusal.DemandAsync(api => api.DeleteAsync($"subnets/{subnet.Id()}"), server.Api);
    }

    [Fact]
    public async Task A_gateway_that_a_router_holds_cannot_change_today()
    {
        var network = await server.Api.NetworkAsync();
        var subnet = await server.Api.SubnetAsync(network.Id());
        var gateway = subnet.Text("gateway_ip")!;
        var port = await server.Api.PortAsync(
            network.Id(), fixedIps: new[] { new { ip_address = gateway } }, deviceOwner: "network:router_interface");

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "GatewayIpInUse",
            $"Current gateway ip {gateway} already in use by port {port.Id()}. Unable to update.");
        await refusal.DemandModernAsync(
            api => api.PutAsync($"subnets/{subnet.Id()}", new { subnet = new { gateway_ip = (string?)null } }), server.Api);
    }

    [Fact]
    public async Task A_subnet_on_a_private_network_of_another_tenant_was_refused_in_2012_even_for_administrators()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        var refusal = new Refusal(HttpStatusCode.Forbidden, "HTTPForbidden", "Tenant t not allowed to create subnet on this network");
        await refusal.DemandFolsomAsync(api => CreateAsync(api, network.Id(), "{}"), server.Api);
    }

    [Fact]
    public async Task A_subnet_over_the_quota_is_refused()
    {
        await using var small = await server.StartAnotherAsync("Quantum:Quota:Subnet=0");
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "OverQuota",
            "Quota exceeded for resources: ['subnet'].",
            "Quota exceeded for resources: ['subnet']");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), "{}"), small.Api);
    }

    /// <summary>Asks for subnet 203.0.113.0/24 of tenant t, with other values where <paramref name="attributes"/> has them.</summary>
    private static Task<Answer> CreateAsync(ApiClient api, string network, string attributes) =>
        api.PostAsync("subnets", JsonMerge.Wrap(
            "subnet",
            $$"""{"network_id": "{{network}}", "ip_version": 4, "cidr": "203.0.113.0/24", "tenant_id": "t"}""",
            attributes));
}
