using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Quantum.Core.Requests;
using Quantum.Server.Api.Agents;
using Quantum.Server.Api.Tags;
using Quantum.Server.Identity;

namespace Quantum.Server.Api.OpenApi;

/// <summary>
/// The OpenAPI document of the default profile, made from the attribute tables: a resource of the catalogue and a row that a
/// plugin adds are in it by themselves.
/// </summary>
internal sealed class ApiDocument(
    ResourceCatalog catalog, AgentMethodEndpoints agents, ApiProfiles profiles, ApiOptions options, IIdentity identity)
    : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var profile = profiles.Default;
        document.Info = new()
        {
            Title = "Quantum",
            Version = "2.0",
            Description = $"The network service's API v2.0, profile `{profile.Name}`: networks, subnets, ports and what goes with them.",
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server" }];
        document.Paths = [];
        document.Tags = new HashSet<OpenApiTag>();
        CallerSchemes.Add(document, identity);

        var failures = new Failures(document, catalog, profile, identity);
        failures.AddSchema();
        ResourceSchemas.AddShared(document);
        foreach (var served in catalog.All.Where(served => served.ExistsIn(profile)))
        {
            var resource = served.Description;
            new ResourcePaths(document, resource, profile, options.AllowBulk && resource.AllowsBulk, failures).Add();
            new ActionPaths(document, resource, failures).Add(served.Actions.Where(action => action.ExistsIn(profile)));
            if (profile.StandardAttributes && TagEndpoints.IsTaggable(served))
                new TagPaths(document, resource, failures).Add();
            foreach (var child in served.Below)
                new ChildPaths(document, resource, child, profile, failures).Add();
        }

        foreach (var served in catalog.SubResources.Where(served => served.ExistsIn(profile)))
            new ResourcePaths(document, served.Description, profile, allowsBulk: false, failures).Add();

        if (profile.StandardAttributes)
            AddWithoutTable(document, failures);
        new QuotaPaths(document, profile, failures).Add();
        new AgentMethodPaths(document, failures).Add(agents.Methods);
        new ServicePaths(document, catalog, profile, failures).Add();
        AddRequestId(document);
        return Task.CompletedTask;
    }

    /// <summary>What has no attribute table; clients of 2012 know nothing of it.</summary>
    private void AddWithoutTable(OpenApiDocument document, Failures failures)
    {
        new AgentPaths(document, failures).Add();
        new IpAvailabilityPaths(document, failures).Add();
        if (catalog.Extensions.Any(extension => extension.Alias == AutoAllocationEndpoints.Collection))
            new TopologyPaths(document, failures).Add();
        if (catalog.SubResources.Count > 0)
            new QosRuleTypePaths(document, failures).Add();
    }

    private static void AddRequestId(OpenApiDocument document)
    {
        document.AddComponent(RequestPipeline.RequestIdHeader, new OpenApiHeader
        {
            Description = "Id of the request, as the server's log names it.",
            Schema = Schemas.Text(),
        });
        var operations = document.Paths.Values.SelectMany(path => path.Operations!.Values);
        foreach (var answer in operations.SelectMany(operation => operation.Responses!.Values).Cast<OpenApiResponse>())
        {
            answer.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [RequestPipeline.RequestIdHeader] = new OpenApiHeaderReference(RequestPipeline.RequestIdHeader, document),
            };
        }
    }
}
