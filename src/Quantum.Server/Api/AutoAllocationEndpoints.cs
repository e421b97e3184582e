using Quantum.Core.AutoAllocation;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api;

/// <summary>The URLs <c>/v2.0/auto-allocated-topology/{tenant}</c>, whose GET makes what it shows.</summary>
internal sealed class AutoAllocationEndpoints(AutoAllocationService topologies, ResourceCatalog catalog, PolicyEngine policy)
{
    public const string Collection = "auto-allocated-topology";

    private const string Possible = "dry-run=pass";

    /// <summary>Answers a request for one tenant's topology.</summary>
    /// <param name="http">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="named">The tenant; <c>None</c> and <c>null</c>: the caller's.</param>
    public Task HandleAsync(HttpContext http, RequestContext context, string named)
    {
        if (!context.Profile.StandardAttributes || !catalog.Extensions.Any(extension => extension.Alias == Collection))
            throw new HttpNotFoundException();

        ApiRequest.Of(http).Route = $"/v2.0/{Collection}/{{tenant}}";
        var tenant = named is "None" or "null" ? context.TenantId ?? throw new NotAuthorizedException() : named;
        if (!context.IsAdmin && !context.Owns(tenant))
            throw new NotAuthorizedException();
        return http.Request.Method switch
        {
            "GET" => ShowAsync(http, context, tenant),
            "DELETE" => DeleteAsync(http, context, tenant),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    private async Task ShowAsync(HttpContext http, RequestContext context, string tenant)
    {
        policy.Demand(context, ["get_auto_allocated_topology"], Target(tenant));
        var fields = new ListQuery(http.Request.QueryString).Parameters.Where(parameter => parameter.Name == "fields")
            .Select(parameter => parameter.Value)
            .ToList();
        if (fields.Contains("dry-run"))
        {
            await topologies.DemandPossibleAsync(context, http.RequestAborted);
            await WriteAsync(http, Possible, tenant);
            return;
        }

        if (fields.Count > 0)
            throw new BadRequestException("auto_allocate", "Unrecognized field");
        await WriteAsync(http, (await topologies.GetAsync(context, tenant, http.RequestAborted)).ToString(), tenant);
    }

    private async Task DeleteAsync(HttpContext http, RequestContext context, string tenant)
    {
        policy.Demand(context, ["delete_auto_allocated_topology"], Target(tenant));
        await topologies.DeleteAsync(context, tenant, http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task WriteAsync(HttpContext http, string id, string tenant) =>
        Documents.WriteAsync(http, Representation.Negotiate(http) is null ? null : XmlStyle.Elements, writer =>
        {
            writer.WriteStartObject("auto_allocated_topology");
            writer.WriteString("id", id);
            writer.WriteString("tenant_id", tenant);
            writer.WriteString("project_id", tenant);
            writer.WriteEndObject();
        });

    private static PolicyTarget Target(string tenant) => new() { ["tenant_id"] = tenant, ["project_id"] = tenant };
}
