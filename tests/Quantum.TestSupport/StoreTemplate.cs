using Microsoft.Data.Sqlite;

namespace Quantum.TestSupport;

/// <summary>
/// What a fresh <see cref="TestStore"/> holds, prepared once per process and database kind and then copied. One static instance each:
/// <code>
/// public static readonly StoreTemplate Migrated = new("migrated", (kind, connectionString, cancellationToken) => ...);
/// </code>
/// </summary>
/// <param name="key">Names the template; unique within the process.</param>
/// <param name="prepare">Fills an empty database, and leaves no connection to it open. The connection string switches pooling off.</param>
public sealed class StoreTemplate(string key, Func<StoreKind, string, CancellationToken, Task> prepare)
{
    private readonly Lazy<Task<byte[]>> sqlite = new(() => PrepareSqliteAsync(prepare, CancellationToken.None));

    /// <summary>The name of the template database on the shared cluster.</summary>
    internal Task<string> PostgresAsync(PostgresCluster cluster, CancellationToken cancellationToken) =>
        cluster.TemplateAsync(
            key,
            (connectionString, token) => prepare(StoreKind.Postgres, connectionString, token),
            cancellationToken);

    /// <summary>The content of the database file.</summary>
    internal Task<byte[]> SqliteAsync(CancellationToken cancellationToken) => sqlite.Value.WaitAsync(cancellationToken);

    private static async Task<byte[]> PrepareSqliteAsync(
        Func<StoreKind, string, CancellationToken, Task> prepare,
        CancellationToken cancellationToken)
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, cancellationToken);
        var address = new SqliteConnectionStringBuilder(store.ConnectionString);
        await prepare(
            StoreKind.Sqlite,
            new SqliteConnectionStringBuilder(store.ConnectionString) { Pooling = false }.ConnectionString,
            cancellationToken);
        return await File.ReadAllBytesAsync(address.DataSource, cancellationToken);
    }
}
