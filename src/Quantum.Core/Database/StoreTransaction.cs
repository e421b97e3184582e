using Microsoft.EntityFrameworkCore;

namespace Quantum.Core.Database;

/// <summary>
/// One attempt at an operation. Everything written through <see cref="Db"/> is committed together or not at all. Nothing slow
/// may happen while it is open: no call to another process.
/// </summary>
public sealed class StoreTransaction
{
    private readonly List<Action> _onCommit = [];
    private readonly List<Action> _onRollback = [];
    private readonly List<Action<InsertCommand>> _inserts = [];

    internal StoreTransaction(QuantumDbContext db, int attempt, DateTime now)
    {
        Db = db;
        Attempt = attempt;
        Now = now;
    }

    /// <summary>The rows, as this transaction sees and changes them.</summary>
    public QuantumDbContext Db { get; }

    /// <summary>Number of this attempt, from 1; the work runs again after it lost a race.</summary>
    public int Attempt { get; }

    /// <summary>The moment of the change, UTC, to the microsecond.</summary>
    public DateTime Now { get; }

    /// <summary>
    /// Tracks new rows as if they were written, and writes them with the next <see cref="NewInsert" />, or with
    /// <see cref="InsertAsync" />, in the order of these calls.
    /// </summary>
    internal void Insert<TRow>(IReadOnlyList<TRow> rows)
        where TRow : class
    {
        if (rows.Count == 0)
            return;
        foreach (var row in rows)
            Db.Entry(row).State = EntityState.Unchanged;
        _inserts.Add(command => command.Add(rows));
    }

    /// <summary>A command that begins with the rows that wait.</summary>
    internal InsertCommand NewInsert()
    {
        var command = new InsertCommand(Db);
        _inserts.ForEach(insert => insert(command));
        _inserts.Clear();
        return command;
    }

    /// <summary>Writes the rows that wait.</summary>
    internal async Task InsertAsync(CancellationToken cancellationToken)
    {
        if (_inserts.Count > 0)
            await NewInsert().ExecuteAsync(cancellationToken);
    }

    /// <summary>Runs when the changes are durable; only for hints that a process keeps in memory.</summary>
    internal void OnCommit(Action action) => _onCommit.Add(action);

    /// <summary>Runs when the changes were undone.</summary>
    internal void OnRollback(Action action) => _onRollback.Add(action);

    internal void Ended(bool committed)
    {
        foreach (var action in committed ? _onCommit : _onRollback)
            action();
    }
}
