using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The network that a tenant is given when it has none.</summary>
internal sealed class TopologyPaths(OpenApiDocument document, Failures failures)
{
    private const string Tag = "auto_allocated_topologies";
    private const string Path = $"/v2.0/{AutoAllocationEndpoints.Collection}/{{tenant}}";

    private static readonly DocumentedObject Topology = new("AutoAllocatedTopology", "auto_allocated_topology", Tag,
    [
        new("id", JsonSchemaType.String, "The network; dry-run=pass when it was only asked whether there could be one.", $"\"{ResourceFailures.SampleId}\""),
        new("tenant_id", JsonSchemaType.String, "The tenant.", "\"acme\""),
        new("project_id", JsonSchemaType.String, "The tenant.", "\"acme\""),
    ]);

    /// <summary>Puts tag and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "The network that a tenant is given when it has none." });
        Operations.Add(document, Path, (HttpMethod.Get, Show()), (HttpMethod.Delete, Delete()));
    }

    private OpenApiOperation Show()
    {
        var operation = Operation("showAutoAllocatedTopology", "Show a tenant's topology, which is made when there is none");
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "fields",
            In = ParameterLocation.Query,
            Description = "`dry-run`: make nothing, but say whether it could be made.",
            Schema = Schemas.Choice(["dry-run"]),
        });
        operation.Answers(StatusCodes.Status200OK, "The topology.", Topology.One());
        failures.Add(
            operation,
            [
                new BadRequestException("auto_allocate", "Unrecognized field"),
                new NotAuthorizedException(),
                new AutoAllocationFailureException("No default router:external network"),
                .. Failures.OfAll(),
            ]);
        return operation;
    }

    private OpenApiOperation Delete()
    {
        var operation = Operation("deleteAutoAllocatedTopology", "Take a tenant's topology away");
        operation.Answers(StatusCodes.Status204NoContent, "There is none any more, as there may have been before.");
        failures.Add(operation, [new NotAuthorizedException(), new NetworkInUseException(ResourceFailures.SampleId), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Operation(string id, string summary)
    {
        var operation = Operations.Of(document, Tag, id, summary);
        operation.Parameters = [Operations.PathParameter("tenant", "Id of the tenant; `null` is the caller's.")];
        return operation;
    }
}
