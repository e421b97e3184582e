using System.Net;
using System.Text;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Identity;

/// <summary>The built-in identity service and the tokens that it issues.</summary>
public abstract class BuiltinTests(ServerFixture server) : IAsyncLifetime
{
    private QuantumHost? _host;

    public sealed class OnSqlite(ServerOnSqlite server) : BuiltinTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : BuiltinTests(server), IClassFixture<ServerOnPostgres>;

    private QuantumHost Host => _host!;

    public async Task InitializeAsync() => _host = await server.StartAnotherAsync(BuiltinCloud.Options);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    [Fact]
    public async Task Roles_in_projects_decide_what_a_user_does()
    {
        var (mia, rita, gus, root) = (await AsAsync("mia", "acme"), await AsAsync("rita", "acme"), await AsAsync("gus", "globex"), await AsAsync("root", "admin"));

        var network = await mia.NetworkAsync();

        (await rita.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.OK);
        (await rita.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.Forbidden);
        (await gus.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
        (await root.ShowAsync("network", network.Id())).Has("provider:network_type").Should().BeTrue();
        (await Host.Api.As("acme", "admin").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_describes_its_owner_and_has_a_catalogue()
    {
        var answer = (await LogInAsync(Host.Api, "mia", "acme")).Expect(HttpStatusCode.Created);

        var token = answer.One;
        token.GetProperty("user").Text("name").Should().Be("mia");
        token.GetProperty("project").GetProperty("domain").Text("name").Should().Be("Default");
        token.GetProperty("roles").EnumerateArray().Select(role => role.Text("name")).Should().Equal("member", "reader");
        var network = token.GetProperty("catalog").EnumerateArray().Single(service => service.Text("type") == "network");
        network.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.Text("interface")).Should().Equal("public", "internal", "admin");
        network.GetProperty("endpoints")[0].Text("url").Should().Be(Host.Address.ToString().TrimEnd('/'));
        DateTimeOffset.Parse(token.Text("expires_at")!).Should().BeCloseTo(TimeProvider.System.GetUtcNow().AddHours(1), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("mia", "wrong", "acme")]
    [InlineData("nobody", "secret", "acme")]
    [InlineData("mia", "secret", "globex")]
    [InlineData("mia", "secret", "nowhere")]
    [InlineData("mia", "", "acme")]
    public async Task Who_does_not_belong_gets_no_token(string user, string password, string project)
    {
        var answer = await LogInAsync(Host.Api, user, project, password);

        answer.Expect(HttpStatusCode.Unauthorized).Headers.WwwAuthenticate.ToString()
            .Should().Be($"Keystone uri=\"{Host.Address}identity\"");
        answer.Headers.Contains("X-Subject-Token").Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"auth": null}""")]
    [InlineData("""{"auth": {"identity": {"methods": []}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["password"]}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "mia"}}}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": 7, "password": true}}}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["oauth"]}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["token"], "token": {"id": "x"}}, "scope": {"project": 7}}}""")]
    [InlineData("""{"auth": {"identity": {"methods": ["token"], "token": {"id": "x"}}, "scope": {"system": {"all": true}}}}""")]
    public async Task A_malformed_request_for_a_token_is_refused(string body)
    {
        var answer = await Host.Api.PostAsync("/identity/v3/auth/tokens", body);

        answer.Expect(HttpStatusCode.BadRequest).One.Text("title").Should().Be("Bad Request");
    }

    [Fact]
    public async Task A_token_without_a_project_becomes_one_for_a_project()
    {
        var unscoped = Token(await LogInAsync(Host.Api, "mia", project: null));

        var scoped = await Host.Api.PostAsync(
            "/identity/v3/auth/tokens",
            $$"""{"auth": {"identity": {"methods": ["token"], "token": {"id": "{{unscoped}}"} }, "scope": {"project": {"name": "acme", "domain": {"id": "default"} } } } }""");

        (await Host.Api.With("X-Auth-Token", unscoped).PostAsync("networks", new { network = new { } })).Status
            .Should().BeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden);
        (await Host.Api.With("X-Auth-Token", Token(scoped)).PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.Created);
        scoped.One.Text("expires_at").Should().Be((await DescribeAsync(unscoped)).One.Text("expires_at"));
    }

    [Fact]
    public async Task Tokens_are_described_and_revoked()
    {
        var token = Token(await LogInAsync(Host.Api, "mia", "acme"));
        var mia = Host.Api.With("X-Auth-Token", token);
        var gus = await AsAsync("gus", "globex");

        (await DescribeAsync(token)).Expect(HttpStatusCode.OK).One.GetProperty("user").Text("name").Should().Be("mia");
        (await mia.With("X-Subject-Token", token).SendAsync(HttpMethod.Head, "/identity/v3/auth/tokens", null)).Expect(HttpStatusCode.OK).Text
            .Should().BeEmpty();
        (await gus.With("X-Subject-Token", token).GetAsync("/identity/v3/auth/tokens")).Expect(HttpStatusCode.NotFound);
        (await gus.With("X-Subject-Token", token).DeleteAsync("/identity/v3/auth/tokens")).Expect(HttpStatusCode.NotFound);
        (await mia.With("X-Subject-Token", token).DeleteAsync("/identity/v3/auth/tokens")).Expect(HttpStatusCode.NoContent);

        (await mia.GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await mia.GetAsync("/identity/v3/auth/projects")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_was_touched_or_that_another_process_made_is_refused()
    {
        var token = Token(await LogInAsync(Host.Api, "mia", "acme"));
        await using var other = await server.StartAnotherAsync(BuiltinCloud.Options);

        var touched = token[..30] + (token[30] == 'A' ? 'B' : 'A') + token[31..];

        (await Host.Api.With("X-Auth-Token", touched).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await other.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Tokens_survive_a_restart_when_the_key_does()
    {
        var folder = Path.Combine(Path.GetTempPath(), Unique.Name("quantum-keys"));
        string[] options = [.. BuiltinCloud.Options, $"Quantum:Builtin:KeyFolder={folder}"];
        string token;
        await using (var first = await server.StartAnotherAsync(options))
            token = Token(await LogInAsync(first.Api, "mia", "acme"));

        await using var second = await server.StartAnotherAsync(options);

        (await second.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.OK);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_token_ends_when_its_time_is_over()
    {
        await using var host = await server.StartAnotherAsync([.. BuiltinCloud.Options, "Quantum:Builtin:TokenLifetime=3"]);
        var mia = host.Api.With("X-Auth-Token", Token(await LogInAsync(host.Api, "mia", "acme")));
        (await mia.GetAsync("networks")).Expect(HttpStatusCode.OK);

        await Eventually.BecomesTrueAsync(
            async _ => (await mia.GetAsync("networks")).Status == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    [Fact]
    public async Task Administrators_look_everybody_up_and_others_themselves()
    {
        var (mia, root) = (await AsAsync("mia", "acme"), await AsAsync("root", "admin"));

        (await root.GetAsync("/identity/v3/projects")).Items.Select(project => project.Text("name")).Should().BeEquivalentTo("admin", "acme", "globex");
        (await root.GetAsync("/identity/v3/projects?name=acme")).Items.Should().ContainSingle();
        (await root.GetAsync("/identity/v3/users")).Items.Should().HaveCount(4);
        (await mia.GetAsync("/identity/v3/projects")).Items.Select(project => project.Text("name")).Should().Equal("acme");
        (await mia.GetAsync("/identity/v3/auth/projects")).Items.Select(project => project.Text("name")).Should().Equal("acme");
        var users = (await mia.GetAsync("/identity/v3/users")).Items;
        users.Select(user => user.Text("name")).Should().Equal("mia");
        (await mia.GetAsync($"/identity/v3/users/{users[0].Id()}")).Expect(HttpStatusCode.OK);
        var globex = (await root.GetAsync("/identity/v3/projects?name=globex")).Ids[0];
        (await mia.GetAsync($"/identity/v3/projects/{globex}")).Expect(HttpStatusCode.NotFound);
        (await Host.Api.GetAsync("/identity/v3/users")).Expect(HttpStatusCode.Unauthorized);
        (await mia.GetAsync("/identity/v3/no-such-thing")).Expect(HttpStatusCode.NotFound).One.Text("title").Should().Be("Not Found");
    }

    [Fact]
    public async Task A_client_finds_its_way_from_the_root_as_gophercloud_does()
    {
        using var http = new HttpClient();

        // Choose a version, log in there, take the endpoint from the catalogue, go on below its v2.0.
        using var versions = await http.GetAsync(new Uri(Host.Address, "/identity/"));
        versions.StatusCode.Should().Be(HttpStatusCode.MultipleChoices);
        var version = JsonElement.Parse(await versions.Content.ReadAsStringAsync()).GetProperty("versions").GetProperty("values")[0];
        version.Text("id").Should().StartWith("v3");
        version.Text("status").Should().Be("stable");
        var identity = new Uri(version.GetProperty("links")[0].Text("href")!);
        using var body = new StringContent(Body("mia", "acme", "secret"), Encoding.UTF8, "application/json");
        using var login = await http.PostAsync(new Uri(identity, "auth/tokens"), body);
        login.StatusCode.Should().Be(HttpStatusCode.Created);
        var catalogue = JsonElement.Parse(await login.Content.ReadAsStringAsync()).GetProperty("token").GetProperty("catalog");
        var endpoint = catalogue.EnumerateArray().Single(service => service.Text("type") == "network").GetProperty("endpoints").EnumerateArray()
            .Single(each => each.Text("interface") == "public" && each.Text("region") == "RegionOne").Text("url");
        http.DefaultRequestHeaders.Add("X-Auth-Token", login.Headers.GetValues("X-Subject-Token"));
        using var networks = await http.GetAsync(new Uri($"{endpoint}/v2.0/networks"));

        networks.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_openstack_command_works_against_the_one_process()
    {
        using var cloud = new StockClient(new Uri(Host.Address, "/identity/v3"), "RegionOne", "secret", ("mia", "acme"), ("gus", "globex"), ("root", "admin"));

        await cloud.RunAsync("mia", "network", "create", "stock");
        (await cloud.RunAsync("mia", "network", "list", "-f", "value", "-c", "Name")).Split('\n').Should().Contain("stock");
        (await cloud.RunAsync("gus", "network", "list", "-f", "value", "-c", "Name")).Split('\n').Should().NotContain("stock");
        await cloud.RunAsync("root", "network", "create", "--project", "globex", "given");
        (await cloud.RunAsync("gus", "network", "list", "-f", "value", "-c", "Name")).Split('\n').Should().Contain("given");
        (await cloud.RunAsync("mia", "catalog", "list", "-f", "value", "-c", "Type")).Split('\n').Should().BeEquivalentTo("network", "identity");
    }

    private async Task<ApiClient> AsAsync(string user, string project) =>
        Host.Api.With("X-Auth-Token", Token((await LogInAsync(Host.Api, user, project)).Expect(HttpStatusCode.Created)));

    private Task<Answer> DescribeAsync(string token) =>
        Host.Api.With("X-Auth-Token", token).With("X-Subject-Token", token).GetAsync("/identity/v3/auth/tokens");

    private static Task<Answer> LogInAsync(ApiClient api, string user, string? project, string password = "secret") =>
        api.PostAsync("/identity/v3/auth/tokens", Body(user, project, password));

    private static string Body(string user, string? project, string password)
    {
        var scope = project is null ? "\"unscoped\"" : $$"""{"project": {"name": "{{project}}", "domain": {"name": "Default"} } }""";
        return $$"""
            {"auth": {"identity": {"methods": ["password"], "password":
                {"user": {"name": "{{user}}", "domain": {"name": "Default"}, "password": "{{password}}"} } }, "scope": {{scope}} } }
            """;
    }

    private static string Token(Answer answer) => answer.Headers.GetValues("X-Subject-Token").Single();
}
