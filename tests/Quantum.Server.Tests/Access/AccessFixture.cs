using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Access;

/// <summary>A server of which topologies can be had.</summary>
public abstract class AccessFixture(StoreKind kind) : ServerFixture(kind)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var network = await Api.NetworkAsync(more: new Dictionary<string, object> { ["router:external"] = true, ["is_default"] = true });
        await Api.SubnetAsync(network.Id());
        (await Api.PostAsync("subnetpools", """{"subnetpool": {"name": "default", "prefixes": ["172.16.0.0/12"], "default_prefixlen": 26, "shared": true, "is_default": true}}"""))
            .Expect(HttpStatusCode.Created);
    }
}

public sealed class AccessOnSqlite() : AccessFixture(StoreKind.Sqlite);

public sealed class AccessOnPostgres() : AccessFixture(StoreKind.Postgres);
