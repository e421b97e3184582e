using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Identity;

/// <summary>Which tokens are believed, and for what.</summary>
public sealed class TokenTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>, IAsyncLifetime
{
    private FakeKeystone? _keystone;
    private QuantumHost? _host;

    private FakeKeystone Keystone => _keystone!;

    public async Task InitializeAsync()
    {
        _keystone = await FakeKeystone.StartAsync();
        _host = await server.StartAnotherAsync(Keystone.Options);
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await Keystone.DisposeAsync();
    }

    [Theory]
    [InlineData("networks")]
    [InlineData("networks/no-such-network")]
    [InlineData("")]
    [InlineData("extensions")]
    [InlineData("quotas")]
    [InlineData("no-such-resource")]
    public async Task Without_a_token_there_is_only_a_challenge(string path)
    {
        var answer = (await _host!.Api.GetAsync(path)).Expect(HttpStatusCode.Unauthorized);

        answer.Headers.WwwAuthenticate.ToString().Should().Be($"Keystone uri=\"{Keystone.Address}\"");
        answer.ContentType.Should().Be("application/json");
        answer.Text.Should().Be(
            """{"error":{"code":401,"title":"Unauthorized","message":"The request you have made requires authentication."}}""");
        Keystone.Validations.Should().Be(0);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/openapi/v2.json")]
    public async Task Some_documents_need_no_token(string path) => (await _host!.Api.GetAsync(path)).Expect(HttpStatusCode.OK);

    [Theory]
    [InlineData("unknown")]
    [InlineData("two words")]
    [InlineData(" ")]
    [InlineData("../../admin?x=1")]
    public async Task What_is_no_token_of_Keystone_is_refused(string token)
    {
        var answer = await With(token).GetAsync("networks");

        answer.Expect(HttpStatusCode.Unauthorized).Headers.WwwAuthenticate.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Two_tokens_or_an_endless_one_are_refused_without_asking()
    {
        var member = Keystone.Issue("mia", "acme", ["member"]);

        (await With(member).With("X-Auth-Token", member).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await With(new string('x', 20_000)).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        Keystone.Validations.Should().Be(0);
    }

    [Fact]
    public async Task What_a_client_says_about_itself_changes_nothing()
    {
        var member = With(Keystone.Issue("mia", Unique.Tenant(), ["member"]));
        var liar = member.With("X-Roles", "admin").With("X-Role", "admin").With("X-Is-Admin-Project", "True").With("X-User-Id", "root")
            .With("X-Project-Id", "acme").With("X-Tenant-Id", "acme").With("X-Service-Roles", "service").With("X-Identity-Status", "Confirmed");

        var network = await member.NetworkAsync();

        (await liar.ShowAsync("network", network.Id())).Has("provider:network_type").Should().BeFalse();
        (await liar.NetworkAsync()).Text("tenant_id").Should().Be(network.Text("tenant_id"));
        (await liar.PostAsync("networks", new { network = new { shared = true } })).Expect(HttpStatusCode.Forbidden);
        (await _host!.Api.As("acme", "admin").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("member", HttpStatusCode.Created)]
    [InlineData("Member", HttpStatusCode.Created)]
    [InlineData("manager", HttpStatusCode.Created)]
    [InlineData("admin", HttpStatusCode.Created)]
    [InlineData("reader", HttpStatusCode.Forbidden)]
    [InlineData("_member_", HttpStatusCode.Created)]
    public async Task Roles_decide_who_writes(string role, HttpStatusCode status) =>
        (await With(Keystone.Issue("who", Unique.Tenant(), [role])).PostAsync("networks", new { network = new { } })).Expect(status);

    [Theory]
    [InlineData(""", "system": {"all": true}""", "admin", true)]
    [InlineData(""", "system": {"all": true}""", "reader", false)]
    [InlineData(""", "domain": {"id": "default", "name": "Default"}""", "admin", true)]
    [InlineData(""", "domain": {"id": "default", "name": "Default"}""", "member", false)]
    public async Task Outside_of_projects_only_administrators_see_and_write(string scope, string role, bool isAdmin)
    {
        var tenant = Unique.Tenant();
        var network = await With(Keystone.Issue("mia", tenant, ["member"])).NetworkAsync();
        var outsider = With(Keystone.Issue("ops", roles: [role], more: scope));

        var shown = await outsider.GetAsync($"networks/{network.Id()}");
        var created = await outsider.PostAsync("networks", new { network = new { tenant_id = tenant } });

        shown.Expect(isAdmin ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        (created.Status == HttpStatusCode.Created).Should().Be(isAdmin, created.Text);
        ((int)created.Status).Should().BeLessThan(500);
    }

    [Fact]
    public async Task An_expired_token_is_refused_also_from_the_cache()
    {
        var token = Keystone.Issue("mia", "acme", ["member"], TimeSpan.FromSeconds(3));
        (await With(token).GetAsync("networks")).Expect(HttpStatusCode.OK);

        await TestSupport.Eventually.BecomesTrueAsync(
            async _ => (await With(token).GetAsync("networks")).Status == HttpStatusCode.Unauthorized,
            TimeSpan.FromSeconds(30),
            CancellationToken.None);

        Keystone.Validations.Should().Be(1);
    }

    [Theory]
    [InlineData("service", false, true)]
    [InlineData("service", true, true)]
    [InlineData("member", false, false)]
    [InlineData("member", true, false)]
    public async Task A_service_needs_its_role_and_may_pass_on_expired_tokens(string role, bool isExpired, bool isAccepted)
    {
        var user = Keystone.Issue("mia", "acme", ["member"], isExpired ? TimeSpan.FromMinutes(-5) : null);
        var service = Keystone.Issue("nova", "service", [role]);

        var answer = await With(user).With("X-Service-Token", service).GetAsync("networks");

        answer.Expect(isAccepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        (await With(user).GetAsync("networks")).Expect(isExpired ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invalid_or_expired_service_token_spoils_the_request()
    {
        var user = With(Keystone.Issue("mia", "acme", ["member"]));

        (await user.With("X-Service-Token", "nonsense").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await user.With("X-Service-Token", Keystone.Issue("nova", "service", ["service"], TimeSpan.FromSeconds(-1))).GetAsync("networks"))
            .Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_service_does_not_lend_its_roles_to_the_user()
    {
        var user = With(Keystone.Issue("mia", Unique.Tenant(), ["reader"]));
        var service = Keystone.Issue("nova", "service", ["admin", "service"]);

        (await user.With("X-Service-Token", service).PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Roles_of_service_tokens_can_be_others_and_optional()
    {
        await using var host = await server.StartAnotherAsync(
            [.. Keystone.Options, "Quantum:Keystone:ServiceTokenRoles=glue, tape", "Quantum:Keystone:ServiceTokenRolesRequired=false"]);
        var expired = Keystone.Issue("mia", "acme", ["member"], TimeSpan.FromMinutes(-5));
        var user = host.Api.With("X-Auth-Token", Keystone.Issue("mia", "acme", ["member"]));
        var late = host.Api.With("X-Auth-Token", expired);

        (await user.With("X-Service-Token", Keystone.Issue("nova", "service", ["service"])).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await late.With("X-Service-Token", Keystone.Issue("nova", "service", ["service"])).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await late.With("X-Service-Token", Keystone.Issue("nova", "service", ["tape"])).GetAsync("networks")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v2.0/networks", HttpStatusCode.OK)]
    [InlineData("/v2.0/*", HttpStatusCode.OK)]
    [InlineData("/v2.0/{resource}", HttpStatusCode.OK)]
    [InlineData("/**", HttpStatusCode.OK)]
    [InlineData("/v2.0/network", HttpStatusCode.Unauthorized)]
    [InlineData("/*", HttpStatusCode.Unauthorized)]
    [InlineData("/v2.0/networks/*", HttpStatusCode.Unauthorized)]
    [InlineData("/v2.0/n.tworks", HttpStatusCode.Unauthorized)]
    public async Task Access_rules_limit_a_token_to_paths(string path, HttpStatusCode status)
    {
        var token = Restricted($$"""[{"id": "1", "service": "network", "method": "GET", "path": "{{path}}"}]""");

        (await With(token).GetAsync("networks")).Expect(status);
        (await With(token).With("X-Service-Token", Keystone.Issue("nova", "service", ["service"])).GetAsync("networks")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_with_an_empty_list_of_access_rules_is_good_for_nothing() =>
        (await With(Restricted("[]")).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Clients_of_2012_are_identified_alike()
    {
        var tenant = Unique.Tenant();
        var old = _host!.Api.InFolsom();

        (await old.GetAsync("networks")).Expect(HttpStatusCode.Unauthorized).Headers.WwwAuthenticate.Should().NotBeEmpty();
        (await old.With("X-Storage-Token", Keystone.Issue("mia", tenant, ["Member"])).NetworkAsync()).Text("tenant_id").Should().Be(tenant);
    }

    private string Restricted(string rules) => Keystone.Issue(
        "mia", "acme", ["member"], more: $$$""", "application_credential": {"id": "c", "name": "c", "restricted": true, "access_rules": {{{rules}}}}""");

    private ApiClient With(string token) => _host!.Api.With("X-Auth-Token", token);
}
