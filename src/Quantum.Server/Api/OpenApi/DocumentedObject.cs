using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Quantum.Server.Api.OpenApi;

/// <summary>What documents say of objects that have no attribute table.</summary>
/// <param name="Type">Name of the schema: <c>Agent</c>.</param>
/// <param name="Name">The key of one object: <c>agent</c>.</param>
/// <param name="Collection">The key of a list: <c>agents</c>.</param>
/// <param name="Members">The members, in the order of answers.</param>
internal sealed record DocumentedObject(string Type, string Name, string Collection, IReadOnlyList<DocumentedMember> Members)
{
    /// <summary>The body of an answer with one of them.</summary>
    public Dictionary<string, OpenApiMediaType> One() =>
        Operations.Json(Schemas.Object((Name, Schema())), new JsonObject { [Name] = Example() });

    /// <summary>The body of an answer with a list.</summary>
    public Dictionary<string, OpenApiMediaType> Many() =>
        Operations.Json(Schemas.Object((Collection, Schemas.ListOf(Schema()))), new JsonObject { [Collection] = new JsonArray(Example()) });

    /// <summary>The parameters of a list: a filter for each member that can be one, and the choice of members.</summary>
    public IEnumerable<IOpenApiParameter> ListParameters() =>
    [
        .. Members.Where(member => member.IsFilter).Select(member => OpenApi.ListParameters.Repeated(member.Name, member.Description, member.Schema())),
        Fields(),
    ];

    /// <summary>The parameter that chooses the members shown.</summary>
    public IOpenApiParameter Fields() =>
        OpenApi.ListParameters.Repeated("fields", "Members to show; without it, all of them.", Schemas.Choice(Members.Select(member => member.Name)));

    /// <summary>The form of one of them.</summary>
    public OpenApiSchema Schema()
    {
        var schema = Schemas.Object(Members.Select(member => (member.Name, (IOpenApiSchema)member.Described())));
        schema.Title = Type;
        return schema;
    }

    /// <summary>One of them.</summary>
    public JsonObject Example() => [.. Members.Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Example)))];
}

/// <summary>A member of such objects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, and null where it may be that.</param>
/// <param name="Description">What it says.</param>
/// <param name="Example">A value, as JSON text.</param>
internal sealed record DocumentedMember(string Name, JsonSchemaType Type, string Description, string Example)
{
    /// <summary>True when lists can be filtered by it.</summary>
    public bool IsFilter { get; init; } = true;

    /// <summary>What an array has; <c>null</c> for all else.</summary>
    public Func<OpenApiSchema>? Items { get; init; }

    /// <summary>Its form.</summary>
    public OpenApiSchema Schema() => new() { Type = Type, Items = Items?.Invoke() };

    /// <summary>Its form, and what it says.</summary>
    public OpenApiSchema Described()
    {
        var schema = Schema();
        schema.Description = Description;
        return schema;
    }
}
