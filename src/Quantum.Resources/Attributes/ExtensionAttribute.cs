using System.Linq.Expressions;

namespace Quantum.Resources.Attributes;

/// <summary>Declares the attributes that a plugin adds to a resource.</summary>
public static class ExtensionAttribute
{
    /// <summary>
    /// A row for an attribute that a plugin adds: shown, filterable, kept in the resource's row under its own name, unless its value
    /// is the one that resources have anyway.
    /// Say with the methods of <see cref="AttributeDefinition{TResource,TValue}"/> whether POST and PUT accept it.
    /// </summary>
    /// <param name="name">Name with the plugin's prefix: <c>acme:colour</c>.</param>
    /// <param name="type">Form of the value.</param>
    /// <param name="otherwise">Value of resources that have none.</param>
    public static AttributeDefinition<TResource, TValue> Declare<TResource, TValue>(
        string name, AttributeType<TValue> type, TValue otherwise)
        where TResource : Resource =>
        new AttributeDefinition<TResource, TValue>(name, type, resource => resource.Extensions.Get(name, type, otherwise))
            .Extension((resource, value) => resource.Extensions =
                Equals(value, otherwise) ? resource.Extensions.Without(name) : resource.Extensions.With(name, type, value))
            .Filter(texts => IsOneOf<TResource, TValue>(name, type, otherwise, texts));

    /// <summary>Compares values as they are kept; resources that keep none have <paramref name="otherwise"/>.</summary>
    private static Expression<Func<TResource, bool>> IsOneOf<TResource, TValue>(
        string name, AttributeType<TValue> type, TValue otherwise, IReadOnlyList<string> texts)
        where TResource : Resource
    {
        var values = AttributeQuery.Values(type, texts);
        var kept = values.Select(value => ExtensionValues.Text(ExtensionValues.None.With(name, type, value), name)).ToList();
        var includesOtherwise = values.Contains(otherwise);
        return resource => kept.Contains(ExtensionValues.Text(resource.Extensions, name))
            || (includesOtherwise && ExtensionValues.Text(resource.Extensions, name) == null);
    }
}
