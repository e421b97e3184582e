using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The operations of one resource, whatever it is.</summary>
internal sealed partial class ResourcePaths(
    OpenApiDocument document, ResourceDefinition resource, ApiProfile profile, bool allowsBulk, Failures failures)
{
    private readonly ResourceSchemas _schemas = new(document, resource, profile);
    private readonly ResourceExamples _examples = new(resource, profile);
    private readonly string _one = ResourceNames.Spoken(resource.Name);
    private readonly string _many = ResourceNames.Spoken(resource.Collection);

    /// <summary>Puts tag, schemas and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = resource.Collection, Description = resource.Description });
        _schemas.Add(allowsBulk);
        var collection = $"/v2.0/{resource.Path}";
        if (!resource.IsMemberOnly)
            Operations.Add(document, collection, (HttpMethod.Get, List()), (HttpMethod.Post, Create()));
        Operations.Add(document, $"{collection}/{{id}}", [(HttpMethod.Get, Show()), .. Updates(), (HttpMethod.Delete, Delete())]);
    }

    private OpenApiOperation List()
    {
        var operation = Operation($"list{ResourceNames.Collection(resource)}", $"List {_many}");
        operation.Description = ListParameters.Rule;
        operation.Parameters = [.. Parents(), .. ListParameters.Of(resource, profile)];
        operation.Answers(StatusCodes.Status200OK, $"The {_many} that the caller may see.", Operations.Json(_schemas.Many, _examples.Many));
        failures.Add(operation, failures.OfList(resource));
        return operation;
    }

    private OpenApiOperation Create()
    {
        var operation = Operation(
            $"create{ResourceNames.Type(resource)}", allowsBulk ? $"Create one {_one} or several" : $"Create one {_one}");
        operation.Parameters = [.. Parents()];
        operation.RequestBody = Body(
            allowsBulk ? EitherOf(_schemas.CreateOne, _schemas.CreateMany) : _schemas.CreateOne, _examples.Create(allowsBulk));

        var answers = new Dictionary<string, IOpenApiExample> { ["one"] = ResourceExamples.Example($"The {_one}", _examples.One) };
        if (allowsBulk)
            answers["bulk"] = ResourceExamples.Example($"The {_many} of a bulk request, in its order", _examples.Many);
        operation.Answers(
            StatusCodes.Status201Created,
            "What was created.",
            Operations.Json(allowsBulk ? EitherOf(_schemas.One, _schemas.Many) : _schemas.One, answers));
        failures.Add(operation, failures.OfCreate(resource));
        return operation;
    }

    private OpenApiOperation Show()
    {
        var operation = Operation($"show{ResourceNames.Type(resource)}", $"Show one {_one}");
        operation.Parameters = [.. Parents(), Id(), ListParameters.Fields(resource, profile)];
        operation.Answers(StatusCodes.Status200OK, $"The {_one}.", Operations.Json(_schemas.One, _examples.One));
        failures.Add(operation, Failures.OfShow(resource));
        return operation;
    }

    private IEnumerable<(HttpMethod Method, OpenApiOperation Operation)> Updates() =>
        resource.AllowsUpdate ? [(HttpMethod.Put, Update())] : [];

    private OpenApiOperation Update()
    {
        var operation = Operation($"update{ResourceNames.Type(resource)}", $"Change one {_one}");
        operation.Parameters = [.. Parents(), Id(), .. Revision()];
        operation.RequestBody = Body(_schemas.Update, _examples.Update());
        operation.Answers(StatusCodes.Status200OK, $"The whole {_one} after the change.", Operations.Json(_schemas.One, _examples.One));
        failures.Add(operation, failures.OfUpdate(resource));
        return operation;
    }

    private OpenApiOperation Delete()
    {
        var operation = Operation($"delete{ResourceNames.Type(resource)}", $"Delete one {_one}");
        operation.Parameters = [.. Parents(), Id(), .. Revision()];
        operation.Answers(StatusCodes.Status204NoContent, "It is deleted.");
        failures.Add(operation, failures.OfDelete(resource));
        return operation;
    }

    private OpenApiOperation Operation(string id, string summary) => Operations.Of(document, resource.Collection, id, summary);

    /// <summary>The objects that stand in the URL before the collection: <c>{policy_id}</c>.</summary>
    private IEnumerable<OpenApiParameter> Parents() => InBraces().Matches(resource.Path).Select(match =>
        Operations.PathParameter(match.Groups["name"].Value, $"Id of the {ResourceNames.Spoken(match.Groups["resource"].Value)}.", format: "uuid"));

    private OpenApiParameter Id() => new()
    {
        Name = "id",
        In = ParameterLocation.Path,
        Required = true,
        Description = $"Id of the {_one}.",
        Schema = resource.Find("id", profile) is { } id ? Schemas.Of(id.Schema) : Schemas.Text(),
    };

    private IEnumerable<OpenApiParameter> Revision() => !profile.StandardAttributes ? [] :
    [
        new()
        {
            Name = "If-Match",
            In = ParameterLocation.Header,
            Description = "`revision_number=7` (with the number last read): only while the object still has that revision.",
            Schema = Schemas.Text(),
        },
    ];

    private static OpenApiRequestBody Body(IOpenApiSchema schema, Dictionary<string, IOpenApiExample> examples) =>
        new() { Required = true, Content = Operations.Json(schema, examples) };

    private static OpenApiSchema EitherOf(params IOpenApiSchema[] schemas) => new() { OneOf = schemas };

    [GeneratedRegex("{(?<name>(?<resource>[a-z_]+)_id)}")]
    private static partial Regex InBraces();
}
