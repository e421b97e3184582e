using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routing;

public abstract class RoutingTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : RoutingTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RoutingTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Paths that name nothing, in any profile.</summary>
    public static TheoryData<string> Nowhere =>
    [
        "/v2.0/networks/",
        "/v2.0/Networks",
        "/v2.0/networks.foo",
        "/v2.0/network",
        "/v2.0/unknown",
        "/v2.0/networks/00000000-0000-0000-0000-000000000000/ports",
        "/v2.0/networks/00000000-0000-0000-0000-000000000000/",
        "/v2.0networks",
        "/v2.1/networks",
        "/V2.0/networks",
        "/v2/networks",
        "/networks",
    ];

    /// <summary>Methods that a URL does not have.</summary>
    public static TheoryData<string, string> WrongMethods => new()
    {
        { "PUT", "networks" },
        { "DELETE", "networks" },
        { "PATCH", "networks" },
        { "HEAD", "networks" },
        { "OPTIONS", "networks" },
        { "POST", "networks/00000000-0000-0000-0000-000000000000" },
        { "PATCH", "networks/00000000-0000-0000-0000-000000000000" },
        { "HEAD", "networks/00000000-0000-0000-0000-000000000000" },
        { "TRACE", "ports" },
        { "BREW", "ports" },
    };

    [Theory]
    [MemberData(nameof(Nowhere))]
    public async Task A_path_that_names_nothing_is_a_typed_404_today(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.NotFound, "HTTPNotFound", "The resource could not be found.");
    }

    [Theory]
    [MemberData(nameof(Nowhere))]
    public async Task A_path_that_names_nothing_was_a_page_of_text_in_2012(string path)
    {
        var answer = await server.Api.GetAsync($"/folsom{path}");

        answer.Expect(HttpStatusCode.NotFound).Text.Should().StartWith("404 Not Found\n\nThe resource could not be found.\n\n");
        answer.ContentType.Should().Be("text/plain; charset=UTF-8");
    }

    [Theory]
    [MemberData(nameof(WrongMethods))]
    public async Task A_method_that_a_URL_does_not_have_is_405_today(string method, string path)
    {
        var answer = await server.Api.SendAsync(new HttpMethod(method), path, content: null);

        answer.Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [MemberData(nameof(WrongMethods))]
    public async Task A_method_that_a_URL_does_not_have_was_404_in_2012(string method, string path)
    {
        var answer = await server.Api.InFolsom().SendAsync(new HttpMethod(method), path, content: null);

        answer.Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_405_is_typed()
    {
        var answer = await server.Api.SendAsync(HttpMethod.Patch, "networks", content: null);

        answer.Expect(
            HttpStatusCode.MethodNotAllowed,
            "HTTPMethodNotAllowed",
            "The server could not comply with the request since it is either malformed or otherwise incorrect.");
    }

    [Theory]
    [InlineData("?_method=DELETE")]
    [InlineData("?_method=PUT")]
    public async Task The_query_never_changes_the_method(string query)
    {
        var network = await server.Api.NetworkAsync();

        var answer = await server.Api.GetAsync($"networks/{network.Id()}{query}");

        answer.Expect(HttpStatusCode.OK);
        (await server.Api.ShowAsync("network", network.Id())).Id().Should().Be(network.Id());
    }

    [Theory]
    [InlineData("//v2.0/networks")]
    [InlineData("/v2.0//networks")]
    [InlineData("/v2.0///networks")]
    [InlineData("/folsom//v2.0//networks")]
    public async Task A_doubled_slash_counts_as_one(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.OK).Json.Has("networks").Should().BeTrue();
    }

    [Theory]
    [InlineData("networks.json")]
    [InlineData("networks/{0}.json")]
    [InlineData("extensions.json")]
    public async Task The_suffix_json_names_the_same(string path)
    {
        var network = await server.Api.NetworkAsync();
        var named = string.Format(null, path, network.Id());

        var suffixed = await server.Api.GetAsync(named);
        var plain = await server.Api.GetAsync(named.Replace(".json", "", StringComparison.Ordinal));

        suffixed.Expect(HttpStatusCode.OK).ContentType.Should().Be("application/json");
        suffixed.Text.Should().Be(plain.Text);
    }

    [Fact]
    public async Task Create_update_and_delete_accept_the_suffix_json()
    {
        var created = await server.Api.PostAsync("networks.json", new { network = new { name = "a" } });
        var path = $"networks/{created.Expect(HttpStatusCode.Created).One.Id()}.json";

        (await server.Api.PutAsync(path, new { network = new { name = "b" } })).Expect(HttpStatusCode.OK).One.Text("name").Should().Be("b");
        (await server.Api.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_request_line_of_32_KB_is_read()
    {
        var network = await server.Api.NetworkAsync();
        var query = string.Concat(Enumerable.Range(0, 800).Select(_ => $"&id={Unique.Id()}"));

        var answer = await server.Api.GetAsync($"networks?id={network.Id()}{query}");

        query.Length.Should().BeGreaterThan(31 * 1024);
        answer.Expect(HttpStatusCode.OK).Ids.Should().Equal(network.Id());
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own()
    {
        var first = await server.Api.GetAsync("networks");
        var missing = await server.Api.GetAsync("/nowhere");
        var caller = await server.Api.With("X-Openstack-Request-Id", "req-7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10").GetAsync("networks");

        var ids = new[] { first, missing, caller }.Select(answer => answer.Headers.GetValues("X-Openstack-Request-Id").Single()).ToList();
        ids.Should().OnlyHaveUniqueItems().And.AllSatisfy(id => id.Should().MatchRegex("^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"));
        ids.Should().NotContain("req-7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10");
    }

    [Fact]
    public async Task The_server_does_not_name_its_software()
    {
        var answer = await server.Api.GetAsync("networks");

        answer.Headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task A_header_chooses_the_profile()
    {
        var folsom = await server.Api.With("X-Quantum-Profile", "folsom").GetAsync($"networks/{Unique.Id()}");
        var modern = await server.Api.With("X-Quantum-Profile", "Modern").GetAsync($"networks/{Unique.Id()}");

        folsom.Json.Names().Should().Equal("QuantumError");
        modern.Json.Names().Should().Equal("NeutronError", "QuantumError");
    }

    [Fact]
    public async Task The_mount_prefix_is_stronger_than_the_header()
    {
        var answer = await server.Api.InFolsom().With("X-Quantum-Profile", "modern").GetAsync($"networks/{Unique.Id()}");

        answer.Json.Names().Should().Equal("QuantumError");
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_refused()
    {
        var answer = await server.Api.With("X-Quantum-Profile", "grizzly").GetAsync("networks");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "X-Quantum-Profile must be 'modern' or 'folsom'");
    }

    [Theory]
    [InlineData("modern", 2)]
    [InlineData("folsom", 1)]
    public async Task The_configuration_chooses_the_default_profile(string profile, int errorKeys)
    {
        await using var other = await server.StartAnotherAsync($"Quantum:Profile={profile}");

        var answer = await other.Api.GetAsync($"networks/{Unique.Id()}");

        answer.Json.Names().Should().HaveCount(errorKeys);
    }

    [Theory]
    [InlineData("/folsomish/v2.0/networks")]
    [InlineData("/Folsom/v2.0/networks")]
    [InlineData("/modern/v2.0/networks")]
    public async Task Only_the_exact_prefix_mounts_a_profile(string path)
    {
        var answer = await server.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.NotFound, "HTTPNotFound", "The resource could not be found.");
    }
}
