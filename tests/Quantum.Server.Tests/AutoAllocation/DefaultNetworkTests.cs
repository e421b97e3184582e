using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.AutoAllocation;

/// <summary>There is one default external network, so one test says all.</summary>
public abstract class DefaultNetworkTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : DefaultNetworkTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : DefaultNetworkTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task One_external_network_is_the_default()
    {
        var tenant = server.Api.As(Unique.Tenant());
        (await tenant.PostAsync("networks", new { network = new { is_default = true } })).Expect(HttpStatusCode.Forbidden);
        (await server.Api.NetworkAsync(more: new { is_default = true })).Raw("is_default").Should().Be("false", "it is not external");

        var racing = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Api.PostAsync(
            "networks", """{"network": {"router:external": true, "is_default": true}}""")));
        var first = racing.Single(answer => answer.Status == HttpStatusCode.Created).One;
        var message = $"A default external network already exists: {first.Id()}.";
        racing.Where(answer => answer.Status != HttpStatusCode.Created).Should()
            .AllSatisfy(answer => answer.Expect(HttpStatusCode.Conflict, "DefaultExternalNetworkExists", message));
        (await tenant.GetAsync("networks?is_default=True")).Ids.Should().Equal(first.Id());

        var second = (await server.Api.PostAsync("networks", """{"network": {"router:external": true}}""")).One.Id();
        (await server.Api.PutAsync($"networks/{second}", new { network = new { is_default = true } }))
            .Expect(HttpStatusCode.Conflict, "DefaultExternalNetworkExists", message);
        await server.Api.ChangeAsync("network", first.Id(), new { is_default = false });
        (await server.Api.ChangeAsync("network", second, new { is_default = true })).Raw("is_default").Should().Be("true");
        (await server.Api.PutAsync($"networks/{second}", """{"network": {"router:external": false}}""")).Expect(HttpStatusCode.OK).One
            .Raw("is_default").Should().Be("false");
        (await tenant.InFolsom().GetAsync($"networks/{first.Id()}")).Expect(HttpStatusCode.OK).One.Has("is_default").Should().BeFalse();
    }
}
