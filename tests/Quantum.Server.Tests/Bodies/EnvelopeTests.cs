using System.Net;
using Quantum.Server.Tests.Errors;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Bodies;

public abstract class EnvelopeTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : EnvelopeTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : EnvelopeTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Bodies in which there is no network.</summary>
    public static TheoryData<string, string> Envelopes => new()
    {
        { "", "Resource body required" },
        { " \r\n\t", "Resource body required" },
        { "null", "Resource body required" },
        { "{}", "Resource body required" },
        { "[]", "Resource body required" },
        { "[{}]", "Resource body must be a JSON object" },
        { "\"network\"", "Resource body must be a JSON object" },
        { "5", "Resource body must be a JSON object" },
        { "true", "Resource body must be a JSON object" },
        { """{"port": {}}""", "Unable to find 'network' in request body" },
        { """{"Network": {}}""", "Unable to find 'network' in request body" },
        { """{"network": null}""", "Unable to find 'network' in request body" },
        { """{"network": []}""", "Unable to find 'network' in request body" },
        { """{"network": [{}]}""", "Unable to find 'network' in request body" },
        { """{"network": "web"}""", "Unable to find 'network' in request body" },
        { """{"network": 1}""", "Unable to find 'network' in request body" },
    };

    /// <summary>Lists in which there are no networks.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        { """{"networks": []}""", "Resources required" },
        { """{"networks": {}}""", "Resources required" },
        { """{"networks": null}""", "Resources required" },
        { """{"networks": "web"}""", "Resources required" },
        { """{"networks": [null]}""", "Unable to find 'network' in request body" },
        { """{"networks": ["web"]}""", "Unable to find 'network' in request body" },
        { """{"networks": [{"tenant_id": "t"}, 5]}""", "Unable to find 'network' in request body" },
        { """{"networks": [[{"tenant_id": "t"}]]}""", "Unable to find 'network' in request body" },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    [MemberData(nameof(Lists))]
    public async Task Create_from_a_body_without_the_resource_is_refused(string body, string message)
    {
        var refusal = new Refusal(HttpStatusCode.BadRequest, "HTTPBadRequest", message);

        await refusal.DemandAsync(api => api.PostAsync("networks", body), server.Api);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    [InlineData("""{"networks": [{}]}""", "Unable to find 'network' in request body")]
    public async Task Update_from_a_body_without_the_resource_is_refused(string body, string message)
    {
        var network = await server.Api.NetworkAsync();
        var refusal = new Refusal(HttpStatusCode.BadRequest, "HTTPBadRequest", message);

        await refusal.DemandAsync(api => api.PutAsync($"networks/{network.Id()}", body), server.Api);
    }

    [Fact]
    public async Task An_object_without_attributes_is_a_network()
    {
        var answer = await server.Api.PostAsync("networks", """{"network": {}}""");

        answer.Expect(HttpStatusCode.Created).One.Text("name").Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_is_answered_with_a_list_in_its_order()
    {
        const string Body = """{"networks": [{"name": "bare"}, {"network": {"name": "wrapped"}}, {"name": "last"}]}""";

        var answer = await server.Api.PostAsync("networks", Body);

        answer.Expect(HttpStatusCode.Created).Json.Names().Should().Equal("networks");
        answer.Items.Select(item => item.Text("name")).Should().Equal("bare", "wrapped", "last");
    }

    [Fact]
    public async Task A_list_of_one_is_answered_with_a_list()
    {
        var answer = await server.Api.PostAsync("networks", """{"networks": [{"name": "only"}]}""");

        answer.Expect(HttpStatusCode.Created).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task The_plural_key_wins()
    {
        var answer = await server.Api.PostAsync("networks", """{"network": {"name": "single"}, "networks": [{"name": "listed"}]}""");

        answer.Expect(HttpStatusCode.Created).Items.Single().Text("name").Should().Be("listed");
    }

    [Fact]
    public async Task A_list_with_one_bad_item_creates_nothing()
    {
        var mark = Unique.Name("mark");
        var good = new { description = mark };
        object bad = new { description = mark, admin_state_up = "perhaps" };

        var answer = await server.Api.PostAsync("networks", new { networks = new[] { good, bad } });

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: 'perhaps' is not boolean.");
        (await server.Api.GetAsync($"networks?description={mark}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_that_fails_in_its_last_step_creates_nothing()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.SubnetAsync(network.Id(), cidr: "10.7.0.0/30");
        var port = new { network_id = network.Id() };

        var answer = await server.Api.PostAsync("ports", new { ports = new[] { port, port } });

        answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressGenerationFailure");
        (await server.Api.GetAsync($"ports?network_id={network.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Lists_can_be_switched_off()
    {
        await using var single = await server.StartAnotherAsync("Quantum:AllowBulk=false");
        var refusal = new Refusal(HttpStatusCode.BadRequest, "HTTPBadRequest", "Bulk operation not supported");

        await refusal.DemandAsync(api => api.PostAsync("networks", """{"networks": [{"tenant_id": "t"}]}"""), single.Api);
    }

    [Fact]
    public async Task An_update_without_attributes_changes_nothing()
    {
        var network = await server.Api.NetworkAsync(name: "still");

        var changed = await server.Api.ChangeAsync("network", network.Id(), new { });

        changed.GetRawText().Should().Be(network.GetRawText());
    }

    [Theory]
    [InlineData("""{"network": {"colour": "red"}}""", "colour")]
    [InlineData("""{"network": {"colour": "red", "name": "a", "size": 5}}""", "colour, size")]
    [InlineData("""{"network": {"NAME": "a"}}""", "NAME")]
    [InlineData("""{"networks": [{"name": "a"}, {"colour": "red"}]}""", "colour")]
    public async Task Attributes_that_no_table_knows_are_named(string body, string names)
    {
        var answer = await server.Api.PostAsync("networks", body);

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Unrecognized attribute(s) '{names}'");
    }

    [Fact]
    public async Task Both_names_of_the_owner_may_be_sent_when_they_agree()
    {
        var answer = await server.Api.PostAsync("networks", new { network = new { tenant_id = "t", project_id = "t" } });

        answer.Expect(HttpStatusCode.Created).One.Text("tenant_id").Should().Be("t");
        answer.One.Text("project_id").Should().Be("t");
    }

    [Fact]
    public async Task Both_names_of_the_owner_must_agree()
    {
        var answer = await server.Api.PostAsync("networks", new { network = new { tenant_id = "t", project_id = "p" } });

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "'project_id' and 'tenant_id' do not match");
    }

    [Fact]
    public async Task The_owner_may_be_sent_by_its_new_name_alone()
    {
        var tenant = Unique.Tenant();

        var network = await server.Api.NetworkAsync(more: new { project_id = tenant });

        network.Text("tenant_id").Should().Be(tenant);
    }

    [Fact]
    public async Task Bodies_of_reads_and_deletes_are_ignored()
    {
        var network = await server.Api.NetworkAsync();

        var shown = await server.Api.SendAsync(HttpMethod.Get, $"networks/{network.Id()}", new StringContent("{{"));
        var deleted = await server.Api.SendAsync(HttpMethod.Delete, $"networks/{network.Id()}", new StringContent("{{"));

        shown.Expect(HttpStatusCode.OK);
        deleted.Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        deleted.ContentType.Should().BeNull();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-8")]
    public async Task A_body_is_read_as_JSON_whatever_its_type_says(string type)
    {
        var content = new StringContent("""{"network": {"name": "typed"}}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await server.Api.SendAsync(HttpMethod.Post, "networks", content);

        answer.Expect(HttpStatusCode.Created).One.Text("name").Should().Be("typed");
    }
}
