using Npgsql;
using Quantum.TestSupport;

namespace Quantum.Benchmarks;

/// <summary>The servers under measurement and their database.</summary>
public sealed class Cloud : IAsyncDisposable
{
    private readonly PostgresCluster? _cluster;
    private readonly string? _file;

    private Cloud(PostgresCluster? cluster, string? file, NpgsqlDataSource? database, IReadOnlyList<ServerProcess> servers)
    {
        (_cluster, _file, Database, Servers) = (cluster, file, database, servers);
        Admin = NewCaller(0);
    }

    /// <summary>The database itself; <c>null</c> when it is not PostgreSQL.</summary>
    public NpgsqlDataSource? Database { get; }

    /// <summary>The servers, side by side.</summary>
    public IReadOnlyList<ServerProcess> Servers { get; }

    /// <summary>Who prepares what is measured.</summary>
    public Caller Admin { get; }

    /// <summary>Starts all.</summary>
    public static async Task<Cloud> StartAsync(string store, int serverCount)
    {
        if (store == "postgres")
        {
            var cluster = await PostgresCluster.StartDurableAsync(CancellationToken.None);
            var connection = cluster.ConnectionString(await cluster.CreateDatabaseAsync("benchmark", template: null, CancellationToken.None));
            var database = NpgsqlDataSource.Create(connection);
            var servers = new List<ServerProcess>();
            for (var i = 0; i < serverCount; i++)
                servers.Add(await ServerProcess.StartAsync(store, $"{connection};Maximum Pool Size=80"));
            await using var statistics = database.CreateCommand("CREATE EXTENSION pg_stat_statements");
            await statistics.ExecuteNonQueryAsync();
            return new(cluster, null, database, servers);
        }

        var file = store == "sqlite" ? Path.Combine(Directory.CreateTempSubdirectory("quantum-benchmark-").FullName, "quantum.db") : null;
        return new(null, file, null, [await ServerProcess.StartAsync(store, file)]);
    }

    /// <summary>A client of one of the servers in turn.</summary>
    public Caller NewCaller(int number) => new(Servers[number % Servers.Count].Address, number);

    /// <summary>What servers and database have used so far.</summary>
    public async Task<Usage> UsageAsync() => new(
        Servers.Aggregate(TimeSpan.Zero, (sum, server) => sum + server.ProcessorTime),
        _cluster?.ServerProcessId is { } postmaster ? ProcessorTimes.OfTree(postmaster) : TimeSpan.Zero,
        Database is null ? 0 : await StatementsAsync());

    /// <summary>
    /// The statements since <see cref="ForgetStatementsAsync" />, costliest first: calls, milliseconds of planning and of running each.
    /// </summary>
    public async Task<IReadOnlyList<string>> CostliestStatementsAsync()
    {
        if (Database is null)
            return [];

        await using var command = Database.CreateCommand(
            """
            SELECT format('    %s x (%s + %s) ms %s', calls, round((total_plan_time / greatest(plans, 1))::numeric, 3), round(mean_exec_time::numeric, 3),
                left(regexp_replace(query, '\s+', ' ', 'g'), 400))
            FROM pg_stat_statements ORDER BY total_plan_time + total_exec_time DESC
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    /// <summary>Size of the database; <c>null</c> where it is not PostgreSQL.</summary>
    public async Task<long?> DatabaseBytesAsync()
    {
        if (Database is null)
            return null;

        await using var command = Database.CreateCommand("SELECT pg_database_size(current_database())");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Counts the database's statements anew.</summary>
    public Task ForgetStatementsAsync() => ExecuteAsync("SELECT pg_stat_statements_reset()");

    /// <summary>
    /// Lets PostgreSQL count the rows. It does so by itself about once a minute, which is rare for tables that grow from nothing to
    /// ten thousands of rows within seconds: until then it reads them from end to end.
    /// </summary>
    public Task AnalyzeAsync() => ExecuteAsync("ANALYZE");

    /// <summary>Does something in the database, past the servers; nothing where it is not PostgreSQL.</summary>
    public async Task ExecuteAsync(string statement)
    {
        if (Database is null)
            return;

        await using var command = Database.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        foreach (var server in Servers)
            await server.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_file is not null)
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    private async Task<long> StatementsAsync()
    {
        await using var command = Database!.CreateCommand(
            """
            SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements
            WHERE query !~* '^(begin|commit|rollback|discard|set |show )' AND query NOT LIKE '%pg_stat_statements%'
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>What has been used.</summary>
/// <param name="Server">Processor time of the servers.</param>
/// <param name="Database">Processor time of PostgreSQL.</param>
/// <param name="Statements">Statements that PostgreSQL ran, without those that only begin and end transactions.</param>
public sealed record Usage(TimeSpan Server, TimeSpan Database, long Statements);
