using System.Text.Json;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Attributes;

/// <summary>Entity to JSON: writes the attributes chosen for one request, in table order.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <param name="attributes">The attributes that this request shows.</param>
/// <param name="profile">The request's profile.</param>
/// <param name="mayShow">Asked for attributes that have a read rule: may this caller see it on this resource?</param>
public sealed class ResourceView<TResource>(
    IReadOnlyList<IResourceAttribute<TResource>> attributes,
    ApiProfile profile,
    Func<TResource, string, bool> mayShow)
{
    /// <summary>Writes one object.</summary>
    public void Write(Utf8JsonWriter writer, TResource resource)
    {
        writer.WriteStartObject();
        foreach (var attribute in attributes)
        {
            if (attribute.Definition.ReadRule is { } rule && !mayShow(resource, rule))
                continue;
            if (attribute.Definition.IsLeftOutWhenNull && attribute.ValueOf(resource) is null)
                continue;

            writer.WritePropertyName(attribute.Definition.Name);
            attribute.Write(writer, resource, profile);
        }

        writer.WriteEndObject();
    }
}
