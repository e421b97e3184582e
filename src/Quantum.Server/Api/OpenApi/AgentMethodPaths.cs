using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Resources.Errors;
using Quantum.Server.Api.Agents;

namespace Quantum.Server.Api.OpenApi;

/// <summary>What agents on hosts call.</summary>
internal sealed class AgentMethodPaths(OpenApiDocument document, Failures failures)
{
    private const string Tag = "agent methods";

    /// <summary>Puts tag and operations into the document, if there are any.</summary>
    public void Add(IReadOnlyCollection<AgentMethod> methods)
    {
        if (methods.Count > 0)
            document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "What agents on hosts report and ask; not for tenants." });
        foreach (var method in methods)
            Operations.Add(document, $"{AgentMethodEndpoints.Root}/{method.Name}", (HttpMethod.Post, Operation(method)));
    }

    private OpenApiOperation Operation(AgentMethod method)
    {
        var operation = Operations.Of(document, Tag, ResourceNames.Camel(method.Name), method.Description);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = Operations.Json(Body(method), Example(method)),
        };
        var answer = JsonNode.Parse(method.AnswerExample) ?? JsonNullSentinel.JsonNull;
        operation.Answers(StatusCodes.Status200OK, "Done.", Operations.Json(Schemas.Of(method.Answer), answer));
        failures.Add(
            operation,
            [
                new HttpBadRequestException("Required argument 'colour' not specified"),
                new PolicyNotAuthorizedException([AgentMethodEndpoints.Rule]),
                new HttpRequestTooLargeException(),
                .. method.Failures,
                .. Failures.OfAll(),
            ]);
        return operation;
    }

    private static OpenApiSchema Body(AgentMethod method) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = method.Arguments.ToDictionary(argument => argument.Name, IOpenApiSchema (argument) => Schemas.Of(argument.Schema)),
        Required = method.Arguments.Where(argument => !argument.IsOptional).Select(argument => argument.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static JsonObject Example(AgentMethod method) =>
        [.. method.Arguments.Select(argument => KeyValuePair.Create(argument.Name, JsonNode.Parse(argument.Example)))];
}
