using Microsoft.EntityFrameworkCore;

namespace Quantum.Core.Database;

/// <summary>
/// Locks that last until the transaction ends, for the few invariants that no constraint can express. SQLite has one writer at a
/// time and needs none.
/// </summary>
internal static class StoreLocks
{
    /// <summary>Lets one transaction at a time pass for the same name, in all processes.</summary>
    public static Task TakeAsync(QuantumDbContext db, string name, CancellationToken cancellationToken) =>
        db is PostgresQuantumDbContext
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Keeps a network's row from being changed, while others may do the same.</summary>
    public static Task ShareNetworkAsync(QuantumDbContext db, Guid id, CancellationToken cancellationToken) =>
        db is PostgresQuantumDbContext
            ? db.Database.ExecuteSqlAsync($"SELECT 1 FROM networks WHERE id = {id} FOR SHARE", cancellationToken)
            : Task.CompletedTask;
}
