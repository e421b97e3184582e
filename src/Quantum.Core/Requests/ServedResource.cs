using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Requests;

/// <summary>One kind of resource as this server serves it: its table, with the plugin's rows, and who changes and sees it.</summary>
public abstract class ServedResource
{
    /// <summary>Names and table.</summary>
    public abstract ResourceDefinition Description { get; }

    /// <summary>What can be done with one of them besides the common operations.</summary>
    public IReadOnlyList<ResourceAction> Actions { get; init; } = [];

    /// <summary>The extension that adds the resource, and without which there is none; <c>null</c> for the core.</summary>
    public ApiExtension? Extension { get; init; }

    /// <summary>The collections that each of them has.</summary>
    public abstract IReadOnlyList<ServedChild> Below { get; }

    /// <summary>True when clients of the profile find the resource.</summary>
    public bool ExistsIn(ApiProfile profile) => Extension?.ExistsIn(profile) ?? true;

    /// <summary>The same resource with those of the rows and collections that are about it.</summary>
    /// <param name="rows">Rows of any resources.</param>
    /// <param name="children">Collections below any resources.</param>
    /// <param name="extension">The extension that adds the resource; <c>null</c> for the core.</param>
    public abstract ServedResource With(
        IReadOnlyList<IResourceAttribute> rows, IReadOnlyList<ServedChild> children, ApiExtension? extension = null);

    /// <summary>Hands the resource with its type to a visitor.</summary>
    public abstract TResult Accept<TResult>(IServedResourceVisitor<TResult> visitor);
}

/// <summary>Does something for every resource served, whatever its type.</summary>
/// <typeparam name="TResult">What it makes of one.</typeparam>
public interface IServedResourceVisitor<TResult>
{
    /// <summary>Called with each resource.</summary>
    TResult Visit<TResource>(ServedResource<TResource> resource)
        where TResource : Resource;
}

/// <inheritdoc />
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class ServedResource<TResource> : ServedResource
    where TResource : Resource
{
    /// <summary>Names and table, with the rows that the plugin added.</summary>
    public required ResourceDefinition<TResource> Definition { get; init; }

    /// <summary>Carries out the changes.</summary>
    public required IResourcePlugin<TResource> Plugin { get; init; }

    /// <summary>The rows that a caller may see.</summary>
    public required Func<RequestContext, Expression<Func<TResource, bool>>> Visible { get; init; }

    /// <summary>Reads rows with all that answers show, in a constant number of queries.</summary>
    public required Func<QuantumDbContext, IQueryable<TResource>, IAsyncEnumerable<TResource>> Read { get; init; }

    /// <summary>The network that the resource belongs to, whose owner policy asks about; <c>null</c> where there is none.</summary>
    public AttributeDefinition<TResource, Guid>? Network { get; init; }

    /// <summary>Reads rows without the attributes of <see cref="Joined"/>; policy must be able to judge them still.</summary>
    public Func<QuantumDbContext, IQueryable<TResource>, IAsyncEnumerable<TResource>> ReadBare { get; init; } =
        static (_, rows) => rows.AsAsyncEnumerable();

    /// <summary>Attributes that cost <see cref="Read"/> more than <see cref="ReadBare"/>: a list that shows none of them leaves it.</summary>
    public IReadOnlyList<IResourceAttribute<TResource>> Joined { get; init; } = [];

    /// <summary>What happens before a list is read: who asks, and the owner that the list is limited to, if it is.</summary>
    public Func<RequestContext, string?, CancellationToken, Task>? Listing { get; init; }

    /// <summary>Adds to the items of a creation what policy must know of their parents, or refuses.</summary>
    public Func<QuantumDbContext, RequestContext, IReadOnlyList<AttributeValues>, CancellationToken, Task>? Creating { get; init; }

    /// <summary>The resource that it is part of, when that stands in its URL.</summary>
    public ResourceParent<TResource>? Parent { get; init; }

    /// <summary>The same resource under other names.</summary>
    public ServedResource<TResource> As(ResourceDefinition<TResource> definition) => new()
    {
        Definition = definition,
        Plugin = Plugin,
        Visible = Visible,
        Read = Read,
    };

    /// <inheritdoc />
    public override ResourceDefinition Description => Definition;

    /// <summary>The collections that each of them has.</summary>
    public IReadOnlyList<ServedChild<TResource>> Children { get; init; } = [];

    /// <inheritdoc />
    public override IReadOnlyList<ServedChild> Below => Children;

    /// <inheritdoc />
    public override ServedResource<TResource> With(
        IReadOnlyList<IResourceAttribute> rows, IReadOnlyList<ServedChild> children, ApiExtension? extension = null) =>
        new()
        {
            Definition = Definition.With(rows.OfType<IResourceAttribute<TResource>>()),
            Plugin = Plugin,
            Visible = Visible,
            Read = Read,
            Network = Network,
            Parent = Parent,
            Actions = Actions,
            Extension = extension,
            ReadBare = ReadBare,
            Joined = Joined,
            Listing = Listing,
            Creating = Creating,
            Children = [.. Children, .. children.OfType<ServedChild<TResource>>()],
        };

    /// <inheritdoc />
    public override TResult Accept<TResult>(IServedResourceVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>The resource that another one is part of.</summary>
/// <typeparam name="TResource">The part.</typeparam>
/// <param name="Key">The part's row that holds the whole's id; not for clients to send.</param>
/// <param name="FindAsync">The id that a URL's text names; throws when the caller sees no such object.</param>
/// <param name="NotFound">The failure for a part that the whole does not have.</param>
public sealed record ResourceParent<TResource>(
    AttributeDefinition<TResource, Guid> Key,
    Func<QuantumDbContext, RequestContext, string, CancellationToken, Task<Guid>> FindAsync,
    Func<string, string, QuantumException> NotFound)
    where TResource : Resource;
