using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routing;

public abstract class DocumentTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : DocumentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : DocumentTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("/", "v2.0/")]
    [InlineData("/folsom/", "folsom/v2.0")]
    [InlineData("/folsom", "folsom/v2.0")]
    public async Task The_version_list_names_version_2(string path, string href)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.OK).Text.Should().Be(
            $$"""{"versions":[{"id":"v2.0","status":"CURRENT","links":[{"rel":"self","href":"{{server.Host.Address}}{{href}}"}]}]}""");
        answer.ContentType.Should().StartWith("application/json");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task The_version_list_answers_any_method(string method)
    {
        var answer = await server.Api.SendAsync(new HttpMethod(method), "/", content: null);

        answer.Expect(HttpStatusCode.OK).Json.Has("versions").Should().BeTrue();
    }

    [Theory]
    [InlineData("/v2.0/", "", "network subnet port subnetpool")]
    [InlineData("/v2.0", "", "network subnet port subnetpool")]
    [InlineData("/folsom/v2.0/", "folsom/", "network subnet port")]
    public async Task The_index_names_the_core_resources(string path, string mount, string names)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.OK).Items
            .Select(item => (item.Text("name"), item.Text("collection"), item.GetProperty("links")[0].Text("rel"), item.GetProperty("links")[0].Text("href")))
            .Should().BeEquivalentTo(
                names.Split(' ').Select(name => (name, $"{name}s", "self", $"{server.Host.Address}{mount}v2.0/{name}s")));
    }

    [Fact]
    public async Task Links_lead_to_where_the_client_came_from()
    {
        var proxied = server.Api.With("X-Forwarded-Proto", "https").With("X-Forwarded-Host", "cloud.example.org");

        var versions = await proxied.GetAsync("/");
        var index = await proxied.InFolsom().GetAsync("");

        versions.Text.Should().Contain("\"https://cloud.example.org/v2.0/\"");
        index.Text.Should().Contain("\"https://cloud.example.org/folsom/v2.0/ports\"");
    }

    [Fact]
    public async Task The_first_of_several_proxies_is_the_clients()
    {
        var answer = await server.Api.With("X-Forwarded-Host", "outer.example.org, inner.example.org").GetAsync("/");

        answer.Text.Should().Contain("\"http://outer.example.org/v2.0/\"");
    }

    [Fact]
    public async Task Page_links_lead_through_the_proxy()
    {
        await server.Api.NetworkAsync();

        var answer = await server.Api.With("X-Forwarded-Proto", "https").With("X-Forwarded-Host", "cloud.example.org:9696")
            .GetAsync("networks?limit=1");

        answer.Json.GetProperty("networks_links")[0].Text("href").Should().StartWith("https://cloud.example.org:9696/v2.0/networks?limit=1&marker=");
    }

    [Fact]
    public async Task The_operator_may_name_the_address_for_links()
    {
        await using var named = await server.StartAnotherAsync("Quantum:LinkPrefix=https://net.example.org/api/");

        var versions = await named.Api.With("X-Forwarded-Host", "ignored.example.org").GetAsync("/");

        versions.Text.Should().Contain("\"https://net.example.org/api/v2.0/\"");
    }

    [Theory]
    [InlineData("project-id")]
    [InlineData("standard-attr-description")]
    [InlineData("standard-attr-timestamp")]
    [InlineData("standard-attr-revisions")]
    [InlineData("revision-if-match")]
    [InlineData("sorting")]
    [InlineData("pagination")]
    [InlineData("filter-validation")]
    [InlineData("empty-string-filtering")]
    public async Task An_extension_of_the_core_resources_is_listed_and_shown(string alias)
    {
        var listed = await server.Api.GetAsync("extensions");
        var shown = await server.Api.GetAsync($"extensions/{alias}");

        var item = listed.Items.Single(item => item.Text("alias") == alias);
        item.Names().Should().BeEquivalentTo("alias", "name", "description", "namespace", "updated", "links");
        shown.Expect(HttpStatusCode.OK).Json.GetProperty("extension").GetRawText().Should().Be(item.GetRawText());
    }

    [Fact]
    public async Task An_extension_that_does_not_exist_is_not_found()
    {
        var answer = await server.Api.GetAsync("extensions/nope");

        answer.Expect(HttpStatusCode.NotFound, "ExtensionNotFound", "Extension with alias nope does not exist");
    }

    [Fact]
    public async Task Clients_of_2012_are_not_told_of_what_they_do_not_get()
    {
        var answer = await server.Api.InFolsom().GetAsync("extensions");

        answer.Expect(HttpStatusCode.OK).Items.Select(item => item.Text("alias")).Should().NotContain("pagination");
    }
}
