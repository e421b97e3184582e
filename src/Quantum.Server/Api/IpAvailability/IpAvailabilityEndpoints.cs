using Quantum.Core.Ipam;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;

namespace Quantum.Server.Api.IpAvailability;

/// <summary>The URLs below <c>/v2.0/network-ip-availabilities</c>, which policy leaves to administrators.</summary>
internal sealed class IpAvailabilityEndpoints(IpAvailabilityService service, PolicyEngine policy)
{
    /// <summary>The first part of the URLs.</summary>
    public const string Collection = "network-ip-availabilities";

    private const string Route = $"/v2.0/{Collection}";

    private static readonly HashSet<string> Filters = ["network_id", "network_name", "tenant_id", "project_id", "ip_version"];

    /// <summary>Answers any request below the collection.</summary>
    public Task HandleAsync(HttpContext http, RequestContext context, ReadOnlySpan<string> path)
    {
        if (!context.Profile.StandardAttributes || path is not ([] or [{ Length: > 0 }]))
            throw new HttpNotFoundException();

        ApiRequest.Of(http).Route = path is [] ? Route : $"{Route}/{{id}}";
        if (!HttpMethods.IsGet(http.Request.Method))
            throw ResourceEndpoints.NoSuchMethod(context);
        return path is [var id] ? ShowAsync(http, context, id) : ListAsync(http, context);
    }

    private async Task ShowAsync(HttpContext http, RequestContext context, string id)
    {
        var question = new IpAvailabilityQuestion { NetworkIds = ResourceId.TryRead(id, out var key) ? [key] : [] };
        var found = await service.ReadAsync(question, http.RequestAborted);
        if (found.Count == 0 || !Allows(context, found[0]))
            throw new NetworkNotFoundException(ValueText.Cut(id));
        await IpAvailabilityDocuments.WriteOneAsync(http, found[0], Fields(new(http.Request.QueryString)));
    }

    private async Task ListAsync(HttpContext http, RequestContext context)
    {
        var query = new ListQuery(http.Request.QueryString);
        var found = await service.ReadAsync(Question(query), http.RequestAborted);
        await IpAvailabilityDocuments.WriteListAsync(http, found.Where(network => Allows(context, network)), Fields(query));
    }

    private bool Allows(RequestContext context, NetworkIpAvailability network) =>
        policy.Allows(context, "get_network_ip_availability", new PolicyTarget { ["tenant_id"] = network.TenantId, ["project_id"] = network.TenantId });

    private static IpAvailabilityQuestion Question(ListQuery query)
    {
        query.DemandFilters(Filters.Contains);
        return new()
        {
            NetworkIds = Asked(query, "network_id") is { } ids ? [.. ids.Where(id => ResourceId.TryRead(id, out _)).Select(Guid.Parse)] : null,
            NetworkNames = Asked(query, "network_name"),
            TenantIds = Asked(query, "tenant_id") ?? Asked(query, "project_id"),
            IpVersions = [.. (Asked(query, "ip_version") ?? []).Select(Version)],
        };
    }

    private static int Version(string text)
    {
        try
        {
            return AttributeTypes.Integer.ReadText(text);
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidInputException(e.Message);
        }
    }

    private static List<string>? Asked(ListQuery query, string name) =>
        query.Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).ToList() is { Count: > 0 } values ? values : null;

    private static List<string> Fields(ListQuery query) => Asked(query, "fields") ?? [];
}
