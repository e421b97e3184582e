using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Quantum.Core.Database;
using Quantum.Core.Policy;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;
using Quantum.Server.Identity;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The error answers of operations. Examples are written by the code that writes the real ones.</summary>
internal sealed class Failures(OpenApiDocument document, ResourceCatalog catalog, ApiProfile profile, IIdentity identity)
{
    private const string SchemaName = "Error";
    private const string SampleIdentity = "http://127.0.0.1:5000";

    private static readonly Dictionary<int, string> Meanings = new()
    {
        [StatusCodes.Status400BadRequest] = "The request is malformed or breaks a rule.",
        [StatusCodes.Status401Unauthorized] = "The caller could not be identified.",
        [StatusCodes.Status403Forbidden] = "Policy refuses the action.",
        [StatusCodes.Status404NotFound] = "An object does not exist, or the caller may not see it.",
        [StatusCodes.Status409Conflict] = "The change contradicts the present state.",
        [StatusCodes.Status412PreconditionFailed] = "The object has changed since the revision named in If-Match.",
        [StatusCodes.Status413PayloadTooLarge] = "The body is larger than the server accepts.",
        [StatusCodes.Status503ServiceUnavailable] = "A part that the server needs does not work at present; try again.",
    };

    /// <summary>Puts the schema of error bodies into the document.</summary>
    public void AddSchema()
    {
        var members = new List<(string, IOpenApiSchema)>();
        if (profile.ErrorBody != ErrorBody.Quantum)
            members.Add(("NeutronError", NeutronError()));
        if (profile.ErrorBody != ErrorBody.Neutron)
            members.Add(("QuantumError", Schemas.Text("The message alone, as clients of 2012 read it.")));
        document.AddComponent(SchemaName, Schemas.Object(members));
    }

    /// <summary>Adds the answers that these failures get to an operation.</summary>
    public void Add(OpenApiOperation operation, params IEnumerable<QuantumException> samples)
    {
        if (!CallerSchemes.IsOptional(identity))
            operation.Responses![$"{StatusCodes.Status401Unauthorized}"] = Unauthorized();
        foreach (var answer in samples.GroupBy(sample => ErrorResponses.Status(sample.Kind)).OrderBy(group => group.Key))
            operation.Responses![$"{answer.Key}"] = Response(Meanings[answer.Key], answer);
    }

    public IEnumerable<QuantumException> OfList(ResourceDefinition resource) =>
    [
        new HttpBadRequestException("['colour'] is invalid attribute for filtering"),
        .. profile.Paging ? [Missing(resource)] : Array.Empty<QuantumException>(),
        .. OfAll(),
    ];

    public IEnumerable<QuantumException> OfCreate(ResourceDefinition resource) =>
    [
        .. OfBody(resource, "create"), .. References(resource), .. Quota(resource), .. resource.Failures.Create, .. Younger(resource), .. OfAll(),
    ];

    public static IEnumerable<QuantumException> OfShow(ResourceDefinition resource) => [Missing(resource), .. OfAll()];

    public IEnumerable<QuantumException> OfUpdate(ResourceDefinition resource) =>
    [
        .. OfBody(resource, "update"), Missing(resource), .. resource.Failures.Update, .. Younger(resource), .. OfRevision(), .. OfAll(),
    ];

    public IEnumerable<QuantumException> OfDelete(ResourceDefinition resource) =>
    [
        new PolicyNotAuthorizedException([$"delete_{resource.PolicyName}"]), Missing(resource), .. resource.Failures.Delete,
        .. OfRevision(), .. OfAll(),
    ];

    public static IEnumerable<QuantumException> OfAll() => [new StoreUnavailableException()];

    private static IEnumerable<QuantumException> OfBody(ResourceDefinition resource, string verb) =>
    [
        new HttpBadRequestException("Unrecognized attribute(s) 'colour'"),
        new PolicyNotAuthorizedException([$"{verb}_{resource.PolicyName}"]),
        new HttpRequestTooLargeException(),
    ];

    private IEnumerable<QuantumException> OfRevision() => profile.StandardAttributes
        ?
        [
            new BadRequestException("if-match", "Revision number etag must be in the format of revision_number=<int>"),
            new RevisionNumberConstraintFailedException(expected: 7, actual: 9),
        ]
        : [];

    private IEnumerable<QuantumException> Quota(ResourceDefinition resource) =>
        QuotaResources.In(profile).Any(limited => limited.Name == resource.Name) ? [new OverQuotaException(resource.Name)] : [];

    private IReadOnlyList<QuantumException> Younger(ResourceDefinition resource) =>
        profile.StandardAttributes ? resource.Failures.Younger : [];

    /// <summary>What is said of an object that the body refers to by <c>{resource}_id</c> and that does not exist.</summary>
    private IEnumerable<QuantumException> References(ResourceDefinition resource)
    {
        var names = resource.Attributes.Where(attribute => attribute.Post != PostRule.Refused)
            .SelectMany(attribute => new[] { attribute.Name }.Concat(attribute.Schema.Items?.Properties?.Keys ?? []))
            .ToHashSet();
        return catalog.All.Select(served => served.Description)
            .Where(other => names.Contains($"{other.Name}_id"))
            .Select(Missing);
    }

    private static QuantumException Missing(ResourceDefinition resource) => resource.NotFound($"{ResourceFailures.SampleId}");

    private OpenApiResponse Response(string meaning, IEnumerable<QuantumException> samples) => new()
    {
        Description = meaning,
        Content = Operations.Json(
            new OpenApiSchemaReference(SchemaName, document),
            samples.DistinctBy(sample => sample.Type).ToDictionary(
                sample => sample.Type, IOpenApiExample (sample) => ResourceExamples.Example(sample.Type, Body(sample)))),
    };

    /// <summary>Keystone's own words, in Keystone's own form.</summary>
    private OpenApiResponse Unauthorized() => new()
    {
        Description = Meanings[StatusCodes.Status401Unauthorized],
        Content = Operations.Json(
            Schemas.Object(("error", Schemas.Object(
                ("code", new OpenApiSchema { Type = JsonSchemaType.Integer }), ("title", Schemas.Text()), ("message", Schemas.Text())))),
            Body(new UnauthorizedException(SampleIdentity))),
    };

    private JsonNode Body(QuantumException sample)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ErrorResponses.WriteBody(writer, profile, sample);
        }

        buffer.Position = 0;
        return JsonNode.Parse(buffer)!;
    }

    private static OpenApiSchema NeutronError() => Schemas.Object(
        ("type", Schemas.Text("The kind of failure, for programs: NetworkNotFound.")),
        ("message", Schemas.Text("The failure, for people.")),
        ("detail", Schemas.Text("Empty.")));
}
