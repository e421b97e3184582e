using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;

namespace Quantum.Server.Api.OpenApi;

/// <summary>What can be done with one resource besides the common operations.</summary>
internal sealed class ActionPaths(OpenApiDocument document, ResourceDefinition resource, Failures failures)
{
    /// <summary>Puts the actions into the document.</summary>
    public void Add(IEnumerable<ResourceAction> actions)
    {
        foreach (var action in actions)
            Operations.Add(document, $"/v2.0/{resource.Path}/{{id}}/{action.Name}", (action.Method, Operation(action)));
    }

    private OpenApiOperation Operation(ResourceAction action)
    {
        var operation = Operations.Of(document, resource.Collection, ResourceNames.Camel(action.Name), action.Description);
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "id",
                In = ParameterLocation.Path,
                Required = true,
                Description = $"Id of the {ResourceNames.Spoken(resource.Name)}.",
                Schema = Schemas.Text(format: "uuid"),
            },
        ];
        if (action.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = Operations.Json(Schemas.Of(body), JsonNode.Parse(action.BodyExample!)!),
            };
        }

        operation.Answers(StatusCodes.Status200OK, "Done.", Operations.Json(Schemas.Of(action.Answer), JsonNode.Parse(action.AnswerExample)!));
        failures.Add(operation, [new PolicyNotAuthorizedException([action.Name]), .. Failures.OfShow(resource), .. action.Failures]);
        return operation;
    }
}
