using System.Collections.Concurrent;
using Npgsql;

namespace Quantum.TestSupport;

/// <summary>
/// The PostgreSQL server of a test run: one private cluster per process, or the server that the environment variable
/// <c>QUANTUM_TEST_POSTGRES</c> names (a connection string of a database from which databases may be created).
/// Databases are cheap; whoever creates one drops it, and what is left goes when the process exits. A process that is killed takes its
/// private cluster with it, but leaves its databases (<c>quantum_test_*</c>) on a server that the environment names. Thread-safe.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    public const string ServerVariable = "QUANTUM_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresCluster>> Shared = new(() => StartAsync(CancellationToken.None));

    private readonly PostgresServer? server;
    private readonly NpgsqlConnectionStringBuilder address;
    private readonly NpgsqlDataSource admin;
    private readonly ConcurrentDictionary<string, bool> databases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> templates = new(StringComparer.Ordinal);
    private int stopped;

    private PostgresCluster(PostgresServer? server, NpgsqlConnectionStringBuilder address)
    {
        this.server = server;
        this.address = address;
        admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.ConnectionString) { MaxPoolSize = 8 });
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The directory of the unix socket; null on a server that the environment names.</summary>
    public string? SocketDirectory => server?.Directory;

    /// <summary>The server's first process; null on a server that the environment names.</summary>
    public int? ServerProcessId => server?.ProcessId;

    /// <summary>The one cluster of this process, started by the first caller.</summary>
    public static Task<PostgresCluster> SharedAsync(CancellationToken cancellationToken) => Shared.Value.WaitAsync(cancellationToken);

    /// <summary>A cluster of the caller's own, for tests that stop or disturb the server; all others share one.</summary>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } named)
            return new PostgresCluster(server: null, new NpgsqlConnectionStringBuilder(named));

        return Of(await PostgresServer.StartAsync(durable: false, cancellationToken));
    }

    /// <summary>A private cluster that commits as a real one does and has the extension <c>pg_stat_statements</c>, for measurements.</summary>
    public static async Task<PostgresCluster> StartDurableAsync(CancellationToken cancellationToken) =>
        Of(await PostgresServer.StartAsync(durable: true, cancellationToken));

    /// <summary>How a test reaches a database; the pool is small because many databases share the server's 300 connections.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = database, MaxPoolSize = 40, IncludeErrorDetail = true }
            .ConnectionString;

    /// <summary>Creates a database and returns its name.</summary>
    /// <param name="name">Null for a name no other database has.</param>
    /// <param name="template">What <see cref="TemplateAsync"/> returned; null for an empty database.</param>
    /// <param name="cancellationToken">Ends the wait for the server.</param>
    public async Task<string> CreateDatabaseAsync(string? name, string? template, CancellationToken cancellationToken)
    {
        name ??= $"quantum_test_{Guid.NewGuid():N}";
        databases[name] = true;
        await ExecuteAsync($"CREATE DATABASE {Quote(name)} TEMPLATE {Quote(template ?? "template0")}", cancellationToken);
        return name;
    }

    /// <summary>Drops a database, also one that is in use. A database that does not exist is no error.</summary>
    public async Task DropDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString(name)));
        await ExecuteAsync(Drop(name), cancellationToken);
        databases.TryRemove(name, out _);
    }

    /// <summary>
    /// The name of a template database that <paramref name="prepare"/> fills, once per process and key; callers in parallel wait for the
    /// first. <paramref name="prepare"/> receives a connection string without pooling and leaves no connection open: PostgreSQL copies
    /// only databases that nobody uses. If it fails, every caller with this key sees its exception.
    /// </summary>
    public Task<string> TemplateAsync(string key, Func<string, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        // Shared by all callers, so no single caller's token may end it.
        var template = templates.GetOrAdd(key, _ => new(() => PrepareTemplateAsync(prepare, CancellationToken.None)));
        return template.Value.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private static PostgresCluster Of(PostgresServer server) => new(server, new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Username = "postgres",
        Database = "postgres",
    });

    private async Task<string> PrepareTemplateAsync(Func<string, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        var name = await CreateDatabaseAsync(name: null, template: null, cancellationToken);
        await prepare(new NpgsqlConnectionStringBuilder(ConnectionString(name)) { Pooling = false }.ConnectionString, cancellationToken);
        await ExecuteAsync($"ALTER DATABASE {Quote(name)} WITH ALLOW_CONNECTIONS false", cancellationToken);
        return name;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private void OnProcessExit(object? sender, EventArgs e) => Stop();

    private void Stop()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1)
            return;

        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        if (server is null)
            DropRemaining();
        admin.Dispose();
        server?.Stop();
    }

    private void DropRemaining()
    {
        foreach (var name in databases.Keys)
        {
            using var command = admin.CreateCommand(Drop(name));
            command.ExecuteNonQuery();
        }
    }

    private static string Drop(string name) => $"DROP DATABASE IF EXISTS {Quote(name)} WITH (FORCE)";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
