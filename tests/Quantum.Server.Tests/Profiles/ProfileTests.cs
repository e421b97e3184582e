using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Profiles;

/// <summary>Where the API of 2012 and today's differ: what each does.</summary>
public abstract class ProfileTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : ProfileTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ProfileTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Modern => server.Api.As(_tenant, "admin");

    private ApiClient Folsom => Modern.InFolsom();

    [Fact]
    public async Task Unknown_attributes_are_refused_today_and_had_no_effect_in_2012()
    {
        var body = new { network = new { name = "a", fixed_ip = "x" } };

        var modern = await Modern.PostAsync("networks", body);
        var folsom = await Folsom.PostAsync("networks", body);

        modern.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().Be("Unrecognized attribute(s) 'fixed_ip'");
        folsom.Expect(HttpStatusCode.Created).One.Text("name").Should().Be("a");
    }

    [Fact]
    public async Task Unknown_attributes_of_an_update_had_no_effect_in_2012()
    {
        var network = await Folsom.NetworkAsync(name: "a");

        var changed = await Folsom.ChangeAsync("network", network.Id(), new { ports = "x", subnets_ = 1 });

        changed.GetRawText().Should().Be(network.GetRawText());
    }

    [Theory]
    [InlineData("verbose=True")]
    [InlineData("ports=x")]
    [InlineData("metadata=x")]
    [InlineData("subnets=x")]
    public async Task Unknown_filters_are_refused_today_and_had_no_effect_in_2012(string query)
    {
        var network = await Modern.NetworkAsync();

        var modern = await Modern.GetAsync($"networks?tenant_id={_tenant}&{query}");
        var folsom = await Folsom.GetAsync($"networks?tenant_id={_tenant}&{query}");

        modern.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("is invalid attribute for filtering");
        folsom.Expect(HttpStatusCode.OK).Ids.Should().Equal(network.Id());
    }

    [Fact]
    public async Task An_empty_filter_asks_for_the_empty_text_today_and_had_no_effect_in_2012()
    {
        var named = await Modern.NetworkAsync(name: "a");
        var nameless = await Modern.NetworkAsync();

        var modern = await Modern.GetAsync($"networks?tenant_id={_tenant}&name=");
        var folsom = await Folsom.GetAsync($"networks?tenant_id={_tenant}&name=");

        modern.Ids.Should().Equal(nameless.Id());
        folsom.Ids.Should().BeEquivalentTo(named.Id(), nameless.Id());
    }

    [Fact]
    public async Task Deleting_what_one_sees_and_does_not_own_is_forbidden_today_and_was_not_found_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        var stranger = server.Api.As(Unique.Tenant());

        var modern = await stranger.DeleteAsync($"networks/{network.Id()}");
        var folsom = await stranger.InFolsom().DeleteAsync($"networks/{network.Id()}");

        modern.Expect(HttpStatusCode.Forbidden);
        folsom.Expect(HttpStatusCode.NotFound).QuantumError.Should().Be("The resource could not be found.");
    }

    [Fact]
    public async Task An_administrator_puts_ports_on_any_network_today_and_only_the_owners_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant());
        var port = new { port = new { network_id = network.Id() } };
        var subnet = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = Unique.Cidr() } };

        (await Folsom.PostAsync("ports", port)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be($"Tenant {_tenant} not allowed to create port on this network");
        (await Folsom.PostAsync("subnets", subnet)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be($"Tenant {_tenant} not allowed to create subnet on this network");
        (await Modern.PostAsync("ports", port)).Expect(HttpStatusCode.Created);
        (await Modern.PostAsync("subnets", subnet)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_new_port_is_down_today_and_was_active_in_2012()
    {
        var network = await Modern.NetworkAsync();

        (await Modern.PortAsync(network.Id())).Text("status").Should().Be("DOWN");
        (await Folsom.PortAsync(network.Id())).Text("status").Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData("network", 100, 10)]
    [InlineData("subnet", 100, 10)]
    [InlineData("port", 500, 50)]
    public async Task Quotas_are_larger_today(string resource, int modernLimit, int folsomLimit)
    {
        await using var limited = await server.StartAnotherAsync();
        var folsom = limited.Api.As(_tenant, "admin").InFolsom();
        var modern = limited.Api.As(_tenant, "admin");
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        var used = resource == "network" ? 1 : 0;

        (await folsom.PostAsync($"{resource}s", Many(resource, network.Id(), folsomLimit - used))).Expect(HttpStatusCode.Created);
        (await folsom.PostAsync($"{resource}s", Many(resource, network.Id(), 1))).Expect(HttpStatusCode.Conflict);
        (await modern.PostAsync($"{resource}s", Many(resource, network.Id(), modernLimit - folsomLimit))).Expect(HttpStatusCode.Created);
        (await modern.PostAsync($"{resource}s", Many(resource, network.Id(), 1))).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("OverQuota");
    }

    [Theory]
    [InlineData("networks", "network", "NetworkInUse")]
    [InlineData("subnets", "subnet", "SubnetInUse")]
    public async Task A_router_interface_keeps_its_network_today_and_went_with_it_in_2012(string collection, string resource, string type)
    {
        var network = await Modern.NetworkAsync();
        var subnet = await Modern.SubnetAsync(network.Id());
        var port = await Modern.PortAsync(network.Id(), deviceOwner: "network:router_interface");
        var path = $"{collection}/{(resource == "network" ? network : subnet).Id()}";

        (await Modern.DeleteAsync(path)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be(type);
        (await Folsom.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
        (await Modern.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Networks_may_use_the_same_addresses_today_and_not_in_2012()
    {
        var cidr = Unique.Cidr();
        await Modern.SubnetAsync((await Modern.NetworkAsync()).Id(), cidr: cidr);
        var other = await Modern.NetworkAsync();

        var folsom = await Folsom.PostAsync("subnets", new { subnet = new { network_id = other.Id(), ip_version = 4, cidr } });
        var modern = await Modern.PostAsync("subnets", new { subnet = new { network_id = other.Id(), ip_version = 4, cidr } });

        folsom.Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be(
            $"Invalid input for operation: Requested subnet with cidr: {cidr} for network: {other.Id()} overlaps with another subnet.");
        modern.Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_released_address_is_free_at_once_today()
    {
        var network = await Modern.NetworkAsync();
        await Modern.SubnetAsync(network.Id());
        var port = await Modern.PortAsync(network.Id());

        (await Modern.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);

        (await Modern.PortAsync(network.Id())).Addresses().Should().Equal(port.Addresses());
    }

    [Fact]
    public async Task A_released_address_was_held_in_2012()
    {
        var network = await Folsom.NetworkAsync();
        await Folsom.SubnetAsync(network.Id(), cidr: "192.0.2.0/24");
        var port = await Folsom.PortAsync(network.Id());

        (await Folsom.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);
        var asked = await Folsom.PostAsync("ports", new
        {
            port = new { network_id = network.Id(), fixed_ips = new[] { new { ip_address = "192.0.2.2" } } },
        });

        asked.Expect(HttpStatusCode.Conflict);
        (await Folsom.PortAsync(network.Id())).Addresses().Should().Equal("192.0.2.3");
    }

    [Fact]
    public async Task The_lowest_free_address_is_taken_then_and_now()
    {
        var network = await Modern.NetworkAsync();
        await Modern.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");

        (await Modern.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.2");
        (await Folsom.PortAsync(network.Id())).Addresses().Should().Equal("10.0.0.3");
    }

    [Fact]
    public async Task A_subnet_alone_keeps_the_ports_address_today_and_meant_a_new_one_in_2012()
    {
        var network = await Modern.NetworkAsync();
        var subnet = await Modern.SubnetAsync(network.Id(), cidr: "10.0.0.0/24");
        var port = await Modern.PortAsync(network.Id());
        var change = new { fixed_ips = new[] { new { subnet_id = subnet.Id() } } };

        (await Modern.ChangeAsync("port", port.Id(), change)).Addresses().Should().Equal("10.0.0.2");
        (await Folsom.ChangeAsync("port", port.Id(), change)).Addresses().Should().Equal("10.0.0.3");
    }

    [Fact]
    public async Task A_name_of_null_is_refused_today_and_was_empty_in_2012()
    {
        var body = new { network = new { name = (string?)null } };

        var modern = await Modern.PostAsync("networks", body);
        var folsom = await Folsom.PostAsync("networks", body);

        modern.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for name. Reason: 'None' is not a valid string.");
        folsom.Expect(HttpStatusCode.Created).One.Text("name").Should().BeEmpty();
    }

    [Fact]
    public async Task The_owner_of_a_network_sees_all_its_ports_today_and_only_the_own_ones_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        var guest = await server.Api.As(Unique.Tenant()).PortAsync(network.Id());
        var owner = server.Api.As(_tenant);

        (await owner.GetAsync($"ports?network_id={network.Id()}")).Ids.Should().Equal(guest.Id());
        (await owner.InFolsom().GetAsync($"ports?network_id={network.Id()}")).Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task A_tenant_could_share_its_own_network_in_2012_and_cannot_today()
    {
        var tenant = server.Api.As(_tenant);
        var network = await tenant.NetworkAsync();
        var body = new { network = new { shared = true } };

        (await tenant.PutAsync($"networks/{network.Id()}", body)).Expect(HttpStatusCode.Forbidden);
        (await tenant.InFolsom().PutAsync($"networks/{network.Id()}", body)).Expect(HttpStatusCode.OK).One.Raw("shared").Should().Be("true");
    }

    [Fact]
    public async Task A_caller_without_identity_has_a_project_today_and_had_none_in_2012()
    {
        var network = await server.Api.NetworkAsync();
        var folsom = await server.Api.InFolsom().PostAsync("networks", new { network = new { } });

        network.Text("tenant_id").Should().Be("fake_project_id");
        folsom.Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("Running without keystyone AuthN requires  that tenant_id is specified");
    }

    private static Dictionary<string, object> Many(string resource, string network, int count)
    {
        object Item(int i) => resource switch
        {
            "network" => new { },
            "subnet" => new { network_id = network, ip_version = 4, cidr = Unique.Cidr() },
            _ => new { network_id = network, fixed_ips = Array.Empty<object>() },
        };

        return new() { [$"{resource}s"] = Enumerable.Range(0, count).Select(Item).ToArray() };
    }
}
