using Microsoft.EntityFrameworkCore;
using Quantum.Core.Requests;

namespace Quantum.Core.Database;

/// <summary>Opens the database for one operation: a read, or a transaction that is tried again after it lost a race.</summary>
public sealed class QuantumStore(IQuantumDbContextFactory contexts, StoreWriterGate gate, TimeProvider time)
{
    private const int Attempts = 20;

    /// <summary>A context to read from; the caller disposes of it.</summary>
    public QuantumDbContext OpenRead()
    {
        var db = contexts.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        db.CallerTenant = null; // contexts are used again
        return db;
    }

    /// <summary>Runs work in one transaction and commits it.</summary>
    /// <param name="work">Runs again, from fresh rows, when another transaction was faster; has no other effects.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    /// <exception cref="StoreBusyException">The work lost every race.</exception>
    public async Task<TResult> WriteAsync<TResult>(
        Func<StoreTransaction, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            using var turn = await gate.EnterAsync(cancellationToken);
            try
            {
                return await TryWriteAsync(work, attempt, cancellationToken);
            }
            catch (Exception e) when (DatabaseErrors.IsRace(e))
            {
                QuantumMetrics.TransactionRetries.Add(1);
            }
        }

        throw new StoreBusyException();
    }

    private async Task<TResult> TryWriteAsync<TResult>(
        Func<StoreTransaction, CancellationToken, Task<TResult>> work, int attempt, CancellationToken cancellationToken)
    {
        await using var db = contexts.Create();
        db.CallerTenant = null; // contexts are used again
        db.Database.AutoSavepointsEnabled = false; // what fails is undone as a whole, and a savepoint costs two round trips
        var now = time.GetUtcNow().UtcDateTime;
        var operation = new StoreTransaction(db, attempt, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
        var committed = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work(operation, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);

            // From here on the outcome is the database's: a caller who goes away must not leave it unknown.
            await transaction.CommitAsync(CancellationToken.None);
            committed = true;
            return result;
        }
        finally
        {
            operation.Ended(committed);
        }
    }
}
