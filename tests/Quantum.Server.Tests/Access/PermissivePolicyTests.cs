using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Access;

/// <summary>Rules that let everybody do everything do not open what a caller cannot see.</summary>
public abstract class PermissivePolicyTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : PermissivePolicyTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PermissivePolicyTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("subnets", """{"subnet": {"network_id": "ID", "ip_version": 4, "cidr": "10.0.9.0/24"}}""")]
    [InlineData("ports", """{"port": {"network_id": "ID"}}""")]
    public async Task A_network_of_another_tenant_does_not_exist_for_who_creates_on_it(string collection, string body)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"create_subnet": "", "create_port": "", "default": ""}""");
            await using var host = await server.StartAnotherAsync($"Quantum:PolicyFile={file}");
            var foreign = await host.Api.NetworkAsync(tenant: Unique.Name("owner"));
            var content = new StringContent(body.Replace("ID", foreign.Id(), StringComparison.Ordinal), null, "application/json");

            var answer = await host.Api.As(Unique.Name("guest")).SendAsync(HttpMethod.Post, collection, content);

            answer.Expect(HttpStatusCode.NotFound, "NetworkNotFound", $"Network {foreign.Id()} could not be found.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
