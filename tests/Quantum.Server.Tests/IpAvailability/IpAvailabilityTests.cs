using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.IpAvailability;

public abstract class IpAvailabilityTests(ServerFixture server)
{
    private const string Path = "network-ip-availabilities";

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : IpAvailabilityTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : IpAvailabilityTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_network_shows_the_addresses_of_its_pools()
    {
        var network = (await Tenant.NetworkAsync("web")).Id();
        var four = (await Tenant.SubnetAsync(network, "10.0.0.0/24", name: "four")).Id();
        var six = (await Tenant.SubnetAsync(network, "2001:db8::/64", ipVersion: 6)).Id();
        await Tenant.PortAsync(network);

        var answer = await server.Api.GetAsync($"{Path}/{network}");

        answer.Expect(HttpStatusCode.OK).Text.Should().Be(
            $$$"""
            {"network_ip_availability":{"network_id":"{{{network}}}","network_name":"web","tenant_id":"{{{_tenant}}}","project_id":"{{{_tenant}}}","subnet_ip_availability":[{"subnet_id":"{{{four}}}","ip_version":4,"cidr":"10.0.0.0/24","subnet_name":"four","used_ips":1,"total_ips":253},{"subnet_id":"{{{six}}}","ip_version":6,"cidr":"2001:db8::/64","subnet_name":"","used_ips":1,"total_ips":18446744073709551613}],"used_ips":2,"total_ips":18446744073709551866}}
            """);
    }

    [Fact]
    public async Task Lists_are_filtered()
    {
        var four = (await Tenant.NetworkAsync("four")).Id();
        await Tenant.SubnetAsync(four, "10.0.0.0/24");
        var six = (await Tenant.NetworkAsync("six")).Id();
        await Tenant.SubnetAsync(six, "2001:db8::/64", ipVersion: 6);
        var bare = (await Tenant.NetworkAsync("bare")).Id();

        (await ListAsync($"tenant_id={_tenant}")).Should().BeEquivalentTo(four, six, bare);
        (await ListAsync($"project_id={_tenant}&ip_version=6")).Should().Equal(six);
        (await ListAsync($"tenant_id={_tenant}&network_name=four&network_name=bare")).Should().BeEquivalentTo(four, bare);
        (await ListAsync($"network_id={bare}")).Should().Equal(bare);
        (await server.Api.GetAsync($"{Path}?network_id={bare}&fields=used_ips")).Items.Single().GetRawText().Should().Be("""{"used_ips":0}""");
    }

    [Fact]
    public async Task It_is_for_administrators()
    {
        var network = (await Tenant.NetworkAsync()).Id();

        (await Tenant.GetAsync(Path)).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
        (await Tenant.GetAsync($"{Path}/{network}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        (await server.Api.GetAsync($"{Path}?colour=red"))
            .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "['colour'] is invalid attribute for filtering");
        (await server.Api.GetAsync($"{Path}?ip_version=six")).Expect(HttpStatusCode.BadRequest);
        (await server.Api.GetAsync($"{Path}/{Unique.Id()}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("NetworkNotFound");
        (await server.Api.PostAsync(Path, "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        (await server.Api.InFolsom().GetAsync(Path)).Expect(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<string>> ListAsync(string query) =>
        [.. (await server.Api.GetAsync($"{Path}?{query}")).Expect(HttpStatusCode.OK).Items.Select(item => item.Text("network_id")!)];
}
