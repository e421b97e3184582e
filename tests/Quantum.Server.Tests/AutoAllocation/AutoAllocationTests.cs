using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.Server.Tests.SubnetPools;

namespace Quantum.Server.Tests.AutoAllocation;

/// <summary>There is one default external network and one default pool, so one test says all.</summary>
public abstract class AutoAllocationTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private string Path => $"auto-allocated-topology/{_tenant}";

    public sealed class OnSqlite(ServerOnSqlite server) : AutoAllocationTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AutoAllocationTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_tenant_gets_a_network_that_leads_out()
    {
        await DemandFailureAsync(Path, "No default router:external network");
        await DemandFailureAsync($"{Path}?fields=dry-run", "No default router:external network");
        var external = await server.Api.ExternalAsync("203.0.113.0/24");
        await server.Api.ChangeAsync("network", external.Network, new { is_default = true });
        await DemandFailureAsync($"{Path}?fields=dry-run", "No default subnetpools defined");
        await DemandFailureAsync(Path, "Unable to provide tenant private network");
        (await Tenant.GetAsync("networks?shared=False&router:external=False")).Items.Should().BeEmpty();
        var pool = await server.Api.PoolAsync(["10.200.0.0/16"], new { is_default = true, shared = true, default_prefixlen = 26 });

        await OthersAreRefusedAsync();
        (await Tenant.GetAsync($"{Path}?fields=dry-run")).Expect(HttpStatusCode.OK)
            .Text.Should().Be($$$"""{"auto_allocated_topology":{"id":"dry-run=pass","tenant_id":"{{{_tenant}}}","project_id":"{{{_tenant}}}"}}""");
        (await Tenant.GetAsync("routers")).Items.Should().BeEmpty();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Tenant.GetAsync(Path)));
        var network = await OneTopologyAsync(answers, external.Network, pool.Id());
        (await Tenant.GetAsync("auto-allocated-topology/None")).One.Id().Should().Be(network);

        await DeletedAsync(network);
        await AnUnreachableOutsideLeavesNothingAsync();
    }

    private async Task OthersAreRefusedAsync()
    {
        (await server.Api.As(Unique.Tenant()).GetAsync(Path)).Expect(HttpStatusCode.Forbidden, "NotAuthorized", "Not authorized.");
        (await server.Api.As(Unique.Tenant()).DeleteAsync(Path)).Expect(HttpStatusCode.Forbidden);
        (await Tenant.GetAsync($"{Path}?fields=id")).Expect(HttpStatusCode.BadRequest, "BadRequest", "Bad auto_allocate request: Unrecognized field.");
        (await Tenant.PutAsync(Path, "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Tenant.InFolsom().GetAsync(Path)).Expect(HttpStatusCode.NotFound);
        (await Tenant.InFolsom().GetAsync("extensions/auto-allocated-topology")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<string> OneTopologyAsync(Answer[] answers, string external, string pool)
    {
        var network = answers.Select(answer => answer.Expect(HttpStatusCode.OK).One.Id()).Distinct().Should().ContainSingle().Subject;
        var shown = await Tenant.ShowAsync("network", network);
        (shown.Text("name"), shown.Raw("admin_state_up"), shown.Text("tenant_id")).Should().Be(("auto_allocated_network", "true", _tenant));
        var subnet = (await Tenant.GetAsync("subnets?tenant_id=" + _tenant)).Items.Should().ContainSingle().Subject;
        (subnet.Text("name"), subnet.Text("network_id"), subnet.Text("subnetpool_id")).Should().Be(("auto_allocated_subnet_v4", network, pool));
        var router = (await Tenant.GetAsync("routers")).Items.Should().ContainSingle().Subject;
        router.Text("name").Should().Be("auto_allocated_router");
        router.GetProperty("external_gateway_info").Text("network_id").Should().Be(external);
        (await Tenant.GetAsync($"ports?network_id={network}&device_owner=network:router_interface")).Items.Should().ContainSingle()
            .Which.Text("device_id").Should().Be(router.Id());
        return network;
    }

    private async Task DeletedAsync(string network)
    {
        var port = await Tenant.PortAsync(network);
        (await Tenant.DeleteAsync(Path)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await Tenant.GetAsync("routers")).Items.Should().ContainSingle();

        await Tenant.DeleteAsync($"ports/{port.Id()}");
        (await Tenant.DeleteAsync(Path)).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        await DemandNothingAsync();
        (await Tenant.DeleteAsync(Path)).Expect(HttpStatusCode.NoContent);
    }

    private async Task AnUnreachableOutsideLeavesNothingAsync()
    {
        var limited = await server.StartAnotherAsync("Quantum:Quota:Router=0");
        await using (limited)
        {
            (await limited.Api.As(_tenant).GetAsync(Path)).Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['router'].");
        }

        await DemandNothingAsync();
    }

    private async Task DemandNothingAsync()
    {
        foreach (var collection in new[] { "networks", "subnets", "routers", "ports" })
            (await server.Api.GetAsync($"{collection}?tenant_id={_tenant}")).Items.Should().BeEmpty();
    }

    private async Task DemandFailureAsync(string path, string reason) =>
        (await Tenant.GetAsync(path)).Expect(HttpStatusCode.Conflict, "AutoAllocationFailure", $"Deployment error: {reason}.");
}
