using Quantum.Core.Database;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Server.Api.Agents;
using Quantum.Server.Api.IpAvailability;
using Quantum.Server.Api.Qos;
using Quantum.Server.Api.Quotas;
using Quantum.Server.Api.Tags;
using Quantum.Server.Hosting;
using Quantum.Server.Identity;

namespace Quantum.Server.Api;

/// <summary>
/// The URLs below <c>/v2.0</c>: one pair of routes for all resources of the catalogue. Paths are matched to the letter, as
/// clients have always known them: case counts, a trailing slash names something else.
/// </summary>
internal sealed class ResourceEndpoints : IServedResourceVisitor<IResourceOperations>
{
    private const string Root = "/v2.0";

    private readonly PolicyEngine _policy;
    private readonly QuantumStore _store;
    private readonly ApiServices _api;
    private readonly ResourceCatalog _catalog;
    private readonly IIdentity _identity;
    private readonly StoreReadiness _readiness;
    private readonly QuotaEndpoints _quotas;
    private readonly TagEndpoints _tags;
    private readonly IpAvailabilityEndpoints _availability;
    private readonly AutoAllocationEndpoints _topologies;
    private readonly AgentEndpoints _agents;
    private readonly QosRuleTypes _ruleTypes;
    private readonly Dictionary<string, (ServedResource Resource, IResourceOperations Operations)> _operations;

    public ResourceEndpoints(
        ResourceCatalog catalog, PolicyEngine policy, QuantumStore store, ApiServices api, IIdentity identity, StoreReadiness readiness,
        QuotaEndpoints quotas, TagEndpoints tags, IpAvailabilityEndpoints availability, AutoAllocationEndpoints topologies,
        AgentEndpoints agents, QosRuleTypes ruleTypes)
    {
        (_catalog, _policy, _store, _api, _identity, _readiness) = (catalog, policy, store, api, identity, readiness);
        (_quotas, _tags, _availability, _topologies, _agents, _ruleTypes) = (quotas, tags, availability, topologies, agents, ruleTypes);
        _operations = catalog.All.Concat(catalog.SubResources).ToDictionary(
            resource => resource.Description.Path, resource => (resource, resource.Accept(this)), StringComparer.Ordinal);
    }

    public IResourceOperations Visit<TResource>(ServedResource<TResource> resource)
        where TResource : Resource =>
        new ResourceOperations<TResource>(resource, _catalog.Networks, _policy, _store, _api);

    /// <summary>Answers any request below <c>/v2.0</c>.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var request = ApiRequest.Of(http);
        var segments = Segments(http.Request.Path.Value!, request);
        _readiness.Demand();
        var context = await _identity.AuthenticateAsync(http, request, http.RequestAborted);
        request.Context = context;

