namespace Quantum.Core.Database;

/// <summary>
/// One attempt at an operation. Everything written through <see cref="Db"/> is committed together or not at all. Nothing slow
/// may happen while it is open: no call to another process.
/// </summary>
public sealed class StoreTransaction
{
    private readonly List<Action> _onCommit = [];
    private readonly List<Action> _onRollback = [];

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
