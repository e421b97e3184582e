using Microsoft.Data.Sqlite;

namespace Quantum.TestSupport;

/// <summary>One database that nobody else uses: a file in a temporary directory, or a database on the shared PostgreSQL cluster.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly Func<Task> removeAsync;

    private TestStore(StoreKind kind, string connectionString, Func<Task> removeAsync)
    {
        Kind = kind;
        ConnectionString = connectionString;
        this.removeAsync = removeAsync;
    }

    public StoreKind Kind { get; }

    public string ConnectionString { get; }

    /// <summary>An empty database.</summary>
    public static Task<TestStore> CreateAsync(StoreKind kind, CancellationToken cancellationToken) =>
        CreateAsync(kind, template: null, cancellationToken);

    /// <summary>A copy of the template; without one, an empty database.</summary>
    public static Task<TestStore> CreateAsync(StoreKind kind, StoreTemplate? template, CancellationToken cancellationToken) => kind switch
    {
        StoreKind.Sqlite => CreateSqliteAsync(template, cancellationToken),
        StoreKind.Postgres => CreatePostgresAsync(template, cancellationToken),
    };

    /// <summary>Removes the database, also when connections to it are still open.</summary>
    public async ValueTask DisposeAsync() => await removeAsync();

    private static async Task<TestStore> CreateSqliteAsync(StoreTemplate? template, CancellationToken cancellationToken)
    {
        // A directory of its own, so that the files SQLite puts beside the database go with it.
        var directory = Directory.CreateTempSubdirectory("quantum-sqlite-").FullName;
        var file = Path.Combine(directory, "quantum.db");
        if (template is not null)
            await File.WriteAllBytesAsync(file, await template.SqliteAsync(cancellationToken), cancellationToken);

        var connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;
        return new TestStore(StoreKind.Sqlite, connectionString, () =>
        {
            SqliteConnection.ClearPool(new SqliteConnection(connectionString));
            Directory.Delete(directory, recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestStore> CreatePostgresAsync(StoreTemplate? template, CancellationToken cancellationToken)
    {
        var cluster = await PostgresCluster.SharedAsync(cancellationToken);
        var source = template is null ? null : await template.PostgresAsync(cluster, cancellationToken);
        var name = await cluster.CreateDatabaseAsync(name: null, source, cancellationToken);
        return new TestStore(
            StoreKind.Postgres,
            cluster.ConnectionString(name),
            () => cluster.DropDatabaseAsync(name, CancellationToken.None));
    }
}
