using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

/// <summary>As many parameters as a request line holds.</summary>
public abstract class RepeatedParameterTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : RepeatedParameterTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RepeatedParameterTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_sort_key_that_comes_again_decides_nothing()
    {
        var mark = Unique.Name("mark");
        var first = await server.Api.NetworkAsync("a", more: new { description = mark });
        var second = await server.Api.NetworkAsync("b", more: new { description = mark });
        var keys = Repeat("sort_key=name&sort_dir=asc", 1) + "&" + Repeat("sort_key=name&sort_dir=desc", 1900);

        var answer = await server.Api.GetAsync($"networks?description={mark}&limit=5&marker={first.Id()}&{keys}");

        answer.Expect(HttpStatusCode.OK).Ids.Should().Equal(second.Id());
    }

    [Fact]
    public async Task A_moment_may_be_asked_for_again_and_again()
    {
        var network = await server.Api.NetworkAsync();
        var moments = Repeat($"created_at={network.Text("created_at")}", 1900);

        var answer = await server.Api.GetAsync($"networks?id={network.Id()}&{moments}");

        answer.Expect(HttpStatusCode.OK).Ids.Should().Equal(network.Id());
    }

    [Fact]
    public async Task As_many_moments_as_a_condition_can_hold_are_answered()
    {
        var answer = await server.Api.GetAsync($"networks?{Minutes("created_at", 500)}&{Minutes("updated_at", 500)}");

        answer.Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task More_moments_than_a_condition_can_hold_are_refused()
    {
        var answer = await server.Api.GetAsync($"networks?{Minutes("created_at", 501)}");

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: more than 500 times are asked for.");
    }

    private static string Minutes(string parameter, int count) =>
        string.Join('&', Enumerable.Range(0, count).Select(minute => $"{parameter}=2001-01-01T{minute / 60:00}:{minute % 60:00}Z"));

    private static string Repeat(string parameter, int times) => string.Join('&', Enumerable.Repeat(parameter, times));
}
