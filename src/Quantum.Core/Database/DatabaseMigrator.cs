using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Quantum.Core.Database;

/// <summary>Brings the database to the version of this program. Several processes may start at once: one migrates, the others wait.</summary>
public sealed partial class DatabaseMigrator(QuantumDbContextFactory contexts, ILogger<DatabaseMigrator> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies the migrations that are missing.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.Create();
        using var turn = await LockFileAsync(cancellationToken);
        if (contexts.LockFile is not null)
            await PrepareSqliteAsync(db, cancellationToken);

        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count == 0)
            return;

        if (db is PostgresQuantumDbContext)
            await MigratePostgresAsync(db, cancellationToken);
        else
            await db.Database.MigrateAsync(cancellationToken);
        Log.Migrated(logger, missing.Count, missing[^1]);
    }

    /// <summary>
    /// Readers go on while somebody writes; and a migration that was killed leaves no lock behind: only the holder of the lock
    /// file may believe the mark that EF Core keeps in the database.
    /// </summary>
    private static async Task PrepareSqliteAsync(QuantumDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
    }

    /// <summary>EF Core's own lock on PostgreSQL ends with each migration, and between two of them another process would begin again.</summary>
    private static async Task MigratePostgresAsync(QuantumDbContext db, CancellationToken cancellationToken)
    {
        var database = db.GetService<IRelationalDatabaseCreator>();
        if (!await database.ExistsAsync(cancellationToken))
            await database.CreateAsync(cancellationToken);

        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock(hashtextextended('migrations', 0))", cancellationToken);
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtextextended('migrations', 0))", CancellationToken.None);
        }
    }

    private async Task<FileStream?> LockFileAsync(CancellationToken cancellationToken)
    {
        while (contexts.LockFile is { } file)
        {
            try
            {
                // The file stays: were it deleted, it could vanish under a process that is waiting for it.
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Applied {Count} migrations; the database is at {Version}")]
        public static partial void Migrated(ILogger logger, int count, string version);
    }
}
