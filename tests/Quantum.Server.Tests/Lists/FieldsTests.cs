using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

public abstract class FieldsTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : FieldsTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FieldsTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Repeated_fields_select_attributes_in_lists_and_shows()
    {
        var network = await server.Api.NetworkAsync(name: Unique.Name("net"));

        var shown = await server.Api.GetAsync($"networks/{network.Id()}?fields=name&fields=id");
        var listed = await server.Api.GetAsync($"networks?id={network.Id()}&fields=name&fields=id");

        shown.One.Names().Should().BeEquivalentTo("id", "name");
        listed.Items.Single().GetRawText().Should().Be(shown.One.GetRawText());
    }

    [Theory]
    [InlineData("fields=bogus")]
    [InlineData("fields=id,name")]
    [InlineData("fields=shared_with&fields=NAME")]
    public async Task Unknown_fields_select_nothing_and_are_no_error(string query)
    {
        var network = await server.Api.NetworkAsync();

        var modern = await server.Api.GetAsync($"networks/{network.Id()}?{query}");
        var folsom = await server.Api.InFolsom().GetAsync($"networks/{network.Id()}?{query}");

        modern.Expect(HttpStatusCode.OK).One.GetRawText().Should().Be("{}");
        folsom.Expect(HttpStatusCode.OK).One.GetRawText().Should().Be("{}");
    }

    [Fact]
    public async Task An_empty_field_selects_everything()
    {
        var network = await server.Api.NetworkAsync();

        var answer = await server.Api.GetAsync($"networks/{network.Id()}?fields=");

        answer.One.GetRawText().Should().Be(network.GetRawText());
    }

    [Theory]
    [InlineData("project_id")]
    [InlineData("tenant_id")]
    public async Task Each_name_of_the_owner_selects_itself_only(string field)
    {
        var tenant = Unique.Tenant();
        var network = await server.Api.NetworkAsync(tenant: tenant);

        var answer = await server.Api.GetAsync($"networks/{network.Id()}?fields={field}");

        answer.One.GetRawText().Should().Be($$"""{"{{field}}":"{{tenant}}"}""");
    }

    [Fact]
    public async Task Create_answers_the_whole_object_whatever_fields_say()
    {
        var answer = await server.Api.PostAsync("networks?fields=id", new { network = new { name = "whole" } });

        answer.Expect(HttpStatusCode.Created).One.Text("name").Should().Be("whole");
    }
}
