using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Requests;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The documents in which the service describes itself: versions, resources, extensions.</summary>
internal sealed class ServicePaths(OpenApiDocument document, ResourceCatalog catalog, ApiProfile profile, Failures failures)
{
    private const string Tag = "service";
    private const string Address = "http://127.0.0.1:9696";

    /// <summary>Puts tag, schemas and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "What the service says of itself." });
        AddSchemas();
        Operations.Add(document, "/", (HttpMethod.Get, Versions()));
        Operations.Add(document, "/v2.0/", (HttpMethod.Get, Index()));
        Operations.Add(document, "/v2.0/extensions", (HttpMethod.Get, Extensions()));
        Operations.Add(document, "/v2.0/extensions/{alias}", (HttpMethod.Get, Extension()));
    }

    private OpenApiOperation Versions()
    {
        var operation = Operations.Of(document, Tag, "listVersions", "List the API's versions");
        var version = new JsonObject
        {
            ["id"] = "v2.0",
            ["status"] = "CURRENT",
            ["links"] = Self(profile.TrailingSlashInVersionLink ? "/v2.0/" : "/v2.0"),
        };
        operation.Security = [];
        var answer = new JsonObject { ["versions"] = new JsonArray(version) };
        operation.Answers(StatusCodes.Status200OK, "The versions.", Operations.Json(Reference("VersionList"), answer));
        return operation;
    }

    private OpenApiOperation Index()
    {
        var operation = Operations.Of(document, Tag, "listResources", "List the core resources");
        var resource = catalog.All[0].Description;
        var entry = new JsonObject
        {
            ["name"] = resource.Name,
            ["collection"] = resource.Collection,
            ["links"] = Self($"/v2.0/{resource.Path}"),
        };
        var answer = new JsonObject { ["resources"] = new JsonArray(entry) };
        operation.Answers(StatusCodes.Status200OK, "The resources.", Operations.Json(Reference("ResourceList"), answer));
        failures.Add(operation, Failures.OfAll());
        return operation;
    }

    private OpenApiOperation Extensions()
    {
        var operation = Operations.Of(document, Tag, "listExtensions", "List what the server serves beyond the core API of 2012");
        var answer = new JsonObject { ["extensions"] = new JsonArray(ApiExtensions.Example()) };
        operation.Answers(StatusCodes.Status200OK, "The extensions.", Operations.Json(Reference("ExtensionList"), answer));
        failures.Add(operation, Failures.OfAll());
        return operation;
    }

    private OpenApiOperation Extension()
    {
        var operation = Operations.Of(document, Tag, "showExtension", "Show an extension");
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "alias",
                In = ParameterLocation.Path,
                Required = true,
                Description = "The extension's short name.",
                Schema = Schemas.Text(),
            },
        ];
        var answer = new JsonObject { ["extension"] = ApiExtensions.Example() };
        operation.Answers(StatusCodes.Status200OK, "The extension.", Operations.Json(Reference("ExtensionEnvelope"), answer));
        failures.Add(operation, [new ExtensionNotFoundException("colours"), .. Failures.OfAll()]);
        return operation;
    }

    private void AddSchemas()
    {
        var self = Schemas.ListOf(Schemas.Object(("rel", Schemas.Choice(["self"])), ("href", Schemas.Text(format: "uri"))));
        document.AddComponent("VersionList", Schemas.Object(("versions", Schemas.ListOf(Schemas.Object(
            ("id", Schemas.Text()), ("status", Schemas.Text()), ("links", self))))));
        document.AddComponent("ResourceList", Schemas.Object(("resources", Schemas.ListOf(Schemas.Object(
            ("name", Schemas.Text()), ("collection", Schemas.Text()), ("links", self))))));
        document.AddComponent("Extension", Schemas.Object(
            ("alias", Schemas.Text("Short name.")),
            ("name", Schemas.Text()),
            ("description", Schemas.Text()),
            ("namespace", Schemas.Text("Of extensions of 2012; else empty.")),
            ("updated", Schemas.Text(format: "date-time")),
            ("links", Schemas.ListOf(new OpenApiSchema { Type = JsonSchemaType.Object }))));
        document.AddComponent("ExtensionList", Schemas.Object(("extensions", Schemas.ListOf(Reference("Extension")))));
        document.AddComponent("ExtensionEnvelope", Schemas.Object(("extension", Reference("Extension"))));
    }

    private OpenApiSchemaReference Reference(string name) => new(name, document);

    private static JsonArray Self(string path) => [new JsonObject { ["rel"] = "self", ["href"] = Address + path }];
}
