using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

/// <summary>Connections come and go while what they connect is deleted; several servers on one database.</summary>
public abstract class RouterRaceTests(ServerFixture server)
{
    private const int Rounds = 6;

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : RouterRaceTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RouterRaceTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("subnet")]
    [InlineData("network")]
    public async Task What_is_connected_is_there(string resource)
    {
        await using var servers = await SeveralServers.StartAsync(server);
        for (var round = 0; round < Rounds; round++)
        {
            var inside = await Tenant.InsideAsync();
            var router = (await Tenant.RouterAsync()).Id();
            var path = resource == "subnet" ? $"subnets/{inside.Subnet}" : $"networks/{inside.Network}";

            var answers = await Task.WhenAll(
                servers.As(0, _tenant).ConnectAsync(router, new { subnet_id = inside.Subnet }),
                servers.As(1, _tenant).DeleteAsync(path),
                servers.As(2, _tenant).InFolsom().DeleteAsync(path));

            DemandTyped(answers);
            var isDeleted = (await Tenant.GetAsync(path)).Status == HttpStatusCode.NotFound;
            isDeleted.Should().Be(answers.Skip(1).Any(answer => answer.Status == HttpStatusCode.NoContent));
            (await Tenant.GetAsync($"ports?device_id={router}")).Items.Should().HaveCount(
                isDeleted || answers[0].Status != HttpStatusCode.OK ? 0 : 1, "a connection needs both ends");
            await Tenant.DisconnectAsync(router, new { subnet_id = inside.Subnet });
            (await Tenant.DeleteAsync($"routers/{router}")).Expect(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task A_router_that_is_connected_is_there()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var external = await server.Api.ExternalAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var inside = await Tenant.InsideAsync();
            var port = (await Tenant.PortAsync(inside.Network)).Id();
            var router = (await Tenant.RouterAsync()).Id();

            var answers = await Task.WhenAll(
                servers.As(0, _tenant).ConnectAsync(router, new { port_id = port }),
                servers.As(1, _tenant).DeleteAsync($"routers/{router}"),
                servers.As(2, _tenant).PutAsync($"routers/{router}", new { router = new { external_gateway_info = new { network_id = external.Network } } }),
                servers.As(0, _tenant).DeleteAsync($"ports/{port}"));

            DemandTyped(answers);
            var isThere = (await Tenant.GetAsync($"routers/{router}")).Status == HttpStatusCode.OK;
            var used = (await server.Api.GetAsync($"ports?device_id={router}")).Items;
            used.Should().HaveCount(isThere ? answers.Count(answer => answer.Status == HttpStatusCode.OK) : 0);
            isThere.Should().Be(answers[1].Status != HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task Connections_that_come_and_go_leave_what_the_last_one_left()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var inside = await Tenant.InsideAsync();
        var router = (await Tenant.RouterAsync()).Id();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => number % 2 == 0
            ? servers.As(number, _tenant).ConnectAsync(router, new { subnet_id = inside.Subnet })
            : servers.As(number, _tenant).DisconnectAsync(router, new { subnet_id = inside.Subnet })));

        DemandTyped(answers);
        var (made, ended) = (Made(answers, 0), Made(answers, 1));
        (await Tenant.GetAsync($"ports?device_id={router}")).Items.Should().HaveCount(made - ended);
    }

    [Fact]
    public async Task A_gateway_that_many_change_is_one()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var places = new[] { await server.Api.ExternalAsync(), await server.Api.ExternalAsync() };
        var router = (await Tenant.RouterAsync()).Id();

        var answers = await Task.WhenAll(Enumerable.Range(0, 18).Select(number => number % 3 == 2
            ? servers.As(number / 3, _tenant).PutAsync($"routers/{router}", """{"router": {"external_gateway_info": {}}}""")
            : servers.As(number / 3, _tenant).PutAsync(
                $"routers/{router}", new { router = new { external_gateway_info = new { network_id = places[number % 3].Network } } })));

        answers.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.OK));
        var shown = await Tenant.ShowAsync("router", router);
        var ports = (await server.Api.GetAsync($"ports?device_id={router}")).Items;
        ports.Select(port => port.Text("network_id")).Should().Equal(
            shown.Raw("external_gateway_info") == "null" ? [] : [shown.GetProperty("external_gateway_info").Text("network_id")]);
    }

    [Fact]
    public async Task An_external_network_with_a_gateway_is_there_and_external()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        for (var round = 0; round < Rounds; round++)
        {
            var external = await server.Api.ExternalAsync();
            var router = (await Tenant.RouterAsync()).Id();

            var answers = await Task.WhenAll(
                servers.As(0, _tenant).PutAsync($"routers/{router}", new { router = new { external_gateway_info = new { network_id = external.Network } } }),
                server.Api.PutAsync($"networks/{external.Network}", """{"network": {"router:external": false}}"""),
                server.Api.DeleteAsync($"networks/{external.Network}"));

            DemandTyped(answers);
            var network = await server.Api.GetAsync($"networks/{external.Network}");
            var hasGateway = (await Tenant.ShowAsync("router", router)).Raw("external_gateway_info") != "null";
            hasGateway.Should().Be(answers[0].Status == HttpStatusCode.OK);
            if (hasGateway)
                network.Expect(HttpStatusCode.OK).One.Raw("router:external").Should().Be("true");
        }
    }

    private static int Made(Answer[] answers, int parity) =>
        answers.Where((answer, number) => number % 2 == parity && answer.Status == HttpStatusCode.OK).Count();

    private static void DemandTyped(IEnumerable<Answer> answers) => answers.Should().AllSatisfy(
        answer => ((int)answer.Status).Should().BeOneOf([200, 204, 400, 404, 409], "the body is {0}", answer.Text));
}
