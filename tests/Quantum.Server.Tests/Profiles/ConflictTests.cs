using System.Net;
using System.Text.RegularExpressions;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Profiles;

/// <summary>
/// The list of conflicts between the API of 2012 and today's, row by row: what each profile does. Options that give one profile the
/// other's behaviour are tried in <see cref="ProfileOptionTests"/>.
/// </summary>
public abstract partial class ConflictTests(ServerFixture server)
{
    private const int Rows = 30;

    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : ConflictTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ConflictTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Modern => server.Api.As(_tenant, "admin");

    private ApiClient Folsom => Modern.InFolsom();

    private IEnumerable<ApiClient> Both => [Modern, Folsom];

    [Fact]
    public void Every_row_of_the_list_has_its_test()
    {
        var rows = typeof(ConflictTests).GetMethods()
            .Select(method => RowOfName().Match(method.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["row"].Value, System.Globalization.CultureInfo.InvariantCulture));

        rows.Should().BeEquivalentTo(Enumerable.Range(1, Rows));
    }

    [Fact]
    public async Task No_01_Errors_are_an_object_today_beside_the_text_of_2012()
    {
        var id = Unique.Id();

        var modern = await Modern.GetAsync($"networks/{id}");
        var folsom = await Folsom.GetAsync($"networks/{id}");

        modern.Text.Should().Be(
            $$$"""{"NeutronError":{"type":"NetworkNotFound","message":"Network {{{id}}} could not be found.","detail":""},"QuantumError":"Network {{{id}}} could not be found"}""");
        folsom.Text.Should().Be($$"""{"QuantumError":"Network {{id}} could not be found"}""");
    }

    [Fact]
    public async Task No_02_An_exceeded_quota_is_a_conflict()
    {
        await using var full = await server.StartAnotherAsync("Quantum:Quota:Network=0");
        var caller = full.Api.As(_tenant);
        var body = new { network = new { } };

        (await caller.PostAsync("networks", body)).Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['network'].");
        (await caller.InFolsom().PostAsync("networks", body)).Expect(HttpStatusCode.Conflict)
            .QuantumError.Should().Be("Quota exceeded for resources: ['network']");
    }

    [Fact]
    public async Task No_03_A_full_network_is_a_conflict()
    {
        var network = await FullNetworkAsync();
        var body = new { port = new { network_id = network } };

        (await Modern.PostAsync("ports", body)).Expect(
            HttpStatusCode.Conflict, "IpAddressGenerationFailure", $"No more IP addresses available on network {network}.");
        (await Folsom.PostAsync("ports", body)).Expect(HttpStatusCode.Conflict)
            .QuantumError.Should().Be($"No more IP addresses available on network {network}.");
    }

    [Fact]
    public async Task No_04_A_full_external_network_is_a_conflict_today_and_was_a_bad_request_in_2012()
    {
        var network = await FullNetworkAsync(RouterSteps.External);
        var floatingIp = new { floatingip = new { floating_network_id = network } };
        var router = new { router = new { external_gateway_info = new { network_id = network } } };

        foreach (var (path, body) in new (string, object)[] { ("floatingips", floatingIp), ("routers", router) })
        {
            (await Modern.PostAsync(path, body)).Expect(
                HttpStatusCode.Conflict, "IpAddressGenerationFailure", $"No more IP addresses available on network {network}.");
        }

        (await Folsom.PostAsync("floatingips", floatingIp)).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("Bad floatingip request: Unable to find any IP address on external network");
        (await Folsom.PostAsync("routers", router)).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be($"Bad router request: No IPs available for external network {network}");
    }

