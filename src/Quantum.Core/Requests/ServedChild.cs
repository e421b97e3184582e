using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Requests;

/// <summary>
/// A collection that every resource of a kind has: <c>/v2.0/{collection}/{id}/{children}/{key}</c>. Its items have no id and no owner
/// of their own; who may do what with them is asked about their parent, by the rules <c>get_{parent}_{child}</c> and so on.
/// </summary>
public abstract class ServedChild
{
    /// <summary>Names and table.</summary>
    public abstract ResourceDefinition Description { get; }

    /// <summary>What can be done with an item besides: the last part of the URL, and the policy rule that must hold.</summary>
    public abstract IEnumerable<string> ActionNames { get; }

    /// <summary>Whether clients of a profile know it.</summary>
    public required Func<ApiProfile, bool> ExistsIn { get; init; }
}

/// <inheritdoc />
/// <typeparam name="TParent">The resource that has the collection.</typeparam>
public abstract class ServedChild<TParent> : ServedChild
    where TParent : Resource
{
    /// <summary>Hands the collection with its type to a visitor.</summary>
    public abstract TResult Accept<TResult>(IServedChildVisitor<TParent, TResult> visitor);
}

/// <summary>Does something for every collection of a resource, whatever its items' type.</summary>
/// <typeparam name="TParent">The resource that has the collections.</typeparam>
/// <typeparam name="TResult">What it makes of one.</typeparam>
public interface IServedChildVisitor<TParent, TResult>
    where TParent : Resource
{
    /// <summary>Called with each collection.</summary>
    TResult Visit<TChild>(ServedChild<TParent, TChild> child);
}

/// <inheritdoc />
/// <typeparam name="TParent">The resource that has the collection.</typeparam>
/// <typeparam name="TChild">Its items.</typeparam>
public sealed class ServedChild<TParent, TChild> : ServedChild<TParent>
    where TParent : Resource
{
    /// <summary>Names and table; the table's key names an item below its parent.</summary>
    public required ResourceDefinition<TChild> Definition { get; init; }

    /// <summary>All items of a parent: they are few.</summary>
    public required Func<QuantumDbContext, TParent, CancellationToken, Task<IReadOnlyList<TChild>>> ReadAsync { get; init; }

    /// <summary>The item of that key; refuses when there is none.</summary>
    public required Func<TParent, IReadOnlyList<TChild>, string, TChild> Find { get; init; }

    /// <summary>Creates an item of a parent.</summary>
    public required Func<RequestContext, ChangeTarget, AttributeValues, CancellationToken, Task<TChild>> CreateAsync { get; init; }

    /// <summary>Changes the item of that key.</summary>
    public required Func<RequestContext, ChangeTarget, string, AttributeValues, CancellationToken, Task<TChild>> UpdateAsync { get; init; }

    /// <summary>Deletes the item of that key.</summary>
    public required Func<RequestContext, ChangeTarget, string, CancellationToken, Task> DeleteAsync { get; init; }

    /// <summary>Does what <see cref="ServedChild.ActionNames"/> say.</summary>
    public IReadOnlyDictionary<string, Func<RequestContext, ChangeTarget, string, CancellationToken, Task<TChild>>> Actions { get; init; } =
        new Dictionary<string, Func<RequestContext, ChangeTarget, string, CancellationToken, Task<TChild>>>();

    /// <inheritdoc />
    public override ResourceDefinition Description => Definition;

    /// <inheritdoc />
    public override IEnumerable<string> ActionNames => Actions.Keys;

    /// <inheritdoc />
    public override TResult Accept<TResult>(IServedChildVisitor<TParent, TResult> visitor) => visitor.Visit(this);
}
