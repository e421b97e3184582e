using Quantum.Core.Database;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Plugins;

/// <summary>One attempt at an operation: its transaction, and the changes that the plugin is told about, in order.</summary>
public sealed class ChangeScope
{
    private readonly List<RecordedChange> _changes = [];

    internal ChangeScope(StoreTransaction transaction) => Transaction = transaction;

    /// <summary>The transaction that all changes are part of.</summary>
    public StoreTransaction Transaction { get; }

    /// <summary>The rows, as the transaction sees and changes them.</summary>
    public QuantumDbContext Db => Transaction.Db;

    internal IReadOnlyList<RecordedChange> Changes => _changes;

    /// <summary>Notes a change for the plugin's hooks.</summary>
    public void Record<TResource>(ChangeHooks<TResource> hooks, ResourceChange<TResource> change)
        where TResource : Resource =>
        _changes.Add(new(
            change.Kind,
            change.Resource,
            (transaction, cancellationToken) => hooks.Changing(transaction, change, cancellationToken),
            cancellationToken => hooks.Changed(change, cancellationToken)));
}

/// <summary>A change whose resource type the dispatcher need not know.</summary>
internal sealed record RecordedChange(
    ChangeKind Kind,
    Resource Resource,
    Func<StoreTransaction, CancellationToken, Task> Changing,
    Func<CancellationToken, Task> Changed);
