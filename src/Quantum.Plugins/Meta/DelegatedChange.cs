using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;

namespace Quantum.Plugins.Meta;

/// <summary>A change that another plugin takes part in; noted in the transaction for the hook after the commit.</summary>
internal sealed record DelegatedChange<TResource>(ChangeHooks<TResource> Hooks, ResourceChange<TResource> Change)
    where TResource : Resource
{
    /// <summary>Hands the change on inside the transaction; the other plugin has a note of its own.</summary>
    public static Task ChangingAsync(
        ChangeHooks<TResource> hooks, StoreTransaction transaction, ResourceChange<TResource> change, CancellationToken cancellationToken)
    {
        var delegated = new DelegatedChange<TResource>(hooks, change with { Note = null });
        change.Note = delegated;
        return hooks.Changing(transaction, delegated.Change, cancellationToken);
    }

    /// <summary>Hands the change on after the commit.</summary>
    public static Task ChangedAsync(ResourceChange<TResource> change, CancellationToken cancellationToken)
    {
        var delegated = (DelegatedChange<TResource>)change.Note!;
        return delegated.Hooks.Changed(delegated.Change, cancellationToken);
    }
}
