using System.Linq.Expressions;
using System.Text.Json;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Attributes;

/// <summary>An attribute of some resource.</summary>
public interface IResourceAttribute
{
    /// <summary>The attribute's row.</summary>
    AttributeDefinition Definition { get; }
}

/// <summary>An attribute of one resource: how it is shown, found in lists and ordered, whatever its value's type.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public interface IResourceAttribute<TResource> : IResourceAttribute
{
    /// <summary>Keeps the value sent, if the attribute was added by an extension; the resource's own rules keep all others.</summary>
    void Store(TResource resource, AttributeValues values);

    /// <summary>The attribute's value, as policy rules see it.</summary>
    object? ValueOf(TResource resource);

    /// <summary>Writes the attribute's value to an answer.</summary>
    void Write(Utf8JsonWriter writer, TResource resource, ApiProfile profile);

    /// <summary>
    /// The condition that the attribute has one of the values, given as query texts. A text that no stored value can have
    /// matches nothing.
    /// </summary>
    /// <exception cref="AttributeFormatException">A text that must be converted cannot be.</exception>
    Expression<Func<TResource, bool>> Matches(IReadOnlyList<string> texts);

    /// <summary>Adds the attribute as the next sort key; <c>null</c> sorts first in ascending order.</summary>
    IOrderedQueryable<TResource> Order(IQueryable<TResource> resources, bool isFirstKey, bool descending);

    /// <summary>The condition that a resource sorts behind <paramref name="marker"/> by this attribute alone.</summary>
    Expression<Func<TResource, bool>> SortsBehind(TResource marker, bool descending);

    /// <summary>The condition that a resource has the marker's value of this attribute.</summary>
    Expression<Func<TResource, bool>> SortsWith(TResource marker);
}

/// <summary>A row of a resource's attribute table, declared once and read by binding, rendering, lists, policy and documents.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <typeparam name="TValue">The value's type in code.</typeparam>
public sealed class AttributeDefinition<TResource, TValue> : AttributeKey<TValue>, IResourceAttribute<TResource>
{
    private readonly Expression<Func<TResource, TValue>> _read;
    private readonly Lazy<Func<TResource, TValue>> _compiled;
    private Func<IReadOnlyList<string>, Expression<Func<TResource, bool>>>? _matches;
    private Action<TResource, TValue>? _store;

    /// <summary>Declares an attribute that is shown and can neither be sent nor asked for until told so.</summary>
    /// <param name="name">Name in the API.</param>
    /// <param name="type">Form of the value.</param>
    /// <param name="read">Where the value stands; must be a mapped property for filters and sorting.</param>
    public AttributeDefinition(string name, AttributeType<TValue> type, Expression<Func<TResource, TValue>> read)
        : base(name, type)
    {
        _read = read;
        _compiled = new(() => read.Compile());
    }

    AttributeDefinition IResourceAttribute.Definition => this;

    /// <summary>Documents the attribute: a sentence, and an example as JSON text.</summary>
    public AttributeDefinition<TResource, TValue> Doc(string description, string? example = null) =>
        With(() => (Description, Example) = (description, example));

    /// <summary>POST must carry the attribute.</summary>
    public AttributeDefinition<TResource, TValue> PostRequired() => With(() => Post = PostRule.Required);

    /// <summary>POST must carry the attribute in some profiles; in the others the resource's rules say when it may be left out.</summary>
    public AttributeDefinition<TResource, TValue> PostRequired(Func<ApiProfile, bool> when) =>
        With(() => (Post, Requires) = (PostRule.Required, when));

    /// <summary>POST may carry the attribute; otherwise the service generates a value.</summary>
    public AttributeDefinition<TResource, TValue> PostGenerated() => With(() => Post = PostRule.Generated);

    /// <summary>POST may carry the attribute; otherwise it takes <paramref name="value"/>.</summary>
    public AttributeDefinition<TResource, TValue> PostDefault(TValue value) =>
        With(() => (Post, Default) = (PostRule.Optional, value));

    /// <summary>PUT may change the attribute.</summary>
    public AttributeDefinition<TResource, TValue> Put() => With(() => Puts = static _ => true);

    /// <summary>PUT may change the attribute in some profiles.</summary>
    public AttributeDefinition<TResource, TValue> Put(Func<ApiProfile, bool> when) => With(() => Puts = when);

    /// <summary>PUT may carry the attribute; whether it can be changed is for the plugin to say.</summary>
    public AttributeDefinition<TResource, TValue> PutByPlugin() => With(() => (Puts, IsPutByPlugin) = (static _ => true, true));