    [Fact]
    public async Task No_05_Addresses_that_cannot_be_had_have_other_names_today_and_the_same_statuses()
    {
        var place = await Modern.InsideAsync("10.0.0.0/24");
        await Modern.PortAsync(place.Network);
        object Asking(string address) => new { port = new { network_id = place.Network, fixed_ips = new[] { new { ip_address = address } } } };

        (await Modern.PostAsync("ports", Asking("10.0.9.9"))).Expect(
            HttpStatusCode.BadRequest,
            "InvalidIpForNetwork",
            "IP address 10.0.9.9 is not a valid IP for any of the subnets on the specified network.");
        (await Folsom.PostAsync("ports", Asking("10.0.9.9"))).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("Invalid input for operation: IP address 10.0.9.9 is not a valid IP for the defined networks subnets.");
        (await Modern.PostAsync("ports", Asking("10.0.0.2"))).Expect(
            HttpStatusCode.Conflict, "IpAddressAlreadyAllocated", $"IP address 10.0.0.2 already allocated in subnet {place.Subnet}");
        (await Folsom.PostAsync("ports", Asking("10.0.0.2"))).Expect(HttpStatusCode.Conflict)
            .QuantumError.Should().Be($"Unable to complete operation for network {place.Network}. The IP address 10.0.0.2 is in use.");
    }

    [Fact]
    public async Task No_06_Unknown_attributes_are_refused_today_and_had_no_effect_in_2012()
    {
        var body = new { network = new { name = "a", colour = "red" } };

        (await Modern.PostAsync("networks", body)).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Unrecognized attribute(s) 'colour'");
        (await Folsom.PostAsync("networks", body)).Expect(HttpStatusCode.Created).One.Text("name").Should().Be("a");
    }

