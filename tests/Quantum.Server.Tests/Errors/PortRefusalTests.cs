using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

public abstract class PortRefusalTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : PortRefusalTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortRefusalTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Values of the wrong form, the attribute that is named, and the reason.</summary>
    public static TheoryData<string, string, string> InvalidAttributes => new()
    {
        { """{"network_id": 5}""", "network_id", "'5' is not a valid UUID" },
        { """{"mac_address": "00:11"}""", "mac_address", "'00:11' is not a valid MAC address" },
        { """{"mac_address": "ff:ff:ff:ff:ff:ff"}""", "mac_address", "'ff:ff:ff:ff:ff:ff' is not a valid MAC address" },
        { """{"device_id": null}""", "device_id", "'None' is not a valid string" },
        { """{"device_owner": ["x"]}""", "device_owner", "'[\"x\"]' is not a valid string" },
        { """{"fixed_ips": null}""", "fixed_ips", "'None' in not a valid fixed IP" },
        { """{"fixed_ips": {"ip_address": "10.0.0.3"}}""", "fixed_ips", "'{\"ip_address\":\"10.0.0.3\"}' in not a valid fixed IP" },
        { """{"fixed_ips": ["10.0.0.3"]}""", "fixed_ips", "'10.0.0.3' in not a valid fixed IP" },
        { """{"fixed_ips": [{"ip_address": "x"}]}""", "fixed_ips", "'x' is not a valid IP address" },
        { """{"fixed_ips": [{"subnet_id": "x"}]}""", "fixed_ips", "'x' is not a valid UUID" },
        {
            """{"fixed_ips": [{"ip_address": "10.0.0.3"}, {"ip_address": "10.0.0.3"}]}""",
            "fixed_ips",
            "Duplicate IP address '10.0.0.3'"
        },
    };

    [Theory]
    [MemberData(nameof(InvalidAttributes))]
    public async Task Values_of_the_wrong_form_are_refused_with_the_attribute_named(string attributes, string attribute, string reason)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Invalid input for {attribute}. Reason: {reason}.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), attributes), server.Api);
    }

    [Fact]
    public async Task A_text_that_is_no_boolean_is_invalid_input()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: 'yes' is not boolean.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), """{"admin_state_up": "yes"}"""), server.Api);
    }

    [Fact]
    public async Task A_fixed_ip_that_says_nothing_is_invalid_input()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: IP allocation requires subnet_id or ip_address.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), """{"fixed_ips": [{}]}"""), server.Api);
    }

    [Fact]
    public async Task An_address_of_no_subnet_of_the_network_is_invalid()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        await server.Api.SubnetAsync(network.Id());

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "InvalidIpForNetwork",
            "IP address 203.0.113.9 is not a valid IP for any of the subnets on the specified network.",
            "Invalid input for operation: IP address 203.0.113.9 is not a valid IP for the defined networks subnets.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), """{"fixed_ips": [{"ip_address": "203.0.113.9"}]}"""), server.Api);
    }

    [Theory]
    [InlineData("198.51.100.0")]
    [InlineData("198.51.100.255")]
    [InlineData("198.51.101.7")]
    [InlineData("fd00::7")]
    public async Task An_address_outside_the_subnet_named_is_invalid(string address)
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "198.51.100.0/24");

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "InvalidIpForSubnet",
            $"IP address {address} is not a valid IP for the specified subnet.",
            $"Invalid input for operation: IP address {address} is not a valid IP for the defined subnet.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), $$"""{"fixed_ips": [{"subnet_id": "{{subnet.Id()}}", "ip_address": "{{address}}"}]}"""),
            server.Api);
    }

    [Fact]
    public async Task A_subnet_of_another_network_is_invalid_input()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        var foreign = await server.Api.SubnetAsync((await server.Api.NetworkAsync()).Id());

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "InvalidInput",
            $"Invalid input for operation: Failed to create port on network {network.Id()}, because fixed_ips included invalid subnet {foreign.Id()}.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), $$"""{"fixed_ips": [{"subnet_id": "{{foreign.Id()}}"}]}"""), server.Api);
    }

    [Fact]
    public async Task An_address_that_another_port_holds_is_in_use()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        var subnet = await server.Api.SubnetAsync(network.Id(), cidr: "198.51.100.0/24");
        await server.Api.PortAsync(network.Id(), fixedIps: new[] { new { ip_address = "198.51.100.9" } });

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "IpAddressAlreadyAllocated",
            $"IP address 198.51.100.9 already allocated in subnet {subnet.Id()}",
            $"Unable to complete operation for network {network.Id()}. The IP address 198.51.100.9 is in use.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), """{"fixed_ips": [{"ip_address": "198.51.100.9"}]}"""), server.Api);
    }

    [Fact]
    public async Task No_address_left_is_a_conflict()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        await server.Api.SubnetAsync(network.Id(), more: new { allocation_pools = Array.Empty<object>() });

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "IpAddressGenerationFailure",
            $"No more IP addresses available on network {network.Id()}.");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), "{}"), server.Api);
    }

    [Fact]
    public async Task A_mac_address_that_another_port_of_the_network_has_is_in_use()
    {
        var network = await server.Api.NetworkAsync(tenant: "t");
        await server.Api.PortAsync(network.Id(), more: new { mac_address = "12:34:56:78:9a:bc" });

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "MacAddressInUse",
            $"Unable to complete operation for network {network.Id()}. The mac address 12:34:56:78:9a:bc is in use.");
        await refusal.DemandAsync(
            api => CreateAsync(api, network.Id(), """{"mac_address": "12-34-56-78-9A-BC"}"""), server.Api);
    }

    [Fact]
    public async Task A_port_on_a_private_network_of_another_tenant_was_refused_in_2012_even_for_administrators()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant());

        var refusal = new Refusal(HttpStatusCode.Forbidden, "HTTPForbidden", "Tenant t not allowed to create port on this network");
        await refusal.DemandFolsomAsync(api => CreateAsync(api, network.Id(), "{}"), server.Api);
    }

    [Fact]
    public async Task A_mac_address_on_a_foreign_shared_network_is_for_its_owner()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant(), shared: true);
        var body = new { port = new { network_id = network.Id(), mac_address = "12:34:56:78:9a:bc" } };

        var refusal = new Refusal(
            HttpStatusCode.Forbidden,
            "PolicyNotAuthorized",
            "(rule:create_port and rule:create_port:mac_address) is disallowed by policy",
            "Access was denied to this resource.");
        await refusal.DemandAsync(api => api.PostAsync("ports", body), server.Api.As(Unique.Tenant()));
    }

    [Fact]
    public async Task A_port_over_the_quota_is_refused()
    {
        await using var small = await server.StartAnotherAsync("Quantum:Quota:Port=0");
        var network = await server.Api.NetworkAsync(tenant: "t");

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "OverQuota",
            "Quota exceeded for resources: ['port'].",
            "Quota exceeded for resources: ['port']");
        await refusal.DemandAsync(api => CreateAsync(api, network.Id(), "{}"), small.Api);
    }

    /// <summary>Asks for a port of tenant t.</summary>
    private static Task<Answer> CreateAsync(ApiClient api, string network, string attributes) =>
        api.PostAsync("ports", JsonMerge.Wrap("port", $$"""{"network_id": "{{network}}", "tenant_id": "t"}""", attributes));
}
