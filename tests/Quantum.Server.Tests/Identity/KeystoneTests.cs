using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Identity;

/// <summary>Callers with tokens of a real Keystone.</summary>
public abstract class KeystoneTests(KeystoneFixture keystone, ServerFixture server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private QuantumHost? _host;

    [Collection(KeystoneCollection.Name)]
    public sealed class OnSqlite(KeystoneFixture keystone, ServerOnSqlite server)
        : KeystoneTests(keystone, server), IClassFixture<ServerOnSqlite>;

    [Collection(KeystoneCollection.Name)]
    public sealed class OnPostgres(KeystoneFixture keystone, ServerOnPostgres server)
        : KeystoneTests(keystone, server), IClassFixture<ServerOnPostgres>;

    private QuantumHost Host => _host!;

    public async Task InitializeAsync() => _host = await server.StartAnotherAsync([.. keystone.Options, "Quantum:Keystone:TokenCacheTime=1"]);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [Fact]
    public async Task Members_own_what_they_create_and_see_nothing_of_other_projects()
    {
        var mia = await AsAsync("mia", "acme");
        var gus = await AsAsync("gus", "globex");

        var network = await mia.NetworkAsync("web");

        network.Text("project_id").Should().Be(keystone.Project("acme"));
        (await mia.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.OK);
        (await gus.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
        (await gus.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
        (await gus.GetAsync("networks")).Expect(HttpStatusCode.OK).Ids.Should().NotContain(network.Id());
    }

    [Fact]
    public async Task Readers_read_and_do_not_write()
    {
        var network = await (await AsAsync("mia", "acme")).NetworkAsync();
        var rita = await AsAsync("rita", "acme");

        (await rita.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.OK);
        (await rita.PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.Forbidden);
        (await rita.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Administrators_of_a_project_or_of_the_system_see_everything()
    {
        var network = await (await AsAsync("mia", "acme")).NetworkAsync();
        var system = With(await keystone.SystemTokenAsync("admin"));

        (await (await AsAsync("admin", "admin")).ShowAsync("network", network.Id())).Has("provider:network_type").Should().BeTrue();
        (await system.ShowAsync("network", network.Id())).Has("provider:network_type").Should().BeTrue();
    }

    [Fact]
    public async Task A_token_without_a_project_owns_nothing()
    {
        var network = await (await AsAsync("mia", "acme")).NetworkAsync();
        var nobody = With(await keystone.TokenAsync("mia", project: null));

        (await nobody.GetAsync("networks")).Expect(HttpStatusCode.OK).Ids.Should().NotContain(network.Id());
        (await nobody.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
        (await nobody.PostAsync("networks", new { network = new { } })).Status.Should().BeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);
        (await nobody.PostAsync("networks", new { network = new { tenant_id = keystone.Project("acme") } })).Status
            .Should().BeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_ends_when_its_time_is_over_but_a_service_may_finish_what_it_was_for()
    {
        // The server logs in before the time of the brief token runs.
        (await (await AsAsync("rita", "acme")).GetAsync("networks")).Expect(HttpStatusCode.OK);
        var token = await keystone.BriefTokenAsync("mia", "acme");
        (await With(token).GetAsync("networks")).Expect(HttpStatusCode.OK);

        await BecomesRefusedAsync(token);

        var service = await keystone.TokenAsync("nova", "service");
        (await With(token).With("X-Service-Token", service).PostAsync("networks", new { network = new { name = "late" } }))
            .Expect(HttpStatusCode.Created).One.Text("project_id").Should().Be(keystone.Project("acme"));
        (await With(token).With("X-Service-Token", await keystone.TokenAsync("gus", "globex")).GetAsync("networks"))
            .Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_when_the_cache_has_forgotten_it()
    {
        var token = await keystone.TokenAsync("mia", "acme");
        (await With(token).GetAsync("networks")).Expect(HttpStatusCode.OK);

        await keystone.RevokeAsync(token);

        await BecomesRefusedAsync(token);
    }

    [Fact]
    public async Task An_application_credential_does_what_its_access_rules_allow()
    {
        var token = await keystone.RestrictedTokenAsync(
            "mia",
            "acme",
            new { service = "network", method = "GET", path = "/v2.0/networks" },
            new { service = "compute", method = "GET", path = "/v2.0/ports" });

        (await With(token).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await With(token).GetAsync("ports")).Expect(HttpStatusCode.Unauthorized);
        (await With(token).PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_openstack_command_works_with_password_and_catalogue()
    {
        var region = await keystone.RegionAsync(Host.Address);
        using var cloud = new StockClient(keystone.Address, region, KeystoneFixture.Password, ("mia", "acme"), ("rita", "acme"), ("gus", "globex"));

        (await cloud.RunAsync("mia", "network", "create", "stock", "-f", "value", "-c", "project_id")).Should().Be(keystone.Project("acme"));
        (await cloud.RunAsync("rita", "network", "list", "-f", "value", "-c", "Name")).Split('\n').Should().Contain("stock");
        (await cloud.RunAsync("gus", "network", "list", "-f", "value", "-c", "Name")).Split('\n').Should().NotContain("stock");
        await cloud.Invoking(stock => stock.RunAsync("rita", "network", "delete", "stock")).Should().ThrowAsync<InvalidOperationException>();
    }

    private Task BecomesRefusedAsync(string token) => Eventually.BecomesTrueAsync(
        async _ => (await With(token).GetAsync("networks")).Status == HttpStatusCode.Unauthorized, Patience, CancellationToken.None);

    private async Task<ApiClient> AsAsync(string user, string project) => With(await keystone.TokenAsync(user, project));

    private ApiClient With(string token) => Host.Api.With("X-Auth-Token", token);
}
