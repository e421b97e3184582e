using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Subnets;

public abstract class AutomaticAddressTests(ServerFixture server)
{
    private const string Mac = "fa:16:3e:a1:b3:7e";
    private const string Made = "2001:db8::f816:3eff:fea1:b37e";

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : AutomaticAddressTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AutomaticAddressTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("slaac")]
    [InlineData("dhcpv6-stateless")]
    public async Task Every_port_has_the_address_that_follows_from_its_mac(string mode)
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await Tenant.SubnetAsync(network, "10.0.0.0/24");
        var subnet = await AutomaticAsync(network, mode);

        var port = await Tenant.PortAsync(network, more: new { mac_address = Mac });
        var asking = await Tenant.PortAsync(network, fixedIps: new object[] { new { ip_address = "10.0.0.9" } });

        (subnet.Text("ipv6_ra_mode"), subnet.Text("ipv6_address_mode")).Should().Be((mode, mode));
        port.Addresses().Should().Equal("10.0.0.2", Made);
        asking.Addresses().Should().HaveCount(2).And.Contain("10.0.0.9").And.Contain(address => address.StartsWith("2001:db8::"));
    }

    [Fact]
    public async Task A_stateful_subnet_hands_out_addresses()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await AutomaticAsync(network, "dhcpv6-stateful");

        (await Tenant.PortAsync(network)).Addresses().Should().Equal("2001:db8::2");
    }

    [Fact]
    public async Task Ports_that_are_there_get_addresses_of_a_new_subnet_and_lose_them_with_it()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var port = await Tenant.PortAsync(network, more: new { mac_address = Mac });

        var subnet = (await AutomaticAsync(network)).Id();
        var given = await Tenant.ShowAsync("port", port.Id());
        (await Tenant.DeleteAsync($"subnets/{subnet}")).Expect(HttpStatusCode.NoContent);
        var left = await Tenant.ShowAsync("port", port.Id());

        given.Addresses().Should().Equal(Made);
        given.Revision().Should().Be(port.Revision() + 1);
        left.Addresses().Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_cannot_be_chosen()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var subnet = (await AutomaticAsync(network)).Id();

        var answer = await Tenant.PostAsync("ports", new { port = new { network_id = network, fixed_ips = new[] { new { ip_address = "2001:db8::9" } } } });

        answer.Expect(
            HttpStatusCode.BadRequest,
            "AllocationOnAutoAddressSubnet",
            $"IPv6 address 2001:db8::9 cannot be directly assigned to a port on subnet {subnet} as the subnet is configured for automatic addresses");
        (await Tenant.PortAsync(network, fixedIps: new object[] { new { subnet_id = subnet } })).Addresses().Should().ContainSingle();
    }

    [Fact]
    public async Task A_changed_port_keeps_its_address()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await Tenant.SubnetAsync(network, "10.0.0.0/24");
        await AutomaticAsync(network);
        var port = await Tenant.PortAsync(network, more: new { mac_address = Mac });

        var same = await Tenant.ChangeAsync("port", port.Id(), new { fixed_ips = port.GetProperty("fixed_ips") });
        var moved = await Tenant.ChangeAsync("port", port.Id(), new { fixed_ips = new[] { new { ip_address = "10.0.0.9" } } });

        same.GetRawText().Should().Be(port.GetRawText());
        moved.Addresses().Should().Equal("10.0.0.9", Made);
    }

    [Fact]
    public async Task Another_mac_makes_another_address()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        await AutomaticAsync(network);
        var port = await Tenant.PortAsync(network);

        var changed = await server.Api.ChangeAsync("port", port.Id(), new { mac_address = Mac });

        changed.Addresses().Should().Equal(Made);
        changed.Revision().Should().Be(port.Revision() + 1);
        (await Tenant.ShowAsync("port", port.Id())).Addresses().Should().Equal(Made);
    }

    [Fact]
    public async Task A_router_has_the_gateways_address_and_keeps_the_subnet()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var subnet = await AutomaticAsync(network);
        var router = (await Tenant.RouterAsync()).Id();

        var port = await Tenant.JoinAsync(router, subnet.Id());

        (await Tenant.ShowAsync("port", port)).Addresses().Should().Equal(subnet.Text("gateway_ip"));
        (await Tenant.DeleteAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"ip_version": 4, "cidr": "10.0.0.0/24", "ipv6_ra_mode": "slaac"}""", "ipv6_ra_mode is not valid when ip_version is 4")]
    [InlineData("""{"ip_version": 4, "cidr": "10.0.0.0/24", "ipv6_address_mode": "slaac"}""", "ipv6_address_mode is not valid when ip_version is 4")]
    [InlineData("""{"ipv6_ra_mode": "slaac", "enable_dhcp": false}""", "ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False")]
    [InlineData(
        """{"ipv6_ra_mode": "slaac", "ipv6_address_mode": "dhcpv6-stateless"}""",
        "ipv6_ra_mode set to 'slaac' with ipv6_address_mode set to 'dhcpv6-stateless' is not valid. If both attributes are set, they must be the same value")]
    [InlineData(
        """{"ipv6_ra_mode": "slaac", "cidr": "2001:db8::/60"}""",
        "Invalid CIDR 2001:db8::/60 for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64")]
    public async Task Modes_that_do_not_fit_are_refused(string more, string reason)
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var body = JsonMerge.Wrap("subnet", $$"""{"network_id": "{{network}}", "ip_version": 6, "cidr": "2001:db8::/64"}""", more);

        (await Tenant.PostAsync("subnets", body)).Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
    }

    [Fact]
    public async Task Dhcp_stays_on_with_a_mode()
    {
        var subnet = await AutomaticAsync((await Tenant.NetworkAsync()).Id());

        var answer = await Tenant.PutAsync($"subnets/{subnet.Id()}", """{"subnet": {"enable_dhcp": false}}""");

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: Cannot disable enable_dhcp with ipv6 attributes set.");
    }

    [Fact]
    public async Task A_subnet_serves_the_devices_that_it_names()
    {
        var network = (await Tenant.NetworkAsync()).Id();
        var subnet = await server.Api.SubnetAsync(network, "10.0.0.0/24", tenant: _tenant, more: new { service_types = new List<string> { "compute:nova" } });

        var served = await Tenant.PortAsync(network, deviceOwner: "compute:nova");
        var other = await Tenant.PostAsync("ports", new { port = new { network_id = network, device_owner = "compute:east" } });

        subnet.Raw("service_types").Should().Be("""["compute:nova"]""");
        served.Addresses().Should().Equal("10.0.0.2");
        other.Expect(
            HttpStatusCode.Conflict,
            "IpAddressGenerationFailureNoMatchingSubnet",
            $"No valid service subnet for the given device owner, network {network}, service type compute:east.");
    }

    [Theory]
    [InlineData("[\"vm\"]", "InvalidSubnetServiceType", "Subnet service type vm does not correspond to a valid device owner.")]
    [InlineData("[5]", "InvalidInputSubnetServiceType", "Subnet service type 5 is not a string.")]
    public async Task Service_types_that_are_none_are_refused(string types, string type, string message)
    {
        var subnet = await server.Api.SubnetAsync((await server.Api.NetworkAsync()).Id());

        var answer = await server.Api.PutAsync($"subnets/{subnet.Id()}", $$"""{"subnet": {"service_types": {{types}} } }""");

        answer.Expect(HttpStatusCode.BadRequest, type, message);
    }

    private Task<JsonElement> AutomaticAsync(string network, string mode = "slaac") =>
        Tenant.SubnetAsync(network, "2001:db8::/64", ipVersion: 6, more: new { ipv6_ra_mode = mode, ipv6_address_mode = mode });
}
