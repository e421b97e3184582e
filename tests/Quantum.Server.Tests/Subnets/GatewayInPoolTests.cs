using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Subnets;

public abstract class GatewayInPoolTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : GatewayInPoolTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : GatewayInPoolTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_gateway_that_2012_let_into_a_pool_does_not_stand_in_the_way_of_other_changes()
    {
        var subnet = await server.Api.SubnetAsync((await server.Api.NetworkAsync()).Id());
        var pool = subnet.GetProperty("allocation_pools")[0];
        await server.Api.InFolsom().ChangeAsync("subnet", subnet.Id(), new { gateway_ip = pool.Text("end") });

        var changed = await server.Api.ChangeAsync("subnet", subnet.Id(), new { name = "renamed" });

        changed.Text("name").Should().Be("renamed");
    }

    [Fact]
    public async Task A_gateway_is_not_moved_into_a_pool()
    {
        var subnet = await server.Api.SubnetAsync((await server.Api.NetworkAsync()).Id());
        var gateway = subnet.GetProperty("allocation_pools")[0].Text("end");

        var answer = await server.Api.PutAsync($"subnets/{subnet.Id()}", new { subnet = new { gateway_ip = gateway } });

        answer.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("GatewayConflictWithAllocationPools");
    }
}
