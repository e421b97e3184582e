using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

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

    /// <summary>The resource that a change is about, at the revision that the client insists on.</summary>
    /// <exception cref="QuantumException">There is no such resource, or its revision is another one.</exception>
    public async Task<TResource> FindAsync<TResource>(
        IQueryable<TResource> rows, ChangeTarget target, ResourceDefinition<TResource> definition, CancellationToken cancellationToken)
        where TResource : Resource
    {
        await StoreLocks.QueueForAsync<TResource>(Transaction, target.Id, cancellationToken);
        var resource = await rows.FirstOrDefaultAsync(row => row.Id == target.Id, cancellationToken)
            ?? throw definition.NotFound(target.Id.ToString());
        target.Demand(resource);
        return resource;
    }

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
