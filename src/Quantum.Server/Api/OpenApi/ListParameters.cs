using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>
/// The query parameters of lists. They carry no examples: a form that fills them in would ask for objects that do not exist.
/// </summary>
internal static class ListParameters
{
    /// <summary>What the parameters do together.</summary>
    public const string Rule =
        "A parameter that has the name of an attribute is a filter: an object must have one of its values, in every filter. "
        + "Nothing is found by an attribute that the caller may not see.";

    /// <summary>Filters, fields, order and page of a resource's list.</summary>
    public static IEnumerable<IOpenApiParameter> Of(ResourceDefinition resource, ApiProfile profile)
    {
        var known = resource.Attributes.Where(attribute => attribute.ExistsIn(profile)).ToList();
        var filters = known.Where(attribute => attribute.IsFilter).Select(Filter);
        return [.. filters, Fields(resource, profile), .. profile.Paging ? Paging(known) : []];
    }

    /// <summary>The parameter <c>fields</c>, which lists and single objects share.</summary>
    public static IOpenApiParameter Fields(ResourceDefinition resource, ApiProfile profile)
    {
        var shown = resource.Attributes.Where(attribute => attribute.ExistsIn(profile) && attribute.IsVisible);
        var names = Schemas.Choice(shown.Select(attribute => attribute.Name));
        return Repeated("fields", "Attributes to show; without it, all of them.", names);
    }

    private static OpenApiParameter Filter(AttributeDefinition attribute)
    {
        var (schema, form) = attribute.Schema switch
        {
            { Items.Properties: { } parts } => (Schemas.Text(), $" As `key=value`; keys: {string.Join(", ", parts.Keys)}."),
            { Type: "array" or "object" } => (Schemas.Text(), ""),
            var value => (Schemas.Of(value with { IsNullable = false, MaxLength = null }), ""),
        };
        return Repeated(attribute.Name, $"{attribute.Description}{form}", schema);
    }

    private static IEnumerable<OpenApiParameter> Paging(IEnumerable<AttributeDefinition> known)
    {
        var sortKeys = known.Where(attribute => attribute.IsSortKey).Select(attribute => attribute.Name);
        yield return Repeated("sort_key", "Attributes to sort by, the first one first; as many as sort_dir.", Schemas.Choice(sortKeys));
        yield return Repeated("sort_dir", "Directions of the sort keys.", Schemas.Choice(["asc", "desc"]));
        yield return Query(
            "limit",
            "Largest number of objects; 0 or absent: as many as the server sends.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" });
        yield return Query("marker", "Id of the last object of the page before; the page begins behind it.", Schemas.Text());
        yield return Flag("page_reverse", "The page ends before the marker instead.");
    }

    /// <summary>A parameter that is true or false.</summary>
    public static OpenApiParameter Flag(string name, string description) =>
        Query(name, description, new OpenApiSchema { Type = JsonSchemaType.Boolean });

    /// <summary>A parameter that may be sent several times.</summary>
    public static OpenApiParameter Repeated(string name, string description, OpenApiSchema items)
    {
        var parameter = Query(name, description, Schemas.ListOf(items));
        (parameter.Style, parameter.Explode) = (ParameterStyle.Form, true);
        return parameter;
    }

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = schema,
    };
}
