using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.SubnetPools;
using static Quantum.Server.Tests.SubnetPools.SubnetPoolSteps;

namespace Quantum.Server.Tests.AddressScopes;

public abstract class AddressScopeTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private ApiClient Other => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : AddressScopeTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AddressScopeTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_scope_is_created_shown_listed_renamed_and_deleted()
    {
        var scope = await ScopeAsync();

        scope.Names().Should().BeEquivalentTo("id", "name", "ip_version", "shared", "tenant_id", "project_id");
        scope.Raw("ip_version").Should().Be("4");
        scope.Raw("shared").Should().Be("false");
        (await Tenant.GetAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.OK).One.GetRawText().Should().Be(scope.GetRawText());
        var listed = await Tenant.GetAsync("address-scopes?name=scope&ip_version=4&shared=False");
        listed.Json.Names().Should().Equal("address_scopes");
        listed.Items.Single().GetRawText().Should().Be(scope.GetRawText());
        (await ChangeAsync(scope.Id(), new { name = "new" })).Expect(HttpStatusCode.OK).One.Text("name").Should().Be("new");
        (await Tenant.DeleteAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.GetAsync($"address-scopes/{scope.Id()}")).Expect(
            HttpStatusCode.NotFound, "AddressScopeNotFound", $"Address scope {scope.Id()} could not be found.");
    }

    [Theory]
    [InlineData("""{"name": "as"}""", "Failed to parse request. Required  attribute 'ip_version' not specified")]
    [InlineData("""{"ip_version": 5}""", "Invalid input for ip_version. Reason: '5' is not in [4, 6].")]
    [InlineData("""{"ip_version": 4, "colour": "red"}""", "Unrecognized attribute(s) 'colour'")]
    public async Task A_scope_that_cannot_be_is_refused(string body, string message) =>
        (await Tenant.PostAsync("address-scopes", JsonMerge.Wrap("address_scope", body))).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);

    [Fact]
    public async Task A_shared_scope_stays_shared()
    {
        var scope = await ScopeAsync(server.Api, shared: true);

        (await Other.GetAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.OK);
        (await ChangeAsync(scope.Id(), new { shared = false }, server.Api)).Expect(
            HttpStatusCode.BadRequest,
            "AddressScopeUpdateError",
            $"Unable to update address scope {scope.Id()} : Shared address scope can't be unshared.");
        (await ChangeAsync(scope.Id(), new { name = "x" }, Other)).Expect(HttpStatusCode.Forbidden);
        (await Tenant.PostAsync("address-scopes", new { address_scope = new { ip_version = 4, shared = true } })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_tenant_neither_sees_a_scope_nor_uses_it()
    {
        var scope = await ScopeAsync();

        (await Other.GetAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Other.DeleteAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Other.PostAsync("subnetpools", new { subnetpool = new { name = "sp", prefixes = List("10.0.0.0/16"), address_scope_id = scope.Id() } }))
            .Expect(HttpStatusCode.NotFound, "AddressScopeNotFound", $"Address scope {scope.Id()} could not be found.");
    }

    [Fact]
    public async Task Clients_of_2012_know_no_scopes()
    {
        var scope = await ScopeAsync();

        (await Tenant.InFolsom().GetAsync("address-scopes")).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().GetAsync($"address-scopes/{scope.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().GetAsync("extensions/address-scope")).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync("address_scopes")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pools_of_a_scope_share_no_address()
    {
        var scope = (await ScopeAsync()).Id();
        var first = await Tenant.PoolAsync(["10.0.0.0/16"], new { address_scope_id = scope });
        var second = await Tenant.PoolAsync(["10.1.0.0/16"], new { address_scope_id = scope });
        var outside = await Tenant.PoolAsync(["10.1.128.0/17"]);
        const string Message = "Failed to associate address scope: subnetpools within an address scope must have unique prefixes.";

        (await Tenant.PutAsync($"subnetpools/{outside.Id()}", new { subnetpool = new { address_scope_id = scope } }))
            .Expect(HttpStatusCode.Conflict, "AddressScopePrefixConflict", Message);
        (await Tenant.PutAsync($"subnetpools/{first.Id()}", new { subnetpool = new { prefixes = List("10.0.0.0/15") } }))
            .Expect(HttpStatusCode.Conflict, "AddressScopePrefixConflict", Message);
        (await Tenant.PutAsync($"subnetpools/{first.Id()}/add_prefixes", new { prefixes = List("10.1.0.0/24") }))
            .Expect(HttpStatusCode.Conflict, "AddressScopePrefixConflict", Message);
        (await Tenant.DeleteAsync($"address-scopes/{scope}")).Expect(
            HttpStatusCode.Conflict,
            "AddressScopeInUse",
            $"Unable to complete operation on address scope {scope}. There are one or more subnet pools in use on the address scope.");

        (await Tenant.ChangeAsync("subnetpool", second.Id(), new { address_scope_id = (string?)null })).Raw("address_scope_id").Should().Be("null");
        (await Tenant.ChangeAsync("subnetpool", outside.Id(), new { address_scope_id = scope })).Text("address_scope_id").Should().Be(scope);
        (await Tenant.GetAsync($"subnetpools?address_scope_id={scope}")).Ids.Should().BeEquivalentTo([first.Id(), outside.Id()]);
    }

    [Fact]
    public async Task Parallel_pools_of_a_scope_share_no_address_either()
    {
        var scope = (await ScopeAsync()).Id();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tenant.PostAsync(
            "subnetpools", new { subnetpool = new { name = "sp", prefixes = List("10.0.0.0/16"), address_scope_id = scope } })));

        answers.Select(answer => answer.Status).Order().Should().Equal(
            [HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    [Fact]
    public async Task Pool_and_scope_have_one_version()
    {
        var scope = (await ScopeAsync(version: 6)).Id();

        var answer = await Tenant.PostAsync("subnetpools", new { subnetpool = new { name = "sp", prefixes = List("10.0.0.0/16"), address_scope_id = scope } });

        answer.Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("IllegalSubnetPoolIpVersionAssociationToAddressScope");
        answer.ErrorMessage.Should().EndWith($"cannot associate with address scope {scope} because subnetpool ip_version is not 6.");
    }

    [Fact]
    public async Task Who_uses_a_foreign_scope_cannot_change_the_pool_any_more()
    {
        var scope = (await ScopeAsync(server.Api, shared: true)).Id();
        var pool = await Tenant.PoolAsync(["10.0.0.0/16"], new { address_scope_id = scope });

        (await Tenant.PutAsync($"subnetpools/{pool.Id()}", new { subnetpool = new { name = "x" } })).Expect(
            HttpStatusCode.BadRequest,
            "IllegalSubnetPoolUpdate",
            $"Illegal subnetpool update : subnetpool {pool.Id()} cannot be updated when associated with shared address scope {scope}.");
        (await server.Api.ChangeAsync("subnetpool", pool.Id(), new { name = "x" })).Text("name").Should().Be("x");
    }

    [Fact]
    public async Task A_network_is_in_the_scope_of_its_subnets()
    {
        var scope = (await ScopeAsync()).Id();
        var pool = await Tenant.PoolAsync(more: new { address_scope_id = scope });
        var network = (await Tenant.NetworkAsync()).Id();
        await DemandScopeAsync(network, null);

        var one = await SubnetAsync(network, pool.Id());
        var two = await SubnetAsync(network, pool.Id());
        await DemandScopeAsync(network, scope);
        await Tenant.DeleteAsync($"subnets/{one.Id()}");
        await DemandScopeAsync(network, scope);
        await Tenant.DeleteAsync($"subnets/{two.Id()}");
        await DemandScopeAsync(network, null);
    }

    [Fact]
    public async Task A_network_follows_its_pool_into_a_scope_and_out_of_it()
    {
        var scope = (await ScopeAsync()).Id();
        var pool = await Tenant.PoolAsync();
        var network = (await Tenant.NetworkAsync()).Id();
        await SubnetAsync(network, pool.Id());
        var before = (await Tenant.ShowAsync("network", network)).GetProperty("revision_number").GetInt32();

        await Tenant.ChangeAsync("subnetpool", pool.Id(), new { address_scope_id = scope });
        await DemandScopeAsync(network, scope);
        (await Tenant.ShowAsync("network", network)).GetProperty("revision_number").GetInt32().Should().Be(before + 1);
        await Tenant.ChangeAsync("subnetpool", pool.Id(), new { address_scope_id = (string?)null });
        await DemandScopeAsync(network, null);
    }

    [Fact]
    public async Task Subnets_of_one_network_are_in_one_scope()
    {
        var scope = (await ScopeAsync()).Id();
        var first = await Tenant.PoolAsync(["10.0.0.0/16"], new { address_scope_id = scope, default_prefixlen = 24 });
        var second = await Tenant.PoolAsync(["10.1.0.0/16"], new { address_scope_id = scope, default_prefixlen = 24 });
        var outside = await Tenant.PoolAsync(["10.2.0.0/16"], new { default_prefixlen = 24 });
        var network = (await Tenant.NetworkAsync()).Id();
        await SubnetAsync(network, first.Id());
        await SubnetAsync(network, second.Id());
        const string Message = "Subnets of the same address family hosted on the same network must all participate in the same address scope.";

        (await Tenant.AskSubnetAsync(new { network_id = network, subnetpool_id = outside.Id() }))
            .Expect(HttpStatusCode.BadRequest, "NetworkAddressScopeAffinityError", Message);
        (await Tenant.PutAsync($"subnetpools/{first.Id()}", new { subnetpool = new { address_scope_id = (string?)null } }))
            .Expect(HttpStatusCode.BadRequest, "NetworkAddressScopeAffinityError", Message);
        (await Tenant.AskSubnetAsync(new { network_id = network, cidr = "10.9.0.0/24", ip_version = 4 }))
            .Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("NetworkSubnetPoolAffinityError");
        await DemandScopeAsync(network, scope);
        (await Tenant.ShowAsync("subnetpool", first.Id())).Text("address_scope_id").Should().Be(scope);
        await Tenant.ChangeAsync("subnetpool", first.Id(), new { name = "renamed" });
    }

    private async Task DemandScopeAsync(string network, string? scope)
    {
        var shown = await Tenant.ShowAsync("network", network);
        (shown.Text("ipv4_address_scope"), shown.Text("ipv6_address_scope")).Should().Be((scope, null));
    }

    private async Task<JsonElement> ScopeAsync(ApiClient? api = null, int version = 4, bool shared = false)
    {
        var answer = await (api ?? Tenant).PostAsync("address-scopes", new { address_scope = new { name = "scope", ip_version = version, shared } });
        return answer.Expect(HttpStatusCode.Created).One;
    }

    private Task<Answer> ChangeAsync(string scope, object changes, ApiClient? api = null) =>
        (api ?? Tenant).PutAsync($"address-scopes/{scope}", new { address_scope = changes });

    private async Task<JsonElement> SubnetAsync(string network, string pool) =>
        (await Tenant.AskSubnetAsync(new { network_id = network, subnetpool_id = pool })).Expect(HttpStatusCode.Created).One;
}