        await (segments switch
        {
            [] or [""] => Documents.WriteIndexAsync(http, _catalog, _api.Links),
            ["extensions"] => _api.Extensions.WriteListAsync(http),
            ["extensions", var alias] => _api.Extensions.WriteOneAsync(http, alias),
            [IpAvailabilityEndpoints.Collection, .. var rest] => _availability.HandleAsync(http, context, rest),
            [AgentEndpoints.Zones] => _agents.HandleZonesAsync(http, context),
            [AgentEndpoints.Collection] => _agents.HandleAllAsync(http, context),
            [AgentEndpoints.Collection, { Length: > 0 } id] => _agents.HandleOneAsync(http, context, id),
            ["quotas", .. var rest] => _quotas.HandleAsync(http, context, rest),
            [AutoAllocationEndpoints.Collection, { Length: > 0 } tenant] => _topologies.HandleAsync(http, context, tenant),
            ["qos", "rule-types", .. var rest] => _ruleTypes.HandleAsync(http, context, rest),
            ["qos", var collection, { Length: > 0 } id, TagEndpoints.Name] => _tags.HandleAllAsync(http, context, $"qos/{collection}", id),
            ["qos", var collection, { Length: > 0 } id, TagEndpoints.Name, { Length: > 0 } tag] =>
                _tags.HandleOneAsync(http, context, ($"qos/{collection}", id, tag)),
            ["qos", var collection, .. var rest] => HandleNestedAsync(http, context, $"qos/{collection}", rest),
            [var collection] => HandleCollectionAsync(http, context, collection),
            [var collection, { Length: > 0 } id] => HandleMemberAsync(http, context, collection, id),
            [var collection, { Length: > 0 } id, TagEndpoints.Name] => _tags.HandleAllAsync(http, context, collection, id),
            [var collection, { Length: > 0 } id, TagEndpoints.Name, { Length: > 0 } tag] => _tags.HandleOneAsync(http, context, (collection, id, tag)),
            [var collection, { Length: > 0 } id, var name, .. var rest] when ChildrenOf(collection, name) is { } children =>
                children.HandleAsync(http, context, id, rest),
            [var collection, { Length: > 0 } id, var action] => HandleActionAsync(http, context, (collection, id, action)),
            _ => throw new HttpNotFoundException(),
        });
    }

    /// <summary>Collections with a prefix, and those below one of their members.</summary>
    private Task HandleNestedAsync(HttpContext http, RequestContext context, string collection, string[] rest)
    {
        if (rest is [{ Length: > 0 } parent, var part, ..])
            (ApiRequest.Of(http).Parent, collection) = (parent, $"{collection}/{{policy_id}}/{part}");
        return rest switch
        {
            [] or [_, _] => HandleCollectionAsync(http, context, collection),
            [{ Length: > 0 } id] => HandleMemberAsync(http, context, collection, id),
            [_, _, { Length: > 0 } id] => HandleMemberAsync(http, context, collection, id),
            _ => throw new HttpNotFoundException(),
        };
    }

    private Task HandleCollectionAsync(HttpContext http, RequestContext context, string collection)
    {
        var (resource, operations) = Find(http, collection, $"{Root}/{collection}");
        if (resource.Description.IsMemberOnly)
            throw new HttpNotFoundException();
        return http.Request.Method switch
        {
            "GET" => operations.ListAsync(http, context, http.RequestAborted),
            "POST" => operations.CreateAsync(http, context, http.RequestAborted),
            _ => throw NoSuchMethod(context),
        };
    }

    private Task HandleMemberAsync(HttpContext http, RequestContext context, string collection, string id)
    {
        var (resource, operations) = Find(http, collection, $"{Root}/{collection}/{{id}}");
        return http.Request.Method switch
        {
            "GET" => operations.ShowAsync(http, context, id, http.RequestAborted),
            "PUT" when resource.Description.AllowsUpdate => operations.UpdateAsync(http, context, id, http.RequestAborted),
            "DELETE" => operations.DeleteAsync(http, context, id, http.RequestAborted),
            _ => throw NoSuchMethod(context),
        };
    }

    private Task HandleActionAsync(HttpContext http, RequestContext context, (string Collection, string Id, string Action) path)
    {
        var resource = _catalog.All.FirstOrDefault(resource => resource.Description.Path == path.Collection);
        var action = resource?.Actions.FirstOrDefault(action => action.Name == path.Action && action.ExistsIn(context.Profile)) ?? throw new HttpNotFoundException();
        var (_, operations) = Find(http, path.Collection, $"{Root}/{path.Collection}/{{id}}/{path.Action}");
        return http.Request.Method == action.Method.Method
            ? operations.ActAsync(http, context, path.Id, action, http.RequestAborted)
            : throw NoSuchMethod(context);
    }

    private IChildOperations? ChildrenOf(string collection, string name) =>
        _operations.TryGetValue(collection, out var found) ? found.Operations.Children.GetValueOrDefault(name) : null;

    private (ServedResource Resource, IResourceOperations Operations) Find(HttpContext http, string collection, string route)
    {
        var request = ApiRequest.Of(http);
        if (!_operations.TryGetValue(collection, out var found) || !found.Resource.ExistsIn(request.Profile))
            throw new HttpNotFoundException();
        request.Route = route;
        return found;
    }

    /// <summary>The URL exists, the method does not: today 405, in 2012 nothing was found.</summary>
    internal static QuantumException NoSuchMethod(RequestContext context) =>
        context.Profile.PlainNotFoundPages ? new HttpNotFoundException() : new HttpMethodNotAllowedException();

    /// <summary>The path's parts behind the root; a suffix of the last part chooses the representation.</summary>
    private static string[] Segments(string path, ApiRequest request)
    {
        if (path != Root && !path.StartsWith($"{Root}/", StringComparison.Ordinal))
            throw new HttpNotFoundException();

        var segments = path.Length <= Root.Length ? [] : path[(Root.Length + 1)..].Split('/');
        if (segments is not [.., var last])
            return segments;

        if (last.EndsWith(".json", StringComparison.Ordinal))
        {
            segments[^1] = last[..^".json".Length];
        }
        else if (last.EndsWith(".xml", StringComparison.Ordinal))
        {
            request.IsXml = request.Profile.Xml ? true : throw new HttpNotAcceptableException();
            segments[^1] = last[..^".xml".Length];
        }

        return segments;
    }
}
