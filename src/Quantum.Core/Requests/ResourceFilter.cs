using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Requests;

/// <summary>What a list asks for: conditions, order and page. Built from the query string, carried out by <see cref="ResourceReader{TResource}"/>.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed record ResourceFilter<TResource>
{
    /// <summary>Conditions; all must hold.</summary>
    public IReadOnlyList<Expression<Func<TResource, bool>>> Conditions { get; init; } = [];

    /// <summary>Policy rules that every item must pass, because the list asks about attributes that they protect.</summary>
    public IReadOnlyList<string> ReadRules { get; init; } = [];

    /// <summary>Order; the id is always the last key.</summary>
    public required IReadOnlyList<(IResourceAttribute<TResource> Attribute, bool Descending)> Order { get; init; }

    /// <summary>True when nothing is shown of what stands in other tables.</summary>
    public bool IsBare { get; init; }

    /// <summary>The page, or <c>null</c> for the whole list.</summary>
    public ResourcePage? Page { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Limit">Largest number of items, at least 1.</param>
/// <param name="Marker">The page begins behind this item, or before it when <paramref name="IsReverse"/>; <c>null</c>: at the list's end.</param>
/// <param name="IsReverse">The page before the marker; its items stay in the list's order.</param>
public sealed record ResourcePage(int Limit, string? Marker, bool IsReverse);
