using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Quantum.Core.Database;

/// <summary>Creates pooled contexts of the store that the configuration names, and cleans up after the memory store.</summary>
public sealed class QuantumDbContextFactory : IQuantumDbContextFactory, IDisposable
{
    private const string DefaultFile = "quantum.db";

    /// <summary>
    /// The same statements come again and again, and planning them anew is most of what they cost. A session has no state to clear:
    /// locks end with their transactions, and the migrator gives its own back.
    /// </summary>
    private const string PostgresDefaults = "Max Auto Prepare=200;No Reset On Close=true";

    private readonly Func<QuantumDbContext> _create;
    private readonly MemoryStoreFolder? _memory;

    /// <summary>Takes valid options; opens nothing yet.</summary>
    public QuantumDbContextFactory(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Store == StoreKind.Postgres)
        {
            var connection = new NpgsqlConnectionStringBuilder($"{PostgresDefaults};{options.Connection}");
            Location = string.Create(CultureInfo.InvariantCulture, $"postgres {connection.Host}:{connection.Port}/{connection.Database}");
            _create = Pool<PostgresQuantumDbContext>(builder => builder.UseNpgsql(connection.ConnectionString));
            return;
        }

        _memory = options.Store == StoreKind.Memory ? new MemoryStoreFolder() : null;
        var file = SqliteFile(_memory?.File ?? options.Connection);
        LockFile = Path.GetFullPath(file.DataSource) + ".lock";
        Location = _memory is null ? $"sqlite {Path.GetFullPath(file.DataSource)}" : "memory";
        _create = Pool<SqliteQuantumDbContext>(builder =>
        {
            builder.UseSqlite(file.ConnectionString).AddInterceptors(new SqliteQuantumDbContext.AddressTextFunction());
            if (_memory is not null)
                builder.AddInterceptors(new WithoutSync());
        });
    }

    /// <summary>Where the store is, without secrets.</summary>
    public string Location { get; }

    /// <summary>The file that a process locks while it migrates an SQLite file; <c>null</c> on PostgreSQL.</summary>
    public string? LockFile { get; }

    /// <inheritdoc />
    public QuantumDbContext Create() => _create();

    /// <inheritdoc />
    public void Dispose()
    {
        if (_memory is null)
            return;
        SqliteConnection.ClearAllPools();
        _memory.Dispose();
    }

    /// <summary>The SQLite file that a connection names: a file name, a connection string, or nothing for the default.</summary>
    internal static SqliteConnectionStringBuilder SqliteFile(string? connection)
    {
        connection ??= DefaultFile;
        var builder = connection.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(connection)
            : new SqliteConnectionStringBuilder { DataSource = connection };
        builder.ForeignKeys = true;
        return builder;
    }

    private static Func<QuantumDbContext> Pool<TContext>(Action<DbContextOptionsBuilder<TContext>> configure)
        where TContext : QuantumDbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        configure(builder);

        // Migrations are written by hand and a test compares their result with the model: there is no snapshot to compare.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        return new PooledDbContextFactory<TContext>(builder.Options).CreateDbContext;
    }

    /// <summary>Nothing survives the process, so nothing need reach a disk.</summary>
    private sealed class WithoutSync : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = OFF";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
