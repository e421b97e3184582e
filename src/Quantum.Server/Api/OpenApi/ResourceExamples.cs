using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>
/// Bodies of one resource, put together from its attributes' examples. The owner is left out of requests: it is the caller's
/// tenant, and few callers may name another.
/// </summary>
internal sealed class ResourceExamples(ResourceDefinition resource, ApiProfile profile)
{
    private const string Name = "name";
    private const string Owner = "tenant_id";

    /// <summary>One object that nothing wraps.</summary>
    public JsonObject Bare => Body(attribute => attribute.IsVisible && !attribute.IsLeftOutWhenNull);

    /// <summary>The answer with one object.</summary>
    public JsonObject One => Wrap(Bare);

    /// <summary>The answer with a list.</summary>
    public JsonObject Many => WrapList(Bare);

    private JsonObject Short =>
        Body(attribute => attribute.Post == PostRule.Required || (attribute.Name == Name && IsAccepted(attribute)));

    /// <summary>Bodies of POST by name: the least that is useful, everything, and a list where lists are accepted.</summary>
    public Dictionary<string, IOpenApiExample> Create(bool allowsBulk)
    {
        var examples = new Dictionary<string, IOpenApiExample>
        {
            ["short"] = Example("The least that is useful", Wrap(Short)),
            ["full"] = Example("Every attribute that can be sent", Wrap(Body(IsAccepted))),
        };
        if (allowsBulk)
        {
            examples["bulk"] = Example(
                "Several at once: all are created, or none", AreRepeatable ? WrapList(Short, Short) : WrapList(Short));
        }

        return examples;
    }

    /// <summary>Bodies of PUT by name.</summary>
    public Dictionary<string, IOpenApiExample> Update()
    {
        var all = Body(attribute => attribute.AllowsPut(profile) && !attribute.IsPutByPlugin);
        var first = all.ContainsKey(Name) ? Name : all.FirstOrDefault().Key;
        return new()
        {
            ["short"] = Example("One attribute", Wrap(Body(attribute => attribute.Name == first))),
            ["full"] = Example("Every attribute that can be changed", Wrap(all)),
        };
    }

    /// <summary>The attribute's example, or its default; <c>null</c> when it has neither.</summary>
    public static JsonNode? Of(AttributeDefinition attribute) =>
        attribute.Example is { } text ? Parse(text) : attribute.Post == PostRule.Optional ? Default(attribute) : null;

    /// <summary>The attribute's default as JSON.</summary>
    public static JsonNode Default(AttributeDefinition attribute)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            attribute.WriteValue(writer, attribute.DefaultValue);
        }

        buffer.Position = 0;
        return JsonNode.Parse(buffer) ?? JsonNullSentinel.JsonNull;
    }

    /// <summary>An example for a document.</summary>
    public static OpenApiExample Example(string summary, JsonNode value) => new() { Summary = summary, Value = value };

    /// <summary>Two of the short example can stand side by side: nothing in it must be different from object to object.</summary>
    private bool AreRepeatable =>
        resource.Attributes.All(attribute => attribute.Post != PostRule.Required || attribute.Schema.Format == "uuid");

    private static JsonNode Parse(string text) => JsonNode.Parse(text) ?? JsonNullSentinel.JsonNull;

    private static bool IsAccepted(AttributeDefinition attribute) =>
        attribute.Post != PostRule.Refused && attribute.Name != Owner && attribute.SynonymOf?.Name != Owner;

    private JsonObject Body(Func<AttributeDefinition, bool> has)
    {
        var body = new JsonObject();
        foreach (var attribute in resource.Attributes.Where(attribute => attribute.ExistsIn(profile) && has(attribute)))
        {
            if (Of(attribute) is { } example)
                body[attribute.Name] = example == JsonNullSentinel.JsonNull ? null : example;
        }

        return body;
    }

    private JsonObject Wrap(JsonObject body) => new() { [resource.Name] = body };

    private JsonObject WrapList(params ReadOnlySpan<JsonNode?> bodies) => new() { [resource.Collection] = new JsonArray(bodies) };
}
