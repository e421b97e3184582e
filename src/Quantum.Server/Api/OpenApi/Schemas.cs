using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Resources.Attributes;

namespace Quantum.Server.Api.OpenApi;

/// <summary>Schemas of values and of small objects.</summary>
internal static class Schemas
{
    /// <summary>The schema of an attribute's value, from the facts of its type.</summary>
    public static OpenApiSchema Of(ValueSchema value) => new()
    {
        Type = TypeOf(value),
        Format = value.Format,
        MaxLength = value.MaxLength,
        Enum = value.Values is { } values ? EnumOf(values, value.IsNullable) : null,
        Items = value.Items is { } items ? Of(items) : null,
        Properties = value.Properties?.ToDictionary(member => member.Key, IOpenApiSchema (member) => Of(member.Value)),
        Required = value.Required?.ToHashSet(),
    };

    public static OpenApiSchema Text(string? description = null, string? format = null) =>
        new() { Type = JsonSchemaType.String, Description = description, Format = format };

    public static OpenApiSchema Choice(IEnumerable<string> values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(JsonNode (value) => value)] };

    public static OpenApiSchema ListOf(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    /// <summary>An object that has all of these members.</summary>
    public static OpenApiSchema Object(params IEnumerable<(string Name, IOpenApiSchema Schema)> members)
    {
        var properties = members.ToDictionary(member => member.Name, member => member.Schema);
        return new() { Type = JsonSchemaType.Object, Properties = properties, Required = properties.Keys.ToHashSet() };
    }

    private static JsonSchemaType TypeOf(ValueSchema value)
    {
        var type = Enum.Parse<JsonSchemaType>(value.Type, ignoreCase: true);
        return value.IsNullable ? type | JsonSchemaType.Null : type;
    }

    private static List<JsonNode> EnumOf(IReadOnlyList<object> values, bool isNullable)
    {
        var nodes = values.Select(value => System.Text.Json.JsonSerializer.SerializeToNode(value)!).ToList();
        if (isNullable)
            nodes.Add(JsonNullSentinel.JsonNull);
        return nodes;
    }
}
