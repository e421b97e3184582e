using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SubnetPools;

/// <summary>There is one default pool of each IP version, so these tests stand alone in their class.</summary>
public abstract class DefaultPoolTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : DefaultPoolTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : DefaultPoolTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Subnets_come_from_the_one_default_pool_of_their_version()
    {
        const string Exists = "Invalid input for operation: A default subnetpool for this IP family has already been set. Only one default may exist per IP family.";
        (await Tenant.AskSubnetAsync(new { use_default_subnetpool = true, ip_version = 4 })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad subnets request: No default subnetpool found for IPv4.");

        var racing = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => server.Api.PostAsync(
            "subnetpools",
            new { subnetpool = new { name = "default", prefixes = new[] { $"10.{number}.0.0/16" }, is_default = true, shared = true, default_prefixlen = 24 } })));
        var four = racing.Single(answer => answer.Status == HttpStatusCode.Created).One;
        racing.Where(answer => answer.Status != HttpStatusCode.Created).Should()
            .AllSatisfy(answer => answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", Exists));
        var six = await server.Api.PoolAsync(["2001:db8:5::/48"], new { is_default = true, shared = true });

        var subnet = (await Tenant.AskSubnetAsync(new { use_default_subnetpool = true, ip_version = 4 })).Expect(HttpStatusCode.Created).One;
        subnet.Text("subnetpool_id").Should().Be(four.Id());
        (await Tenant.AskSubnetAsync(new { use_default_subnetpool = true, ip_version = 6 })).One.Text("subnetpool_id").Should().Be(six.Id());
        (await Tenant.AskSubnetAsync(new { use_default_subnetpool = true, cidr = "2001:db8:5:9::/64" })).One.Text("subnetpool_id").Should().Be(six.Id());

        var other = await server.Api.PoolAsync(["10.99.0.0/16"]);
        (await server.Api.PutAsync($"subnetpools/{other.Id()}", new { subnetpool = new { is_default = true } }))
            .Expect(HttpStatusCode.BadRequest, "InvalidInput", Exists);
        await server.Api.ChangeAsync("subnetpool", four.Id(), new { is_default = false });
        (await server.Api.ChangeAsync("subnetpool", other.Id(), new { is_default = true })).Raw("is_default").Should().Be("true");
        (await Tenant.AskSubnetAsync(new { use_default_subnetpool = true, ip_version = 4 })).Expect(
            HttpStatusCode.BadRequest, "BadRequest", "Bad subnets request: No default subnetpool found for IPv4.");
    }
}
