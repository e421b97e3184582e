using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.SubnetPools;

namespace Quantum.Server.Tests.Rbac;

/// <summary>Subnet pools and address scopes that policies share.</summary>
public abstract class SharedPoolTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();
    private readonly string _guest = Unique.Tenant();

    private ApiClient Owner => server.Api.As(_tenant);

    private ApiClient Guest => server.Api.As(_guest);

    private ApiClient Stranger => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : SharedPoolTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SharedPoolTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_pool_is_shared_with_the_tenant_that_a_policy_names_alone()
    {
        var pool = (await Owner.PoolAsync()).Id();
        (await Guest.AskSubnetAsync(new { subnetpool_id = pool })).Expect(HttpStatusCode.NotFound);

        var policy = await Owner.OpenAsync(pool, _guest, type: "subnetpool");

        (await Guest.ShowAsync("subnetpool", pool)).Raw("shared").Should().Be("true");
        (await Owner.ShowAsync("subnetpool", pool)).Raw("shared").Should().Be("false");
        (await Guest.GetAsync("subnetpools?shared=True")).Ids.Should().Contain(pool);
        (await Owner.GetAsync("subnetpools?shared=True")).Ids.Should().NotContain(pool);
        (await Guest.GetAsync("subnetpools?sort_key=shared&sort_dir=desc&limit=1")).Items.Single().Raw("shared").Should().Be("true");
        (await Stranger.GetAsync($"subnetpools/{pool}")).Expect(HttpStatusCode.NotFound);
        var subnet = (await Guest.AskSubnetAsync(new { subnetpool_id = pool })).Expect(HttpStatusCode.Created).One;
        (await Guest.PutAsync($"subnetpools/{pool}", new { subnetpool = new { name = "mine" } })).Expect(HttpStatusCode.Forbidden);
        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(
            HttpStatusCode.Conflict,
            "RbacPolicyInUse",
            $"RBAC policy on object {pool} cannot be removed because other objects depend on it.\nDetails: project_id={_guest}");
        (await Guest.DeleteAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Owner.DeleteAsync($"subnetpools/{pool}")).Expect(HttpStatusCode.NoContent);
        (await Owner.GetAsync($"rbac-policies?object_id={pool}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_shared_pool_is_born_with_the_policy_for_everybody()
    {
        var pool = (await server.Api.PoolAsync(more: new { shared = true, tenant_id = _tenant })).Id();

        (await Owner.PoliciesAsync(pool)).Should().Equal("access_as_shared *");
        var subnet = (await Stranger.AskSubnetAsync(new { subnetpool_id = pool })).Expect(HttpStatusCode.Created).One;
        var policy = (await Owner.GetAsync($"rbac-policies?object_id={pool}")).Ids.Single();
        (await Owner.DeleteAsync($"rbac-policies/{policy}")).Expect(HttpStatusCode.Conflict).ErrorMessage.Should().EndWith("project_id=*");
        (await server.Api.DeleteAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Owner.DeleteAsync($"rbac-policies/{policy}")).Expect(HttpStatusCode.NoContent);
        (await Owner.ShowAsync("subnetpool", pool)).Raw("shared").Should().Be("false");
        (await Stranger.GetAsync($"subnetpools/{pool}")).Expect(HttpStatusCode.NotFound);
        (await Owner.TryOpenAsync(pool, "*", type: "subnetpool")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_pool_is_open_to_those_only_to_whom_its_scope_is()
    {
        var scope = await ScopeAsync(Owner);
        var pool = (await Owner.PoolAsync(more: new { address_scope_id = scope })).Id();
        var closed = $"Invalid input for operation: Failed to create RBAC policy on object {pool} because target project doesn't have access to "
            + "associated address scope.";

        (await Owner.TryOpenAsync(pool, _guest, type: "subnetpool")).Expect(HttpStatusCode.BadRequest, "InvalidInput", closed);
        (await server.Api.PostAsync(
            "subnetpools",
            new { subnetpool = new { name = "open", prefixes = SubnetPoolSteps.List("10.77.0.0/16"), tenant_id = _tenant, shared = true, address_scope_id = scope } }))
            .Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidInput");
        await Owner.OpenAsync(scope, _guest, type: "address_scope");
        await Owner.OpenAsync(pool, _guest, type: "subnetpool");
        (await server.Api.TryOpenAsync(pool, "*", type: "subnetpool")).Expect(HttpStatusCode.BadRequest, "InvalidInput", closed);
        (await Guest.AskSubnetAsync(new { subnetpool_id = pool })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_scope_takes_pools_of_the_tenant_that_a_policy_names()
    {
        var scope = await ScopeAsync(Owner);
        var mine = (await Guest.PoolAsync()).Id();
        (await Guest.PutAsync($"subnetpools/{mine}", new { subnetpool = new { address_scope_id = scope } })).Expect(HttpStatusCode.NotFound);

        var policy = await Owner.OpenAsync(scope, _guest, type: "address_scope");

        (await Guest.GetAsync($"address-scopes/{scope}")).One.Raw("shared").Should().Be("true");
        (await Owner.GetAsync($"address-scopes/{scope}")).One.Raw("shared").Should().Be("false");
        (await Guest.GetAsync("address-scopes?shared=True")).Ids.Should().Contain(scope);
        (await Stranger.GetAsync($"address-scopes/{scope}")).Expect(HttpStatusCode.NotFound);
        (await Guest.ChangeAsync("subnetpool", mine, new { address_scope_id = scope })).Text("address_scope_id").Should().Be(scope);
        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(
            HttpStatusCode.Conflict,
            "RbacPolicyInUse",
            $"RBAC policy on object {scope} cannot be removed because other objects depend on it.\nDetails: project_id={_guest}");
        (await Guest.DeleteAsync($"subnetpools/{mine}")).Expect(HttpStatusCode.NoContent);
        (await Owner.DeleteAsync($"address-scopes/{scope}")).Expect(HttpStatusCode.NoContent);
        (await Owner.GetAsync($"rbac-policies?object_id={scope}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_scopes_flag_and_the_policy_for_everybody_are_one_thing()
    {
        var born = await ScopeAsync(server.Api, shared: true);
        var made = await ScopeAsync(server.Api);
        (await server.Api.PoliciesAsync(born)).Should().Equal("access_as_shared *");

        var change = new { address_scope = new { shared = true } };
        (await server.Api.PutAsync($"address-scopes/{made}", change)).Expect(HttpStatusCode.OK).One.Raw("shared").Should().Be("true");

        (await server.Api.PoliciesAsync(made)).Should().Equal("access_as_shared *");
        (await server.Api.PutAsync($"address-scopes/{made}", new { address_scope = new { shared = false } })).Expect(
            HttpStatusCode.BadRequest).ErrorType.Should().Be("AddressScopeUpdateError");
        var policy = (await server.Api.GetAsync($"rbac-policies?object_id={made}")).Ids.Single();
        (await server.Api.DeleteAsync($"rbac-policies/{policy}")).Expect(HttpStatusCode.NoContent);
        (await Stranger.GetAsync($"address-scopes/{made}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.GetAsync($"address-scopes/{born}")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("rbac-security-groups", "Add security_group type to network RBAC")]
    [InlineData("rbac-subnetpool", "Add subnetpool type to RBAC")]
    [InlineData("rbac-address-scope", "Add address_scope type to RBAC")]
    public async Task Clients_find_the_extensions(string alias, string name)
    {
        var extension = (await Owner.GetAsync($"extensions/{alias}")).Expect(HttpStatusCode.OK).One;

        (extension.Text("name"), extension.Text("description")).Should().Be((name, name));
        (await Owner.InFolsom().GetAsync($"extensions/{alias}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_guests_subnet_and_the_end_of_its_policy_never_both_succeed()
    {
        var network = (await Guest.NetworkAsync()).Id();
        var pool = (await Owner.PoolAsync()).Id();
        for (var round = 0; round < 5; round++)
        {
            var policy = await Owner.OpenAsync(pool, _guest, type: "subnetpool");

            var subnet = Guest.AskSubnetAsync(new { subnetpool_id = pool, network_id = network });
            var ending = Owner.DeleteAsync($"rbac-policies/{policy.Id()}");
            await Task.WhenAll(subnet, ending);

            ((await subnet).Status, (await ending).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.NoContent));
            if ((await subnet).Status == HttpStatusCode.Created)
            {
                (await Guest.DeleteAsync($"subnets/{(await subnet).One.Id()}")).Expect(HttpStatusCode.NoContent);
                (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.NoContent);
            }
        }
    }

    private static async Task<string> ScopeAsync(ApiClient api, bool shared = false) =>
        (await api.PostAsync("address-scopes", new { address_scope = new { name = "scope", ip_version = 4, shared } })).Expect(HttpStatusCode.Created).One.Id();
}
