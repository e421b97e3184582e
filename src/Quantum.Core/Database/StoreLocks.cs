using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Quantum.Resources.Attributes;

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

    /// <summary>
    /// Waits for a row's turn when an earlier attempt lost a race for it: the first attempt is optimistic and relies on the row's
    /// revision, the next one queues, so that any number of callers on one row get through.
    /// </summary>
    public static Task QueueForAsync<TResource>(StoreTransaction transaction, Guid id, CancellationToken cancellationToken)
        where TResource : Resource =>
        transaction.Attempt == 1 ? Task.CompletedTask : LockAsync<TResource>(transaction.Db, id, cancellationToken);

    /// <summary>Waits for a row's turn; others may refer to the row meanwhile, not change it.</summary>
    public static Task LockAsync<TResource>(QuantumDbContext db, Guid id, CancellationToken cancellationToken)
        where TResource : Resource => LockRowAsync<TResource>(db, id, "NO KEY UPDATE", cancellationToken);

    /// <summary>Keeps a row from being changed, while others may do the same.</summary>
    public static Task ShareAsync<TResource>(QuantumDbContext db, Guid id, CancellationToken cancellationToken)
        where TResource : Resource => LockRowAsync<TResource>(db, id, "SHARE", cancellationToken);

    /// <summary>Keeps rows from being changed, while others may do the same.</summary>
    public static Task ShareAsync<TResource>(QuantumDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        where TResource : Resource
    {
        if (db is not PostgresQuantumDbContext)
            return Task.CompletedTask;

        var table = db.Model.FindEntityType(typeof(TResource))!.GetTableName();
        return db.Database.ExecuteSqlAsync(
            FormattableStringFactory.Create($"SELECT 1 FROM {table} WHERE id = ANY({{0}}) ORDER BY id FOR SHARE", (object)ids.ToArray()),
            cancellationToken);
    }

    private static Task LockRowAsync<TResource>(QuantumDbContext db, Guid id, string strength, CancellationToken cancellationToken)
        where TResource : Resource
    {
        if (db is not PostgresQuantumDbContext)
            return Task.CompletedTask;

        var table = db.Model.FindEntityType(typeof(TResource))!.GetTableName();
        return db.Database.ExecuteSqlAsync(
            FormattableStringFactory.Create($"SELECT 1 FROM {table} WHERE id = {{0}} FOR {strength}", id), cancellationToken);
    }
}
