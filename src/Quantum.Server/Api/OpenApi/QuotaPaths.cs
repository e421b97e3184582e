using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Core.Quotas;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;
using Quantum.Resources.Quotas;
using Quantum.Server.Api.Quotas;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The limits of tenants. Examples are written by the code that writes the answers.</summary>
internal sealed class QuotaPaths(OpenApiDocument document, ApiProfile profile, Failures failures)
{
    private const string Tag = "quotas";
    private const string Tenant = "demo";
    private const string Sample = "port";

    private readonly IReadOnlyList<string> _names = [.. QuotaResources.In(profile).Select(resource => resource.Name)];

    /// <summary>Puts tag, schemas and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "How much a tenant may own; -1 is unlimited." });
        AddSchemas();
        Operations.Add(document, QuotaEndpoints.Collection, (HttpMethod.Get, List()));
        Operations.Add(document, $"{QuotaEndpoints.Collection}/tenant", (HttpMethod.Get, Caller("tenant")));
        Operations.Add(
            document, QuotaEndpoints.Member, (HttpMethod.Get, Show()), (HttpMethod.Put, Update()), (HttpMethod.Delete, Delete()));
        if (!profile.StandardAttributes)
            return;

        Operations.Add(document, $"{QuotaEndpoints.Collection}/project", (HttpMethod.Get, Caller("project")));
        Operations.Add(document, $"{QuotaEndpoints.Member}/default", (HttpMethod.Get, Default()));
        Operations.Add(document, $"{QuotaEndpoints.Member}/details", (HttpMethod.Get, Details()));
    }

    private OpenApiOperation List()
    {
        var operation = Operations.Of(document, Tag, "listQuotas", "List the tenants that have limits of their own");
        var answer = Written(writer => QuotaDocuments.Write(writer, [new TenantQuota(Tenant, Limits)], profile));
        operation.Answers(StatusCodes.Status200OK, "All limits of those tenants.", Operations.Json(Reference("QuotaList"), answer));
        failures.Add(operation, [Refused("get"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Caller(string name)
    {
        var operation = Operations.Of(document, Tag, $"show{Upper(name)}OfCaller", $"Show which {name} the caller is");
        var answer = Written(writer => QuotaDocuments.WriteCaller(writer, name, Tenant));
        operation.Answers(StatusCodes.Status200OK, $"The {name}.", Operations.Json(Reference($"Caller{Upper(name)}"), answer));
        failures.Add(operation, [new QuotaMissingTenantException(), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Show() => Reading("showQuota", "Show a tenant's limits", "The limits in force.");

    private OpenApiOperation Default() => Reading("showDefaultQuota", "Show the limits of a tenant without its own", "The limits.");

    private OpenApiOperation Reading(string id, string summary, string meaning)
    {
        var operation = OfTenant(id, summary);
        operation.Answers(StatusCodes.Status200OK, meaning, Operations.Json(Reference("QuotaEnvelope"), Envelope()));
        failures.Add(operation, [Refused("get"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Details()
    {
        var operation = OfTenant("showQuotaDetails", "Show a tenant's limits and how much of them it uses");
        var details = Limits.Select(limit => new QuotaDetail(limit.Resource, limit.Limit, Used: 1));
        var answer = Written(writer => QuotaDocuments.Write(writer, details));
        operation.Answers(StatusCodes.Status200OK, "Limits and use.", Operations.Json(Reference("QuotaDetailsEnvelope"), answer));
        failures.Add(operation, [new AdminRequiredException(QuotaEndpoints.ForeignDetails), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Update()
    {
        var operation = OfTenant("updateQuota", "Set limits of a tenant");
        var body = new JsonObject { ["quota"] = new JsonObject { [Sample] = profile.QuotaOf(Sample) } };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = Operations.Json(Reference("QuotaUpdateEnvelope"), body),
        };
        operation.Answers(
            StatusCodes.Status200OK, "All limits of the tenant then.", Operations.Json(Reference("QuotaEnvelope"), Envelope()));
        failures.Add(
            operation,
            [
                new QuotaBelowUseException(Sample, limit: 1, used: 2),
                new InvalidInputException("'many' is not an integer"),
                Refused("update"),
                new HttpRequestTooLargeException(),
                .. Failures.OfAll(),
            ]);
        return operation;
    }

    private OpenApiOperation Delete()
    {
        var operation = OfTenant("deleteQuota", "Forget the limits that were set for a tenant");
        operation.Answers(StatusCodes.Status204NoContent, "The tenant has the default limits, as it may have had before.");
        failures.Add(operation, [Refused("delete"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation OfTenant(string id, string summary)
    {
        var operation = Operations.Of(document, Tag, id, summary);
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "tenant",
                In = ParameterLocation.Path,
                Required = true,
                Description = "Id of the tenant; it need not be known to this server.",
                Schema = Schemas.Text(),
            },
        ];
        return operation;
    }

    private void AddSchemas()
    {
        var tenant = ("tenant_id", (IOpenApiSchema)Schemas.Text());
        var project = ("project_id", (IOpenApiSchema)Schemas.Text());
        var limits = _names.Select(name => (name, (IOpenApiSchema)Limit())).ToList();
        document.AddComponent("Quota", Schemas.Object(limits));
        document.AddComponent("QuotaEnvelope", Schemas.Object(("quota", Reference("Quota"))));
        document.AddComponent("QuotaList", Schemas.Object(
            ("quotas", Schemas.ListOf(Schemas.Object(profile.StandardAttributes ? [.. limits, project, tenant] : [.. limits, tenant])))));
        document.AddComponent("QuotaUpdate", UpdateSchema());
        document.AddComponent("QuotaUpdateEnvelope", Schemas.Object(("quota", Reference("QuotaUpdate"))));
        document.AddComponent("QuotaDetail", Schemas.Object(
            ("limit", Limit()),
            ("used", Integer("How many the tenant owns.")),
            ("reserved", Integer("0."))));
        document.AddComponent("QuotaDetailsEnvelope", Schemas.Object(
            ("quota", Schemas.Object(_names.Select(name => (name, (IOpenApiSchema)Reference("QuotaDetail")))))));
        document.AddComponent("CallerTenant", Schemas.Object(("tenant", Schemas.Object(tenant))));
        document.AddComponent("CallerProject", Schemas.Object(("project", Schemas.Object(project))));
    }

    private OpenApiSchema UpdateSchema()
    {
        var properties = _names.ToDictionary(name => name, IOpenApiSchema (_) => Limit());
        properties[QuotaBody.CheckLimit] = Truth("Refuse limits below what the tenant owns. Default false.");
        properties[QuotaBody.Force] = Truth("Without effect.");
        return new() { Type = JsonSchemaType.Object, Properties = properties };
    }

    private static OpenApiSchema Truth(string description) => new() { Type = JsonSchemaType.Boolean, Description = description };

    private static OpenApiSchema Limit() => Integer("Largest number that the tenant may own; -1: unlimited.");

    private static OpenApiSchema Integer(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int32", Description = description };

    private IReadOnlyList<QuotaLimit> Limits => QuotaService.Default(profile);

    private JsonNode Envelope() => Written(writer => QuotaDocuments.Write(writer, Limits));

    private static PolicyNotAuthorizedException Refused(string verb) => new([$"{verb}_quota"]);

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static JsonNode Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return JsonNode.Parse(buffer.ToArray())!;
    }

    private OpenApiSchemaReference Reference(string name) => new(name, document);
}
