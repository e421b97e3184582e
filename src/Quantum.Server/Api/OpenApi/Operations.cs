using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The parts that operations are made of.</summary>
internal static class Operations
{
    /// <summary>An operation without answers yet.</summary>
    public static OpenApiOperation Of(OpenApiDocument document, string tag, string id, string summary) => new()
    {
        OperationId = id,
        Summary = summary,
        Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
        Parameters = [],
        Responses = [],
    };

    /// <summary>A part of the path.</summary>
    public static OpenApiParameter PathParameter(string name, string description, string? format = null) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = Schemas.Text(format: format) };

    /// <summary>A JSON body with examples by name.</summary>
    public static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema, Dictionary<string, IOpenApiExample> examples) => new()
    {
        [Representation.Json] = new() { Schema = schema, Examples = examples },
    };

    /// <summary>A JSON body with one example.</summary>
    public static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema, JsonNode example) => new()
    {
        [Representation.Json] = new() { Schema = schema, Example = example },
    };

    /// <summary>Adds the answer of success.</summary>
    public static void Answers(
        this OpenApiOperation operation, int status, string description, Dictionary<string, OpenApiMediaType>? content = null) =>
        operation.Responses![$"{status}"] = new OpenApiResponse { Description = description, Content = content };

    /// <summary>Puts a path with its operations into the document.</summary>
    public static void Add(
        OpenApiDocument document, string path, params IEnumerable<(HttpMethod Method, OpenApiOperation Operation)> operations) =>
        document.Paths[path] = new OpenApiPathItem { Operations = operations.ToDictionary(pair => pair.Method, pair => pair.Operation) };
}
