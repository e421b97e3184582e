using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.FloatingIps;

/// <summary>Several servers on one database, asked at the same time.</summary>
public abstract class FloatingIpRaceTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : FloatingIpRaceTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FloatingIpRaceTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Every_address_is_given_once_until_none_is_left()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var external = await server.Api.ExternalAsync("198.51.100.0/26");
        var body = new { floatingip = new { floating_network_id = external.Network } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 72).Select(number => servers.As(number, _tenant).PostAsync("floatingips", body)));

        var taken = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.One).ToList();
        taken.Select(floatingIp => floatingIp.Text("floating_ip_address")).Should().OnlyHaveUniqueItems().And.HaveCount(61);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should().HaveCount(11).And.AllSatisfy(
            answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("IpAddressGenerationFailure"));
        (await Tenant.GetAsync("floatingips")).Items.Should().HaveCount(61);
        (await server.Api.GetAsync($"ports?network_id={external.Network}")).Items.Should().HaveCount(61);
    }

    [Fact]
    public async Task Addresses_given_back_are_given_again()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var external = await server.Api.ExternalAsync("198.51.100.0/28");
        async Task<Answer> TakeAndReturnAsync(ApiClient caller)
        {
            var answer = await caller.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network } });
            if (answer.Status == HttpStatusCode.Created)
                (await caller.DeleteAsync($"floatingips/{answer.One.Id()}")).Expect(HttpStatusCode.NoContent);
            return answer;
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 48).Select(number => TakeAndReturnAsync(servers.As(number, _tenant))));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.Created || answer.Status == HttpStatusCode.Conflict);
        (await Tenant.GetAsync("floatingips")).Items.Should().BeEmpty();
        (await server.Api.DeleteAsync($"networks/{external.Network}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_floating_IPs_for_one_address_one_gets_it(bool isNew)
    {
        await using var servers = await SeveralServers.StartAsync(server);
        var (external, port) = await SetAsync();
        var free = isNew ? [] : await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network })));

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(number => isNew
            ? servers.As(number, _tenant).PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network, port_id = port.Id() } })
            : servers.As(number, _tenant).PutAsync($"floatingips/{free[number].Id()}", new { floatingip = new { port_id = port.Id() } })));

        var winner = answers.Where(answer => (int)answer.Status < 300).Should().ContainSingle().Which.One;
        answers.Where(answer => (int)answer.Status >= 300).Should().AllSatisfy(
            answer => answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("FloatingIPPortAlreadyAssociated"));
        (await Tenant.GetAsync($"floatingips?port_id={port.Id()}")).Ids.Should().Equal(winner.Id());
        (await Tenant.GetAsync("floatingips")).Items.Should().HaveCount(isNew ? 1 : 9, "what was refused holds no address");
    }

    [Fact]
    public async Task A_floating_IP_leads_to_a_port_that_is_there_by_a_router_that_leads_there()
    {
        await using var servers = await SeveralServers.StartAsync(server);
        for (var round = 0; round < 4; round++)
        {
            var (external, port) = await SetAsync();
            var router = (await Tenant.GetAsync("routers")).Ids[^1];
            var subnet = port.GetProperty("fixed_ips")[0].Text("subnet_id")!;
            var floatingIp = await Tenant.CreateAsync("floatingip", new { floating_network_id = external.Network });

            var answers = await Task.WhenAll(
                servers.As(0, _tenant).PutAsync($"floatingips/{floatingIp.Id()}", new { floatingip = new { port_id = port.Id() } }),
                servers.As(1, _tenant).DisconnectAsync(router, new { subnet_id = subnet }),
                servers.As(2, _tenant).PutAsync($"routers/{router}", """{"router": {"external_gateway_info": null}}"""),
                servers.As(3, _tenant).DeleteAsync($"ports/{port.Id()}"));

            answers.Should().AllSatisfy(answer => ((int)answer.Status).Should().BeOneOf([200, 204, 404, 409], "the body is {0}", answer.Text));
            (await Tenant.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
            var left = await Tenant.ShowAsync("floatingip", floatingIp.Id());
            (left.Raw("port_id"), left.Raw("router_id"), left.Text("status")).Should().Be(("null", "null", "DOWN"));
            await Tenant.DisconnectAsync(router, new { subnet_id = subnet });
            (await Tenant.DeleteAsync($"routers/{router}")).Expect(HttpStatusCode.NoContent);
        }
    }

    private async Task<(Place External, JsonElement Port)> SetAsync()
    {
        var external = await server.Api.ExternalAsync();
        var inside = await Tenant.InsideAsync();
        var router = await Tenant.RouterAsync(external.Network);
        await Tenant.JoinAsync(router.Id(), inside.Subnet);
        return (external, await Tenant.PortAsync(inside.Network));
    }
}
