using Microsoft.Extensions.Logging.Abstractions;
using Quantum.Core.Database;
using Quantum.TestSupport;
using StoreKind = Quantum.TestSupport.StoreKind;

namespace Quantum.Server.Tests.Hosting;

/// <summary>
/// One server with one database per test class. The tests of a class share both: each creates what it needs, under a tenant or
/// names of its own (<see cref="Unique"/>), and asserts on nothing else.
/// <code>
/// public abstract class NetworkTests(ServerFixture server)
/// {
///     public sealed class OnSqlite(ServerOnSqlite server) : NetworkTests(server), IClassFixture&lt;ServerOnSqlite>;
///     public sealed class OnPostgres(ServerOnPostgres server) : NetworkTests(server), IClassFixture&lt;ServerOnPostgres>;
///
///     [Fact]
///     public async Task Show_answers_what_create_answered() { var network = await server.Api.NetworkAsync(); ... }
/// }
/// </code>
/// </summary>
public abstract class ServerFixture(StoreKind kind) : StoreFixture(kind, Migrated)
{
    private static readonly StoreTemplate Migrated = new("migrated", MigrateAsync);

    private static readonly string[] NoLimits =
    [
        "Quantum:Quota:Network=-1",
        "Quantum:Quota:Subnet=-1",
        "Quantum:Quota:Port=-1",
        "Quantum:Quota:Router=-1",
        "Quantum:Quota:FloatingIp=-1",
        "Quantum:Quota:SecurityGroup=-1",
        "Quantum:Quota:SecurityGroupRule=-1",
        "Quantum:Quota:RbacPolicy=-1",
    ];

    private QuantumHost? _host;

    public QuantumHost Host => _host ?? throw new InvalidOperationException("xunit has not initialised this fixture yet.");

    /// <summary>A caller without identity, an administrator, of the server with default options but no quotas.</summary>
    public ApiClient Api => Host.Api;

    /// <summary>One more server on the same database, with default options but these; the caller disposes it.</summary>
    public Task<QuantumHost> StartAnotherAsync(params string[] options) => QuantumHost.StartAsync(Kind, ConnectionString, options);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await StartAnotherAsync(NoLimits);
    }

    public override async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await base.DisposeAsync();
    }

    private static async Task MigrateAsync(StoreKind kind, string connectionString, CancellationToken cancellationToken)
    {
        using var contexts = new QuantumDbContextFactory(new StoreOptions
        {
            Store = kind == StoreKind.Sqlite ? Core.Database.StoreKind.Sqlite : Core.Database.StoreKind.Postgres,
            Connection = connectionString,
        });
        await new DatabaseMigrator(contexts, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(cancellationToken);
    }
}

/// <summary>The server on an SQLite file.</summary>
public sealed class ServerOnSqlite() : ServerFixture(StoreKind.Sqlite);

/// <summary>The server on a PostgreSQL database.</summary>
public sealed class ServerOnPostgres() : ServerFixture(StoreKind.Postgres);
