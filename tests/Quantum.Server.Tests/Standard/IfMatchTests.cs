using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Standard;

/// <summary>The header <c>If-Match: revision_number=N</c>.</summary>
public abstract class IfMatchTests(ServerFixture server)
{
    private static readonly object Renamed = new { network = new { name = "renamed" } };

    public sealed class OnSqlite(ServerOnSqlite server) : IfMatchTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : IfMatchTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("revision_number=1")]
    [InlineData("\"revision_number=1\"")]
    [InlineData("'revision_number=1'")]
    public async Task The_present_revision_lets_a_change_pass(string condition)
    {
        var network = await server.Api.NetworkAsync();

        (await Conditional(condition).PutAsync($"networks/{network.Id()}", Renamed)).Expect(HttpStatusCode.OK).One.Text("name").Should().Be("renamed");
    }

    [Theory]
    [InlineData("revision_number=0")]
    [InlineData("revision_number=2")]
    [InlineData("\"revision_number=7\"")]
    public async Task Another_revision_stops_a_change(string condition)
    {
        var network = await server.Api.NetworkAsync();

        var answer = await Conditional(condition).PutAsync($"networks/{network.Id()}", Renamed);

        answer.Expect(HttpStatusCode.PreconditionFailed).ErrorType.Should().Be("RevisionNumberConstraintFailed");
        (await server.Api.ShowAsync("network", network.Id())).Text("name").Should().BeEmpty();
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    public async Task A_stale_revision_stops_a_deletion_and_the_present_one_lets_it_pass(string resource)
    {
        var network = await server.Api.NetworkAsync();
        Func<Task<JsonElement>> create = resource switch
        {
            "network" => () => Task.FromResult(network),
            "subnet" => () => server.Api.SubnetAsync(network.Id()),
            _ => () => server.Api.PortAsync(network.Id()),
        };
        var created = await create();
        await server.Api.ChangeAsync(resource, created.Id(), new { name = "second" });

        (await Conditional("revision_number=1").DeleteAsync($"{resource}s/{created.Id()}")).Expect(
            HttpStatusCode.PreconditionFailed, "RevisionNumberConstraintFailed", "Constrained to 1, but current revision is 2");
        (await Conditional("revision_number=2").DeleteAsync($"{resource}s/{created.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("revision_number=x")]
    [InlineData("revision_number=")]
    [InlineData("revision_number=-1")]
    [InlineData("revision_number=99999999999")]
    [InlineData("revision_number=1,revision_number=2")]
    public async Task A_revision_that_is_no_number_or_not_one_is_refused(string condition)
    {
        var network = await server.Api.NetworkAsync();

        var answer = await Conditional(condition).PutAsync($"networks/{network.Id()}", Renamed);

        answer.Expect(
            HttpStatusCode.BadRequest,
            "BadRequest",
            "Bad if-match request: Revision number etag must be in the format of revision_number=<int>.");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"5d8c72a5edda8\"")]
    [InlineData("W/\"abc\", \"def\"")]
    public async Task Any_other_condition_is_not_ours(string condition)
    {
        var network = await server.Api.NetworkAsync();

        (await Conditional(condition).PutAsync($"networks/{network.Id()}", Renamed)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Clients_of_2012_know_no_revisions()
    {
        var network = await server.Api.NetworkAsync();

        (await Conditional("revision_number=7").InFolsom().PutAsync($"networks/{network.Id()}", Renamed)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_parallel_callers_with_the_same_revision_one_succeeds()
    {
        var network = await server.Api.NetworkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Conditional("revision_number=1").PutAsync($"networks/{network.Id()}", new { network = new { name = $"name {i}" } })));

        answers.Where(answer => answer.Status == HttpStatusCode.OK).Should().ContainSingle();
        answers.Where(answer => answer.Status == HttpStatusCode.PreconditionFailed).Should().HaveCount(19);
        (await server.Api.ShowAsync("network", network.Id())).Raw("revision_number").Should().Be("2");
    }

    private ApiClient Conditional(string condition) => server.Api.With("If-Match", condition);
}
