using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Tenancy;

/// <summary>Who sees what, and what becomes of requests for what one does not see or own.</summary>
public abstract class VisibilityTests(ServerFixture server)
{
    private readonly string _owner = Unique.Tenant();
    private readonly string _stranger = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : VisibilityTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : VisibilityTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Owner => server.Api.As(_owner);

    private ApiClient Stranger => server.Api.As(_stranger);

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task What_belongs_to_another_tenant_does_not_exist(string resource)
    {
        var id = await CreateAsync(resource, shared: false);
        var body = new Dictionary<string, object> { [resource] = new { name = "mine" } };

        (await Stranger.GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().EndWith("NotFound");
        (await Stranger.PutAsync($"{resource}s/{id}", body)).Expect(HttpStatusCode.NotFound);
        (await Stranger.DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.GetAsync($"{resource}s")).Ids.Should().NotContain(id);
        (await Owner.GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.OK).One.Text("name").Should().BeEmpty();
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task What_belonged_to_another_tenant_did_not_exist_in_2012(string resource)
    {
        var id = await CreateAsync(resource, shared: false);
        var body = new Dictionary<string, object> { [resource] = new { name = "mine" } };

        (await Stranger.InFolsom().GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound).QuantumError.Should().Contain(id);
        (await Stranger.InFolsom().PutAsync($"{resource}s/{id}", body)).Expect(HttpStatusCode.NotFound).QuantumError.Should().Contain(id);
        (await Stranger.InFolsom().DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound).QuantumError.Should().Contain(id);
        (await Stranger.InFolsom().GetAsync($"{resource}s")).Ids.Should().NotContain(id);
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    public async Task Shared_networks_and_their_subnets_are_visible_to_all_and_changeable_by_none_but_the_owner(string resource)
    {
        var id = await CreateAsync(resource, shared: true);
        var body = new Dictionary<string, object> { [resource] = new { name = "mine" } };

        (await Stranger.GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.OK);
        (await Stranger.GetAsync($"{resource}s")).Ids.Should().Contain(id);
        (await Stranger.PutAsync($"{resource}s/{id}", body)).Expect(HttpStatusCode.Forbidden)
            .ErrorMessage.Should().Be($"rule:update_{resource} is disallowed by policy");
        (await Stranger.DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.Forbidden);
        (await Stranger.InFolsom().PutAsync($"{resource}s/{id}", body)).Expect(HttpStatusCode.NotFound)
            .QuantumError.Should().Be("The resource could not be found.");
        (await Stranger.InFolsom().DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ports_on_a_shared_network_are_their_owners_affair()
    {
        var port = await CreateAsync("port", shared: true);

        (await Stranger.GetAsync($"ports/{port}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.InFolsom().GetAsync($"ports/{port}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task An_administrator_of_any_project_sees_and_changes_everything(string resource)
    {
        var id = await CreateAsync(resource, shared: false);
        var admin = server.Api.As(_stranger, "admin");

        (await admin.GetAsync($"{resource}s")).Ids.Should().Contain(id);
        (await admin.ChangeAsync(resource, id, new { name = "seen" })).Text("name").Should().Be("seen");
        (await admin.InFolsom().ChangeAsync(resource, id, new { name = "seen twice" })).Text("name").Should().Be("seen twice");
        (await admin.DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("Admin")]
    [InlineData("member,ADMIN")]
    [InlineData("member , admin")]
    public async Task Roles_are_a_list_and_compared_without_case(string roles)
    {
        var id = await CreateAsync("network", shared: false);

        (await server.Api.As(_stranger, roles).GetAsync($"networks/{id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_reads_the_ports_of_all_tenants()
    {
        var id = await CreateAsync("port", shared: false);

        (await server.Api.As(_stranger, "service").GetAsync($"ports/{id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reader_sees_and_does_not_change()
    {
        var id = await CreateAsync("network", shared: false);
        var reader = server.Api.As(_owner, "reader");

        (await reader.GetAsync($"networks/{id}")).Expect(HttpStatusCode.OK);
        (await reader.PutAsync($"networks/{id}", new { network = new { name = "x" } })).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:update_network is disallowed by policy");
        (await reader.PostAsync("networks", new { network = new { } })).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:create_network is disallowed by policy");
        (await reader.DeleteAsync($"networks/{id}")).Expect(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Member")]
    [InlineData("_member_")]
    [InlineData("")]
    public async Task Whoever_has_no_role_of_today_is_a_member(string roles)
    {
        var tenant = server.Api.As(_owner, roles);

        var network = await tenant.NetworkAsync();

        network.Text("tenant_id").Should().Be(_owner);
    }

    [Fact]
    public async Task A_caller_without_a_tenant_owns_and_sees_nothing()
    {
        await CreateAsync("network", shared: false);
        var nobody = server.Api.With("X-User-Id", "somebody").With("X-Roles", "member");

        (await nobody.GetAsync("networks?shared=False")).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
        (await nobody.GetAsync("ports")).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("X-Project-Id")]
    [InlineData("X-Tenant-Id")]
    [InlineData("X-Tenant")]
    public async Task The_tenant_may_come_in_the_header_of_any_age(string header)
    {
        var network = await server.Api.With(header, _owner).NetworkAsync();

        network.Text("tenant_id").Should().Be(_owner);
    }

    [Theory]
    [InlineData("ports")]
    [InlineData("subnets")]
    public async Task On_a_network_that_one_does_not_see_nothing_can_be_created(string collection)
    {
        var network = await server.Api.NetworkAsync(tenant: _owner);
        var item = new Dictionary<string, object> { ["network_id"] = network.Id() };
        var subnet = new Dictionary<string, object> { ["network_id"] = network.Id(), ["ip_version"] = 4, ["cidr"] = Unique.Cidr() };
        var body = new Dictionary<string, object> { [collection[..^1]] = collection == "ports" ? item : subnet };

        (await Stranger.PostAsync(collection, body)).Expect(
            HttpStatusCode.NotFound, "NetworkNotFound", $"Network {network.Id()} could not be found.");
        (await Stranger.InFolsom().PostAsync(collection, body)).Expect(HttpStatusCode.NotFound)
            .QuantumError.Should().Be($"Network {network.Id()} could not be found");
    }

    [Fact]
    public async Task A_guest_puts_ports_on_a_shared_network_without_choosing_addresses()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24", tenant: _owner);

        var port = await Stranger.PortAsync(network.Id());
        var chosen = await Stranger.PostAsync("ports", new
        {
            port = new { network_id = network.Id(), fixed_ips = new[] { new { ip_address = "10.0.0.9" } } },
        });

        port.Addresses().Should().Equal("10.0.0.2");
        port.Text("tenant_id").Should().Be(_stranger);
        chosen.Expect(HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
    }

    [Fact]
    public async Task A_guest_chooses_the_subnet_on_a_shared_network_today_and_not_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        var subnet = await server.Api.SubnetAsync(network.Id(), tenant: _owner);
        var body = new { port = new { network_id = network.Id(), fixed_ips = new[] { new { subnet_id = subnet.Id() } } } };

        (await Stranger.PostAsync("ports", body)).Expect(HttpStatusCode.Created);
        (await Stranger.InFolsom().PostAsync("ports", body)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be("Access was denied to this resource.");
    }

    [Fact]
    public async Task A_guest_creates_no_subnet_on_a_shared_network()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        var body = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = Unique.Cidr() } };

        (await Stranger.PostAsync("subnets", body)).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:create_subnet is disallowed by policy");
        (await Stranger.InFolsom().PostAsync("subnets", body)).Expect(HttpStatusCode.Forbidden)
            .QuantumError.Should().Be("Access was denied to this resource.");
    }

    [Fact]
    public async Task A_guest_does_not_change_its_address_on_a_shared_network()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: true);
        await server.Api.SubnetAsync(network.Id(), cidr: "10.0.0.0/24", tenant: _owner);
        var port = await Stranger.PortAsync(network.Id());
        var body = new { port = new { fixed_ips = new[] { new { ip_address = "10.0.0.9" } } } };

        (await Stranger.PutAsync($"ports/{port.Id()}", body)).Expect(HttpStatusCode.Forbidden);
        (await Stranger.InFolsom().PutAsync($"ports/{port.Id()}", body)).Expect(HttpStatusCode.NotFound);
        (await Stranger.ShowAsync("port", port.Id())).Addresses().Should().Equal("10.0.0.2");
    }

    [Fact]
    public async Task The_own_port_on_a_network_that_one_does_not_see_is_listed_all_the_same()
    {
        var network = await server.Api.NetworkAsync(tenant: _owner);
        var port = await server.Api.PortAsync(network.Id(), tenant: _stranger);

        (await Stranger.GetAsync("ports")).Expect(HttpStatusCode.OK).Ids.Should().Equal(port.Id());
        (await Stranger.InFolsom().GetAsync("ports")).Expect(HttpStatusCode.OK).Ids.Should().Equal(port.Id());
    }

    /// <summary>An object of the owner; its network may be shared.</summary>
    private async Task<string> CreateAsync(string resource, bool shared)
    {
        var network = await server.Api.NetworkAsync(tenant: _owner, shared: shared);
        Func<Task<JsonElement>> create = resource switch
        {
            "network" => () => Task.FromResult(network),
            "subnet" => () => server.Api.SubnetAsync(network.Id(), tenant: _owner),
            _ => () => server.Api.PortAsync(network.Id(), tenant: _owner),
        };
        return (await create()).Id();
    }
}
