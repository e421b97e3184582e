using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Tenancy;

/// <summary>Who may only read may not write by choosing the profile of a time that knew no readers.</summary>
public abstract class ReaderTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : ReaderTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ReaderTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Reader_writes_in_neither_profile()
    {
        var network = await server.Api.As(_tenant).NetworkAsync();
        var reader = server.Api.As(_tenant, "reader");
        var body = new { network = new { name = "mine" } };

        foreach (var (caller, refusal) in new[] { (reader, HttpStatusCode.Forbidden), (reader.InFolsom(), HttpStatusCode.NotFound) })
        {
            (await caller.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.OK);
            (await caller.PostAsync("networks", body)).Expect(HttpStatusCode.Forbidden);
            (await caller.PutAsync($"networks/{network.Id()}", body)).Expect(refusal);
            (await caller.DeleteAsync($"networks/{network.Id()}")).Expect(refusal);
        }
    }
}
