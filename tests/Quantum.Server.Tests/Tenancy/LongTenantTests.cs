using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Tenancy;

public abstract class LongTenantTests(ServerFixture server)
{
    private const int Longest = 255;

    public sealed class OnSqlite(ServerOnSqlite server) : LongTenantTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : LongTenantTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_tenant_of_the_longest_name_may_name_itself()
    {
        var tenant = Unique.Tenant().PadRight(Longest, 'x');

        var network = await server.Api.As(tenant).NetworkAsync(tenant: tenant);

        network.Text("tenant_id").Should().Be(tenant);
    }

    [Fact]
    public async Task Long_names_that_differ_at_the_end_are_different_tenants()
    {
        var tenant = Unique.Tenant().PadRight(Longest - 1, 'x');

        var answer = await server.Api.PostAsync("networks", new { network = new { tenant_id = $"{tenant}1", project_id = $"{tenant}2" } });

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "'project_id' and 'tenant_id' do not match");
    }
}
