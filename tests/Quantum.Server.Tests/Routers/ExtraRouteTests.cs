using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

public abstract class ExtraRouteTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : ExtraRouteTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ExtraRouteTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Routes_are_added_once_and_removed_once()
    {
        var router = await ConnectedAsync();

        var added = await Tenant.PutAsync($"routers/{router}/add_extraroutes", Body("10.8.0.0/24", "10.9.0.0/24"));
        var again = await Tenant.PutAsync($"routers/{router}/add_extraroutes", Body("10.9.0.0/24"));
        var removed = await Tenant.PutAsync($"routers/{router}/remove_extraroutes", Body("10.8.0.0/24", "10.7.0.0/24"));

        added.Expect(HttpStatusCode.OK).Json.GetProperty("router").GetProperty("routes").GetArrayLength().Should().Be(2);
        again.Expect(HttpStatusCode.OK).One.Revision().Should().Be(added.One.Revision());
        removed.Expect(HttpStatusCode.OK).One.Raw("routes").Should().Be("""[{"destination":"10.9.0.0/24","nexthop":"20.9.0.9"}]""");
        (await Tenant.ShowAsync("router", router)).GetRawText().Should().Be(removed.One.GetRawText());
    }

    [Fact]
    public async Task Parallel_callers_lose_no_route()
    {
        var router = await ConnectedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 10)
            .Select(number => Tenant.PutAsync($"routers/{router}/add_extraroutes", Body($"10.0.{number}.0/24"))));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        (await Tenant.ShowAsync("router", router)).GetProperty("routes").GetArrayLength().Should().Be(10);
    }

    [Theory]
    [InlineData("{}", "Resource body required")]
    [InlineData("""{"router": {}}""", "Failed to parse request. Required  attribute 'routes' not specified")]
    [InlineData("""{"router": {"routes": 5}}""", "Invalid input for routes. Reason: '5' in not a valid hostroute.")]
    public async Task Routes_of_the_wrong_form_are_refused(string body, string message)
    {
        var router = (await Tenant.RouterAsync()).Id();

        (await Tenant.PutAsync($"routers/{router}/add_extraroutes", body)).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);
    }

    [Fact]
    public async Task A_route_to_nowhere_changes_nothing()
    {
        var router = (await Tenant.RouterAsync()).Id();

        (await Tenant.PutAsync($"routers/{router}/add_extraroutes", Body("10.9.0.0/24"))).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidRoutes");
        (await Tenant.ShowAsync("router", router)).Raw("routes").Should().Be("[]");
    }

    [Fact]
    public async Task Strangers_and_clients_of_2012_find_no_such_action()
    {
        var router = (await Tenant.RouterAsync()).Id();

        (await server.Api.As(Unique.Tenant()).PutAsync($"routers/{router}/add_extraroutes", Body("10.9.0.0/24"))).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().PutAsync($"routers/{router}/add_extraroutes", Body("10.9.0.0/24"))).Expect(HttpStatusCode.NotFound);
    }

    private static object Body(params string[] destinations) =>
        new { router = new { routes = destinations.Select(destination => new { destination, nexthop = "20.9.0.9" }) } };

    private async Task<string> ConnectedAsync()
    {
        var inside = await Tenant.InsideAsync("20.9.0.0/24");
        var router = (await Tenant.RouterAsync()).Id();
        await Tenant.JoinAsync(router, inside.Subnet);
        return router;
    }
}
