using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Tags;
using Quantum.Server.Api.Tags;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The operations on the tags of one resource.</summary>
internal sealed class TagPaths(OpenApiDocument document, ResourceDefinition resource, Failures failures)
{
    private readonly string _one = ResourceNames.Spoken(resource.Name);
    private readonly string _type = ResourceNames.Type(resource);

    /// <summary>Puts the operations into the document.</summary>
    public void Add()
    {
        var all = $"/v2.0/{resource.Path}/{{id}}/{TagEndpoints.Name}";
        Operations.Add(
            document,
            all,
            (HttpMethod.Get, Show()),
            (HttpMethod.Put, Change($"replace{_type}Tags", "Give one {0} these tags and no others", StatusCodes.Status200OK)),
            (HttpMethod.Post, Change($"add{_type}Tags", "Give one {0} more tags", StatusCodes.Status201Created)),
            (HttpMethod.Delete, Change($"delete{_type}Tags", "Take all tags from one {0}")));
        Operations.Add(
            document,
            $"{all}/{{tag}}",
            (HttpMethod.Get, Find()),
            (HttpMethod.Put, OfOne(Change($"add{_type}Tag", "Give one {0} a tag", StatusCodes.Status201Created, hasBody: false))),
            (HttpMethod.Delete, OfOne(Change($"delete{_type}Tag", "Take a tag from one {0}"), new TagNotFoundException("web"))));
    }

    private static Dictionary<string, OpenApiMediaType> Body =>
        Operations.Json(Schemas.Object((TagEndpoints.Name, Schemas.Of(TagChange.Key.Schema))), new JsonObject { [TagEndpoints.Name] = new JsonArray("web") });

    private OpenApiOperation Show()
    {
        var operation = Operation($"show{_type}Tags", "Show the tags of one {0}");
        operation.Answers(StatusCodes.Status200OK, "Its tags.", Body);
        failures.Add(operation, [Missing, .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Find()
    {
        var operation = OfOne(Operation($"find{_type}Tag", "Ask whether one {0} has a tag"));
        operation.Answers(StatusCodes.Status204NoContent, "It has.");
        failures.Add(operation, [Missing, new TagNotFoundException("web"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Change(string id, string summary, int status = StatusCodes.Status204NoContent, bool hasBody = true)
    {
        var operation = Operation(id, summary);
        var answers = hasBody && status != StatusCodes.Status204NoContent;
        if (answers)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Body };
        operation.Answers(status, answers ? "Its tags then." : "Done.", answers ? Body : null);
        failures.Add(
            operation,
            [new InvalidInputException("Invalid tags body"), new PolicyNotAuthorizedException([$"update_{resource.Name}"]), Missing, .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation OfOne(OpenApiOperation operation, params IEnumerable<QuantumException> samples)
    {
        operation.Parameters!.Add(Operations.PathParameter("tag", "The tag."));
        failures.Add(operation, [.. samples.Any() ? [Missing, .. samples] : Array.Empty<QuantumException>()]);
        return operation;
    }

    private OpenApiOperation Operation(string id, string summary)
    {
        var operation = Operations.Of(document, resource.Collection, id, summary.Replace("{0}", _one, StringComparison.Ordinal));
        operation.Parameters!.Add(Operations.PathParameter("id", $"Id of the {_one}.", format: "uuid"));
        return operation;
    }

    private TagResourceNotFoundException Missing => new(resource.Collection, $"{ResourceFailures.SampleId}");
}