    [Fact]
    public async Task No_07_Unknown_filters_are_refused_today_and_had_no_effect_in_2012()
    {
        var network = await Modern.NetworkAsync();

        (await Modern.GetAsync($"networks?tenant_id={_tenant}&colour=red")).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "['colour'] is invalid attribute for filtering");
        (await Folsom.GetAsync($"networks?tenant_id={_tenant}&colour=red")).Expect(HttpStatusCode.OK).Ids.Should().Equal(network.Id());
    }

    [Fact]
    public async Task No_08_An_empty_filter_means_the_empty_text_today_and_had_no_effect_in_2012()
    {
        var named = await Modern.NetworkAsync(name: "a");
        var nameless = await Modern.NetworkAsync();

        (await Modern.GetAsync($"networks?tenant_id={_tenant}&name=")).Ids.Should().Equal(nameless.Id());
        (await Folsom.GetAsync($"networks?tenant_id={_tenant}&name=")).Ids.Should().BeEquivalentTo(named.Id(), nameless.Id());
    }

    [Fact]
    public async Task No_09_Changing_what_one_only_sees_is_forbidden_today_and_was_not_found_in_2012()
    {
        var path = $"networks/{(await Modern.NetworkAsync(shared: true)).Id()}";
        var hidden = $"networks/{(await Modern.NetworkAsync()).Id()}";
        var stranger = server.Api.As(Unique.Tenant());
        var body = new { network = new { name = "mine" } };

        (await stranger.PutAsync(path, body)).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await stranger.DeleteAsync(path)).Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await stranger.InFolsom().PutAsync(path, body)).Expect(HttpStatusCode.NotFound).QuantumError.Should().Be("The resource could not be found.");
        (await stranger.InFolsom().DeleteAsync(path)).Expect(HttpStatusCode.NotFound).QuantumError.Should().Be("The resource could not be found.");
        (await stranger.DeleteAsync(hidden)).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("NetworkNotFound");
    }

    [Fact]
    public async Task No_10_Administrators_and_owners_put_ports_of_others_on_a_network_today_and_nobody_in_2012()
    {
        var owner = Unique.Tenant();
        var network = await server.Api.NetworkAsync(tenant: owner);
        var port = new { port = new { network_id = network.Id(), tenant_id = _tenant } };
        var subnet = new { subnet = new { network_id = network.Id(), tenant_id = _tenant, ip_version = 4, cidr = Unique.Cidr() } };

        (await Folsom.PostAsync("ports", port)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be($"Tenant {_tenant} not allowed to create port on this network");
        (await Folsom.PostAsync("subnets", subnet)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be($"Tenant {_tenant} not allowed to create subnet on this network");
        (await Modern.PostAsync("ports", port)).Expect(HttpStatusCode.Created).One.Text("tenant_id").Should().Be(_tenant);
        (await server.Api.As(Unique.Tenant(), "service").PostAsync("ports", port)).Expect(HttpStatusCode.Created);
        (await Modern.PostAsync("subnets", subnet)).Expect(HttpStatusCode.Created).One.Text("tenant_id").Should().Be(_tenant);
    }

    [Fact]
    public async Task No_11_Quotas_are_always_served()
    {
        foreach (var caller in Both)
        {
            (await caller.GetAsync("extensions/quotas")).Expect(HttpStatusCode.OK);
            (await caller.GetAsync($"quotas/{_tenant}")).Expect(HttpStatusCode.OK).One.Has("port").Should().BeTrue();
        }
    }

    [Fact]
    public async Task No_12_A_port_is_active_when_a_host_is_bound_today_and_was_from_the_start_in_2012()
    {
        var network = await Modern.NetworkAsync();
        var port = await Modern.PortAsync(network.Id());

        port.Text("status").Should().Be("DOWN");
        (await Modern.ChangeAsync("port", port.Id(), new Dictionary<string, string> { ["binding:host_id"] = "compute-1" }))
            .Text("status").Should().Be("ACTIVE");
        (await Folsom.PortAsync(network.Id())).Text("status").Should().Be("ACTIVE");
    }

    [Fact]
    public async Task No_13_Quotas_are_larger_today()
    {
        await using var limited = await server.StartAnotherAsync();

        (await Limits(limited.Api)).Should().Equal("100", "100", "500");
        (await Limits(limited.Api.InFolsom())).Should().Equal("10", "10", "50");

        async Task<IEnumerable<string>> Limits(ApiClient caller)
        {
            var quota = (await caller.GetAsync($"quotas/{_tenant}")).Expect(HttpStatusCode.OK).One;
            return [quota.Raw("network"), quota.Raw("subnet"), quota.Raw("port")];
        }
    }

    [Theory]
    [InlineData("networks", "NetworkInUse")]
    [InlineData("subnets", "SubnetInUse")]
    public async Task No_14_A_router_interface_keeps_its_network_today_and_went_with_it_in_2012(string collection, string type)
    {
        var place = await Modern.InsideAsync();
        var port = await Modern.JoinAsync((await Modern.RouterAsync()).Id(), place.Subnet);
        var path = $"{collection}/{(collection == "networks" ? place.Network : place.Subnet)}";

        (await Modern.DeleteAsync(path)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be(type);
        (await Folsom.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
        (await Modern.GetAsync($"ports/{port}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_15_Networks_may_use_the_same_addresses_today_and_not_in_2012()
    {
        var cidr = Unique.Cidr();
        await server.Api.SubnetAsync((await server.Api.NetworkAsync(tenant: Unique.Tenant())).Id(), cidr);
        var network = await Modern.NetworkAsync();
        var body = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr } };

        (await Folsom.PostAsync("subnets", body)).Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be(
            $"Invalid input for operation: Requested subnet with cidr: {cidr} for network: {network.Id()} overlaps with another subnet.");
        (await Modern.PostAsync("subnets", body)).Expect(HttpStatusCode.Created);
        (await Modern.PostAsync("subnets", body)).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidInput");
    }

    [Fact]
    public async Task No_16_A_released_address_is_free_at_once_today_and_was_held_in_2012()
    {
        (await SecondPortAsync(Modern)).Should().EndWith(".2");
        (await SecondPortAsync(Folsom)).Should().EndWith(".3");

        static async Task<string> SecondPortAsync(ApiClient caller)
        {
            var network = await caller.NetworkAsync();
            await caller.SubnetAsync(network.Id());
            (await caller.DeleteAsync($"ports/{(await caller.PortAsync(network.Id())).Id()}")).Expect(HttpStatusCode.NoContent);
            return (await caller.PortAsync(network.Id())).Addresses().Single();
        }
    }

    [Fact]
    public async Task No_17_The_lowest_free_address_is_taken()
    {
        var place = await Modern.InsideAsync("10.0.0.0/24");

        (await Modern.PortAsync(place.Network)).Addresses().Should().Equal("10.0.0.2");
        (await Folsom.PortAsync(place.Network)).Addresses().Should().Equal("10.0.0.3");
    }

    [Fact]
    public async Task No_18_A_removed_router_interface_is_shown_today_and_was_null_in_2012()
    {
        var place = await Modern.InsideAsync();
        var router = (await Modern.RouterAsync()).Id();
        await Modern.JoinAsync(router, place.Subnet);
        var modern = await Modern.DisconnectAsync(router, new { subnet_id = place.Subnet });
        await Modern.JoinAsync(router, place.Subnet);
        var folsom = await Folsom.DisconnectAsync(router, new { subnet_id = place.Subnet });

        modern.Expect(HttpStatusCode.OK).Json.Names().Should().Equal(
            "id", "tenant_id", "port_id", "network_id", "subnet_id", "subnet_ids");
        folsom.Expect(HttpStatusCode.OK).Text.Should().Be("null");
    }

    [Fact]
    public async Task No_19_Extensions_name_their_namespaces()
    {
        foreach (var caller in Both)
        {
            (await caller.GetAsync("extensions/router")).Expect(HttpStatusCode.OK).One.Text("namespace")
                .Should().Be("http://docs.openstack.org/ext/quantum/router/api/v1.0");
        }
    }

    [Fact]
    public async Task No_20_An_update_without_port_keeps_a_floating_IPs_port_today_and_freed_it_in_2012()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Modern.InsideAsync();
        await Modern.JoinAsync((await Modern.RouterAsync(external.Network)).Id(), inside.Subnet);
        var port = (await Modern.PortAsync(inside.Network)).Id();
        var floatingIp = (await Modern.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port })).Id();

        (await Modern.ChangeAsync("floatingip", floatingIp, new { description = "web" })).Text("port_id").Should().Be(port);
        (await Folsom.ChangeAsync("floatingip", floatingIp, new { })).Text("port_id").Should().BeNull();
    }

    [Fact]
    public async Task No_21_Pools_and_MAC_addresses_can_be_changed_today_and_not_in_2012()
    {
        var place = await Modern.InsideAsync("10.0.0.0/24");
        var port = await Modern.PortAsync(place.Network);
        var pools = new { allocation_pools = new[] { new { start = "10.0.0.2", end = "10.0.0.99" } } };
        var mac = new { mac_address = "fa:16:3e:00:be:ef" };

        (await Folsom.PutAsync($"subnets/{place.Subnet}", new { subnet = pools })).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("Cannot update read-only attribute allocation_pools");
        (await Folsom.PutAsync($"ports/{port.Id()}", new { port = mac })).Expect(HttpStatusCode.BadRequest)
            .QuantumError.Should().Be("Cannot update read-only attribute mac_address");
        (await Modern.ChangeAsync("subnet", place.Subnet, pools)).GetProperty("allocation_pools")[0].Text("end").Should().Be("10.0.0.99");
        (await Modern.ChangeAsync("port", port.Id(), mac)).Text("mac_address").Should().Be("fa:16:3e:00:be:ef");
    }

    [Theory]
    [InlineData("", "ovs")]
    [InlineData("Quantum:LinuxBridge:VifType=bridge", "bridge")]
    public async Task No_22_Bound_ports_of_the_Linux_bridge_plugin_have_interfaces_that_Nova_knows(string option, string vifType)
    {
        await using var host = await PluginHost.StartAsync(server, ["Quantum:Plugin=LinuxBridge", .. option.Length == 0 ? [] : new[] { option }]);
        var network = await host.Api.NetworkAsync();

        var port = await host.Api.PortAsync(network.Id(), more: new Dictionary<string, string> { ["binding:host_id"] = "compute-1" });

        port.Text("binding:vif_type").Should().Be(vifType);
        (await host.Api.InFolsom().ShowAsync("port", port.Id())).Has("binding:vif_type").Should().BeFalse();
    }

    [Fact]
    public async Task No_23_Ports_have_the_default_security_group_today_and_none_in_2012()
    {
        var network = await Modern.NetworkAsync();

        var modern = await Modern.PortAsync(network.Id());
        var folsom = await Folsom.PortAsync(network.Id());

        modern.GetProperty("security_groups").GetArrayLength().Should().Be(1);
        folsom.Has("security_groups").Should().BeFalse();
        (await Modern.ShowAsync("port", folsom.Id())).GetProperty("security_groups").GetArrayLength().Should().Be(0);
        (await Folsom.GetAsync("security-groups")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_24_A_URL_of_nothing_is_typed_today_and_was_a_page_in_2012()
    {
        var folsom = await Folsom.GetAsync("colours");

        (await Modern.GetAsync("colours")).Expect(HttpStatusCode.NotFound, "HTTPNotFound", "The resource could not be found.");
        folsom.Expect(HttpStatusCode.NotFound).ContentType.Should().Be("text/plain; charset=UTF-8");
        folsom.Text.Should().StartWith("404 Not Found");
    }

    [Fact]
    public async Task No_25_An_id_that_is_a_name_is_not_found()
    {
        foreach (var caller in Both)
            (await caller.GetAsync("networks/web")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task No_26_A_name_of_null_is_refused_today_and_was_empty_in_2012()
    {
        var none = new { network = new { name = (string?)null } };
        var many = new { network = new { name = new string('x', 256) } };

        (await Modern.PostAsync("networks", none)).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for name. Reason: 'None' is not a valid string.");
        (await Modern.PostAsync("networks", many)).Expect(HttpStatusCode.BadRequest)
            .ErrorMessage.Should().StartWith("Invalid input for name.").And.EndWith("exceeds maximum length of 255.");
        (await Folsom.PostAsync("networks", none)).Expect(HttpStatusCode.Created).One.Text("name").Should().BeEmpty();
    }

    [Fact]
    public async Task No_27_The_link_to_the_version_ends_with_a_slash_today()
    {
        (await Modern.GetAsync("/")).Text.Should().Contain("\"" + server.Host.Address + "v2.0/\"");
        (await Modern.GetAsync("/folsom/")).Text.Should().Contain("\"" + server.Host.Address + "folsom/v2.0\"");
    }

    [Fact]
    public async Task No_28_Messages_are_todays_with_the_old_text_beside_them()
    {
        var id = Unique.Id();
        (string Path, string Type, string Message, string Old)[] messages =
        [
            ($"networks/{id}", "NetworkNotFound", $"Network {id} could not be found.", $"Network {id} could not be found"),
            ($"subnets/{id}", "SubnetNotFound", $"Subnet {id} could not be found.", $"Subnet {id} could not be found"),
            ($"ports/{id}", "PortNotFound", $"Port {id} could not be found.", $"Port {id} could not be found on network None"),
        ];

        foreach (var (path, type, message, old) in messages)
        {
            (await Modern.GetAsync(path)).Expect(HttpStatusCode.NotFound, type, message).QuantumError.Should().Be(old);
            (await Folsom.GetAsync(path)).Expect(HttpStatusCode.NotFound).QuantumError.Should().Be(old);
        }
    }

    [Fact]
    public async Task No_29_Limits_that_were_never_set_can_be_forgotten()
    {
        foreach (var caller in Both)
            (await caller.DeleteAsync($"quotas/{Unique.Tenant()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task No_30_XML_is_not_acceptable_today_and_was_served_by_suffix_in_2012()
    {
        (await Modern.GetAsync("networks.xml")).Expect(HttpStatusCode.NotAcceptable).ErrorType.Should().Be("HTTPNotAcceptable");
        (await Folsom.GetAsync("networks.xml")).Expect(HttpStatusCode.OK).ContentType.Should().Be("application/xml; charset=UTF-8");
    }

    /// <summary>A network whose only two addresses a gateway and a port have.</summary>
    private async Task<string> FullNetworkAsync(object? more = null)
    {
        var network = (await Modern.NetworkAsync(more: more)).Id();
        await Modern.SubnetAsync(network, "10.0.0.0/30");
        await Modern.PortAsync(network);
        return network;
    }

    [GeneratedRegex("^No_(?<row>[0-9]{2})_")]
    private static partial Regex RowOfName();
}