    /// <summary>Lists can be filtered by the attribute.</summary>
    public AttributeDefinition<TResource, TValue> Filter() => With(() => IsFilter = true);

    /// <summary>Lists can be filtered by the attribute, by a condition of its own.</summary>
    public AttributeDefinition<TResource, TValue> Filter(Func<IReadOnlyList<string>, Expression<Func<TResource, bool>>> matches) =>
        With(() => (IsFilter, _matches) = (true, matches));

    /// <summary>Lists can be sorted by the attribute.</summary>
    public AttributeDefinition<TResource, TValue> Sort() => With(() => IsSortKey = true);

    /// <summary>The attribute never appears in answers.</summary>
    public AttributeDefinition<TResource, TValue> Hidden() => With(() => IsVisible = false);

    /// <summary>Answers leave the attribute out where its value is <c>null</c>.</summary>
    public AttributeDefinition<TResource, TValue> LeftOutWhenNull() => With(() => IsLeftOutWhenNull = true);

    /// <summary>Sending a value other than the default asks policy rule <c>{action}:{attribute}</c>.</summary>
    public AttributeDefinition<TResource, TValue> WritePolicy() => With(() => HasWritePolicy = true);

    /// <summary>As <see cref="WritePolicy()"/>; the rules <c>{action}:{attribute}:{part}</c> of the parts that a value has are asked too.</summary>
    public AttributeDefinition<TResource, TValue> WritePolicy(Func<TValue, IEnumerable<string>> parts) =>
        With(() => (HasWritePolicy, PolicyParts) = (true, parts));

    /// <summary>The attribute is shown only where the policy rule holds.</summary>
    public AttributeDefinition<TResource, TValue> ReadPolicy(string rule) => With(() => ReadRule = rule);

    /// <summary>Only some profiles know the attribute.</summary>
    public AttributeDefinition<TResource, TValue> Only(Func<ApiProfile, bool> when) => With(() => Exists = when);

    /// <summary>The value has another form in some profiles.</summary>
    public AttributeDefinition<TResource, TValue> Form(AttributeType<TValue> form, Func<ApiProfile, bool> when) =>
        With(() => OtherForm = (form, when));

    /// <summary>In some profiles <c>null</c> stands for the default.</summary>
    public AttributeDefinition<TResource, TValue> NullIsDefault(Func<ApiProfile, bool> when) => With(() => NullsMeanDefault = when);

    /// <summary>Another name of <paramref name="attribute"/>: a value sent under this name is that attribute's.</summary>
    public AttributeDefinition<TResource, TValue> Synonym(AttributeDefinition<TResource, TValue> attribute) =>
        With(() => SynonymOf = attribute);

    /// <summary>How the resource keeps a value that was sent; for attributes that extensions add.</summary>
    internal AttributeDefinition<TResource, TValue> Extension(Action<TResource, TValue> store) => With(() => _store = store);

    /// <inheritdoc />
    public void Store(TResource resource, AttributeValues values)
    {
        if (_store is not null && values.TryGet(this, out var value))
            _store(resource, value);
    }

    /// <inheritdoc />
    public object? ValueOf(TResource resource) => _compiled.Value(resource);

    /// <inheritdoc />
    public void Write(Utf8JsonWriter writer, TResource resource, ApiProfile profile) =>
        TypeIn(profile).Write(writer, _compiled.Value(resource));

    /// <inheritdoc />
    public Expression<Func<TResource, bool>> Matches(IReadOnlyList<string> texts) =>
        _matches is not null ? _matches(texts) : AttributeQuery.IsOneOf(_read, AttributeQuery.Values(Type, texts));

    /// <inheritdoc />
    public IOrderedQueryable<TResource> Order(IQueryable<TResource> resources, bool isFirstKey, bool descending) =>
        AttributeQuery.Order(resources, _read, isFirstKey, descending);

    /// <inheritdoc />
    public Expression<Func<TResource, bool>> SortsBehind(TResource marker, bool descending) =>
        AttributeQuery.SortsBehind(_read, _compiled.Value(marker), descending);

    /// <inheritdoc />
    public Expression<Func<TResource, bool>> SortsWith(TResource marker) =>
        AttributeQuery.IsOneOf(_read, [_compiled.Value(marker)]);

    private AttributeDefinition<TResource, TValue> With(Action change)
    {
        change();
        return this;
    }
}
