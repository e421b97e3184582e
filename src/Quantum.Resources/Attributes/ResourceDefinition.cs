using System.Collections.Frozen;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Attributes;

/// <summary>A resource of the API: its names and its attribute table, without regard to its type in code.</summary>
public abstract class ResourceDefinition
{
    private readonly FrozenDictionary<string, AttributeDefinition> _byName;

    private protected ResourceDefinition(string name, string collection, IReadOnlyList<AttributeDefinition> attributes)
    {
        Name = name;
        Collection = collection;
        Attributes = attributes;
        _byName = attributes.ToFrozenDictionary(attribute => attribute.Name);
    }

    /// <summary>Name of one object, the key of its body: <c>network</c>.</summary>
    public string Name { get; }

    /// <summary>Name of the collection, in lists and, unless <see cref="Path"/> differs, in URLs: <c>networks</c>.</summary>
    public string Collection { get; }

    /// <summary>The collection's part of URLs, where it differs: <c>security-groups</c>.</summary>
    public string Path
    {
        get => field ?? Collection;
        init;
    }

    /// <summary>The resource's name in policy rules, where it is another: <c>policy_dscp_marking_rule</c>.</summary>
    public string PolicyName
    {
        get => field ?? Name;
        init;
    }

    /// <summary>True when there is neither a list nor a POST: the URLs name objects alone.</summary>
    public bool IsMemberOnly { get; init; }

    /// <summary>One sentence for the reader of the API's documents.</summary>
    public required string Description { get; init; }

    /// <summary>The attributes in table order: the order of validation and of answers.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes { get; }

    /// <summary>True when POST accepts a list of objects.</summary>
    public bool AllowsBulk { get; init; } = true;

    /// <summary>False when there is no PUT: an object never changes.</summary>
    public bool AllowsUpdate { get; init; } = true;

    /// <summary>Name of the attribute whose value stands in URLs; it is the last sort key of every list.</summary>
    public string Key { get; init; } = "id";

    /// <summary>Builds the failure for an id that does not exist.</summary>
    public required Func<string, QuantumException> NotFound { get; init; }

    /// <summary>Refusals of the resource's own, for documents.</summary>
    public ResourceFailures Failures { get; init; } = new();

    /// <summary>The attribute of that name which the profile knows, or <c>null</c>.</summary>
    public AttributeDefinition? Find(string name, ApiProfile profile) =>
        _byName.GetValueOrDefault(name) is { } attribute && attribute.ExistsIn(profile) ? attribute : null;
}

/// <summary>A resource of the API with its attribute table.</summary>
/// <typeparam name="TResource">The resource in code.</typeparam>
public sealed class ResourceDefinition<TResource> : ResourceDefinition
{
    private readonly FrozenDictionary<string, IResourceAttribute<TResource>> _rows;

    /// <summary>Declares a resource from its table.</summary>
    public ResourceDefinition(string name, string collection, IReadOnlyList<IResourceAttribute<TResource>> table)
        : base(name, collection, [.. table.Select(attribute => attribute.Definition)])
    {
        Table = table;
        _rows = table.ToFrozenDictionary(row => row.Definition.Name);
    }

    /// <summary>The table, as rendering, filters and sorting use it.</summary>
    public IReadOnlyList<IResourceAttribute<TResource>> Table { get; }

    /// <summary>What stands for a resource in URLs.</summary>
    public string KeyOf(TResource resource) => $"{_rows[Key].ValueOf(resource)}";

    /// <summary>The row of that name in any profile, or <c>null</c>.</summary>
    public IResourceAttribute<TResource>? FindRow(string name) => _rows.GetValueOrDefault(name);

    /// <summary>The same resource with further rows, as extensions add them.</summary>
    public ResourceDefinition<TResource> With(IEnumerable<IResourceAttribute<TResource>> rows) =>
        new(Name, Collection, [.. Table, .. rows])
        {
            Path = Path,
            PolicyName = PolicyName,
            IsMemberOnly = IsMemberOnly,
            Description = Description,
            AllowsBulk = AllowsBulk,
            AllowsUpdate = AllowsUpdate,
            Key = Key,
            NotFound = NotFound,
            Failures = Failures,
        };
}
