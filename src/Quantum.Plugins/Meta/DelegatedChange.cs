using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;

namespace Quantum.Plugins.Meta;

/// <summary>A change that other plugins take part in; noted in the transaction for the hook after the commit.</summary>
internal sealed record DelegatedChange<TResource>(ChangeHooks<TResource> Hooks, ResourceChange<TResource> Change)
    where TResource : Resource
{
    /// <summary>Hands the change on inside the transaction; each plugin has a note of its own.</summary>
    public static async Task ChangingAsync(
        IReadOnlyList<ChangeHooks<TResource>> hooks,
        StoreTransaction transaction,
        ResourceChange<TResource> change,
        CancellationToken cancellationToken)
    {
        var delegated = hooks.Select(part => new DelegatedChange<TResource>(part, change with { Note = null })).ToList();
        change.Note = delegated;
        foreach (var part in delegated)
            await part.Hooks.Changing(transaction, part.Change, cancellationToken);
    }

    /// <summary>Hands the change on after the commit; a plugin is told even if another one fails.</summary>
    public static Task ChangedAsync(ResourceChange<TResource> change, CancellationToken cancellationToken) =>
        Task.WhenAll(((List<DelegatedChange<TResource>>)change.Note!).Select(part => part.TellAsync(cancellationToken)).ToList());

    private async Task TellAsync(CancellationToken cancellationToken) => await Hooks.Changed(Change, cancellationToken);
}
