using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Rbac;

/// <summary>What a policy opens, to whom, and what a network says of it.</summary>
public abstract class SharedNetworkTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();
    private readonly string _guest = Unique.Tenant();

    private ApiClient Owner => server.Api.As(_tenant);

    private ApiClient Guest => server.Api.As(_guest);

    private ApiClient Stranger => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : SharedNetworkTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SharedNetworkTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_network_is_shared_with_the_tenant_that_a_policy_names_alone()
    {
        var place = await Owner.InsideAsync();
        await Owner.OpenAsync(place.Network, _guest);

        (await Guest.ShowAsync("network", place.Network)).Raw("shared").Should().Be("true");
        (await Owner.ShowAsync("network", place.Network)).Raw("shared").Should().Be("false");
        (await Guest.GetAsync("networks?shared=True")).Ids.Should().Contain(place.Network);
        (await Guest.GetAsync("networks?shared=False")).Ids.Should().NotContain(place.Network);
        (await Owner.GetAsync("networks?shared=True")).Ids.Should().NotContain(place.Network);
        (await Owner.GetAsync("networks?shared=False")).Ids.Should().Contain(place.Network);
        (await Guest.GetAsync($"subnets?network_id={place.Network}")).Ids.Should().Equal(place.Subnet);
        (await Guest.GetAsync($"subnets/{place.Subnet}")).Expect(HttpStatusCode.OK);
        (await Stranger.GetAsync($"networks/{place.Network}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.GetAsync($"subnets?network_id={place.Network}")).Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_sorted_by_sharing_go_through_all_networks()
    {
        var own = await Guest.NetworkAsync(name: "own");
        var foreign = await Owner.NetworkAsync(name: "foreign");
        await Owner.OpenAsync(foreign.Id(), _guest);

        var ids = new List<string>();
        for (var query = "networks?sort_key=shared&sort_dir=asc&limit=1&name=own&name=foreign"; ids.Count < 3;)
        {
            var page = await Guest.GetAsync(query + (ids.Count > 0 ? $"&marker={ids[^1]}" : ""));
            if (page.Ids.Count == 0)
                break;
            ids.AddRange(page.Ids);
        }

        ids.Should().Equal(own.Id(), foreign.Id());
    }

    [Fact]
    public async Task A_guest_puts_ports_on_the_network_and_nothing_else()
    {
        var place = await Owner.InsideAsync();
        await Owner.OpenAsync(place.Network, _guest);

        var port = await Guest.PortAsync(place.Network, fixedIps: new[] { new { subnet_id = place.Subnet } });

        port.Addresses().Should().ContainSingle();
        (await Owner.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.OK);
        (await Guest.PutAsync($"networks/{place.Network}", new { network = new { name = "mine" } })).Expect(HttpStatusCode.Forbidden);
        (await Guest.PostAsync("subnets", new { subnet = new { network_id = place.Network, ip_version = 4, cidr = Unique.Cidr() } }))
            .Expect(HttpStatusCode.Forbidden);
        (await Stranger.PostAsync("ports", new { port = new { network_id = place.Network } })).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_guest_of_2012_uses_the_network_as_a_shared_one()
    {
        var place = await Owner.InsideAsync();
        await Owner.OpenAsync(place.Network, _guest);

        var network = await Guest.InFolsom().ShowAsync("network", place.Network);

        network.Raw("shared").Should().Be("true");
        (await Guest.InFolsom().PostAsync("ports", new { port = new { network_id = place.Network } })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_guests_router_connects_with_the_networks_subnet()
    {
        var place = await Owner.InsideAsync();
        var router = await Guest.RouterAsync();
        (await Guest.ConnectAsync(router.Id(), new { subnet_id = place.Subnet })).Expect(HttpStatusCode.NotFound);

        var policy = await Owner.OpenAsync(place.Network, _guest);
        await Guest.JoinAsync(router.Id(), place.Subnet);

        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_policy_that_ports_of_its_target_depend_on_stays()
    {
        var network = await Owner.NetworkAsync();
        var policy = await Owner.OpenAsync(network.Id(), _guest);
        var port = await Guest.PortAsync(network.Id());
        var inUse = $"RBAC policy on object {network.Id()} cannot be removed because other objects depend on it.\n"
            + $"Details: Unable to reconfigure sharing settings for network {network.Id()}. Multiple tenants are using it.";

        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.Conflict, "RbacPolicyInUse", inUse);
        (await Owner.RetargetAsync(policy.Id(), "other")).Expect(HttpStatusCode.Conflict, "RbacPolicyInUse", inUse);
        (await Guest.ShowAsync("network", network.Id())).Raw("shared").Should().Be("true");

        (await Guest.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Owner.RetargetAsync(policy.Id(), "other")).Expect(HttpStatusCode.OK);
        (await Guest.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_policy_goes_when_another_one_covers_its_target()
    {
        var network = await Owner.NetworkAsync();
        var named = await Owner.OpenAsync(network.Id(), _guest);
        var everybody = await server.Api.OpenAsync(network.Id(), "*");
        await Guest.PortAsync(network.Id());

        (await server.Api.DeleteAsync($"rbac-policies/{everybody.Id()}")).Expect(HttpStatusCode.NoContent);
        everybody = await server.Api.OpenAsync(network.Id(), "*");
        (await Owner.DeleteAsync($"rbac-policies/{named.Id()}")).Expect(HttpStatusCode.NoContent);
        (await server.Api.DeleteAsync($"rbac-policies/{everybody.Id()}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("RbacPolicyInUse");
        (await server.Api.RetargetAsync(everybody.Id(), _guest)).Expect(HttpStatusCode.OK);
        (await Owner.ShowAsync("network", network.Id())).Raw("shared").Should().Be("false");
    }

    [Fact]
    public async Task The_flag_and_the_policy_for_everybody_are_one_thing()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        var subnet = await Owner.SubnetAsync(network.Id());

        (await Owner.PoliciesAsync(network.Id())).Should().Equal("access_as_shared *");
        await server.Api.ChangeAsync("network", network.Id(), new { shared = false });
        (await Owner.PoliciesAsync(network.Id())).Should().BeEmpty();
        await server.Api.ChangeAsync("network", network.Id(), new { shared = true });
        (await Owner.PoliciesAsync(network.Id())).Should().Equal("access_as_shared *");

        var policy = (await Owner.GetAsync($"rbac-policies?object_id={network.Id()}")).Ids.Single();
        (await Owner.DeleteAsync($"rbac-policies/{policy}")).Expect(HttpStatusCode.NoContent);
        (await server.Api.ShowAsync("network", network.Id())).Raw("shared").Should().Be("false");
        (await Stranger.GetAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NotFound);

        await server.Api.OpenAsync(network.Id(), "*");
        (await Stranger.ShowAsync("network", network.Id())).Raw("shared").Should().Be("true");
        (await Stranger.GetAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ports_of_tenants_that_policies_name_do_not_keep_a_network_shared_with_everybody()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        await Owner.OpenAsync(network.Id(), _guest);
        await Guest.PortAsync(network.Id());

        await server.Api.ChangeAsync("network", network.Id(), new { shared = false });

        (await Guest.ShowAsync("network", network.Id())).Raw("shared").Should().Be("true");
        (await Stranger.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_of_policies_is_a_change_of_the_network()
    {
        var network = await Owner.NetworkAsync();

        var policy = await Owner.OpenAsync(network.Id(), _guest);
        var opened = await Owner.ShowAsync("network", network.Id());
        await Owner.DeleteAsync($"rbac-policies/{policy.Id()}");

        opened.Revision().Should().Be(network.Revision() + 1);
        (await Owner.ShowAsync("network", network.Id())).Revision().Should().Be(network.Revision() + 2);
    }

    [Fact]
    public async Task A_guests_port_and_the_end_of_its_policy_never_both_succeed()
    {
        for (var round = 0; round < 10; round++)
        {
            var network = await Owner.NetworkAsync();
            var policy = await Owner.OpenAsync(network.Id(), _guest);

            var port = Guest.PostAsync("ports", new { port = new { network_id = network.Id() } });
            var ending = Owner.DeleteAsync($"rbac-policies/{policy.Id()}");
            await Task.WhenAll(port, ending);

            ((await port).Status, (await ending).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.NoContent));
        }
    }
}
