using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The operations of one collection below a resource.</summary>
internal sealed class ChildPaths(
    OpenApiDocument document, ResourceDefinition parent, ServedChild child, ApiProfile profile, Failures failures)
{
    private readonly ResourceDefinition _resource = child.Description;
    private readonly ResourceSchemas _schemas = new(document, child.Description, profile);
    private readonly ResourceExamples _examples = new(child.Description, profile);
    private readonly string _one = ResourceNames.Spoken(child.Description.Name);

    /// <summary>Puts schemas and operations into the document.</summary>
    public void Add()
    {
        if (!child.ExistsIn(profile))
            return;

        _schemas.Add(allowsBulk: false);
        var collection = $"/v2.0/{parent.Collection}/{{id}}/{_resource.Collection}";
        var item = $"{collection}/{{{_resource.Key}}}";
        Operations.Add(document, collection, (HttpMethod.Get, List()), (HttpMethod.Post, Create()));
        Operations.Add(document, item, (HttpMethod.Get, Show()), (HttpMethod.Put, Update()), (HttpMethod.Delete, Delete()));
        foreach (var action in child.ActionNames)
            Operations.Add(document, $"{item}/{action}", (HttpMethod.Put, Act(action)));
    }

    private OpenApiOperation List()
    {
        var operation = Operation($"list{Type}s", $"List the {_one}s of a {Parent}", isOfItem: false);
        operation.Answers(StatusCodes.Status200OK, $"All {_one}s of the {Parent}.", Operations.Json(_schemas.Many, _examples.Many));
        failures.Add(operation, Failures.OfShow(parent));
        return operation;
    }

    private OpenApiOperation Create()
    {
        var operation = Operation($"create{Type}", $"Create a {_one} of a {Parent}", isOfItem: false);
        operation.RequestBody = Body(_schemas.CreateOne, _examples.Create(allowsBulk: false));
        operation.Answers(StatusCodes.Status201Created, "What was created.", Operations.Json(_schemas.One, _examples.One));
        failures.Add(operation, [.. Refusals("create"), .. Failures.OfShow(parent), .. _resource.Failures.Create]);
        return operation;
    }

    private OpenApiOperation Show()
    {
        var operation = Operation($"show{Type}", $"Show a {_one} of a {Parent}", isOfItem: true);
        operation.Answers(StatusCodes.Status200OK, $"The {_one}.", Operations.Json(_schemas.One, _examples.One));
        failures.Add(operation, Missing);
        return operation;
    }

    private OpenApiOperation Update()
    {
        var operation = Operation($"update{Type}", $"Change a {_one} of a {Parent}", isOfItem: true);
        operation.RequestBody = Body(_schemas.Update, _examples.Update());
        operation.Answers(StatusCodes.Status200OK, $"The whole {_one} after the change.", Operations.Json(_schemas.One, _examples.One));
        failures.Add(operation, [.. Refusals("update"), .. Missing, .. _resource.Failures.Update]);
        return operation;
    }

    private OpenApiOperation Delete()
    {
        var operation = Operation($"delete{Type}", $"Delete a {_one} of a {Parent}", isOfItem: true);
        operation.Answers(StatusCodes.Status204NoContent, "It is deleted.");
        failures.Add(operation, [new PolicyNotAuthorizedException([Rule("delete")]), .. Missing, .. _resource.Failures.Delete]);
        return operation;
    }

    private OpenApiOperation Act(string action)
    {
        var operation = Operation($"{ResourceNames.Camel(action)}{Type}", $"Do {action} with a {_one} of a {Parent}", isOfItem: true);
        operation.Answers(StatusCodes.Status200OK, $"The bare {_one} after it.", Operations.Json(_schemas.Bare, _examples.Bare));
        failures.Add(operation, [new PolicyNotAuthorizedException([action]), .. Missing]);
        return operation;
    }

    private OpenApiOperation Operation(string id, string summary, bool isOfItem)
    {
        var operation = Operations.Of(document, parent.Collection, id, summary);
        operation.Parameters = [Parameter("id", $"Id of the {Parent}.", Schemas.Text(format: "uuid"))];
        if (isOfItem)
            operation.Parameters.Add(Parameter(_resource.Key, $"The {_resource.Key} that names the {_one}.", Schemas.Text()));
        return operation;
    }

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = schema };

    private static OpenApiRequestBody Body(IOpenApiSchema schema, Dictionary<string, IOpenApiExample> examples) =>
        new() { Required = true, Content = Operations.Json(schema, examples) };

    private QuantumException[] Refusals(string verb) =>
        [new HttpBadRequestException("Unrecognized attribute(s) 'colour'"), new PolicyNotAuthorizedException([Rule(verb)])];

    private QuantumException[] Missing => [_resource.NotFound("nowhere"), .. Failures.OfShow(parent)];

    private string Rule(string verb) => $"{verb}_{parent.Name}_{_resource.Name}";

    private string Type => ResourceNames.Type(parent) + ResourceNames.Type(_resource);

    private string Parent => ResourceNames.Spoken(parent.Name);
}
