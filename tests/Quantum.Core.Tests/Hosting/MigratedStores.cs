using Microsoft.Extensions.Logging.Abstractions;
using Quantum.Core.Database;
using Quantum.TestSupport;
using StoreKind = Quantum.TestSupport.StoreKind;

namespace Quantum.Core.Tests.Hosting;

/// <summary>An SQLite file with all tables, per test class.</summary>
public sealed class MigratedSqlite() : StoreFixture(StoreKind.Sqlite, Templates.Migrated);

/// <summary>A PostgreSQL database with all tables, per test class.</summary>
public sealed class MigratedPostgres() : StoreFixture(StoreKind.Postgres, Templates.Migrated);

/// <summary>What the databases of this project start with.</summary>
internal static class Templates
{
    public static readonly StoreTemplate Migrated = new("core-migrated", async (kind, connection, cancellationToken) =>
    {
        using var contexts = new QuantumDbContextFactory(OptionsOf(kind, connection));
        await new DatabaseMigrator(contexts, NullLogger<DatabaseMigrator>.Instance).MigrateAsync(cancellationToken);
    });

    static Templates() => SqlCommands.Listen();

    public static StoreOptions OptionsOf(TestStore store) => OptionsOf(store.Kind, store.ConnectionString);

    private static StoreOptions OptionsOf(StoreKind kind, string connection) => new()
    {
        Store = kind switch
        {
            StoreKind.Sqlite => Core.Database.StoreKind.Sqlite,
            StoreKind.Postgres => Core.Database.StoreKind.Postgres,
        },
        Connection = connection,
    };
}
