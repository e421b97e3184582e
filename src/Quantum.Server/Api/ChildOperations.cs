using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api;

/// <summary>
/// The URLs below one resource: bind, find the parent, policy, plugin, render. Who does not see the parent finds nothing; who may not
/// read its children, neither.
/// </summary>
/// <typeparam name="TParent">The resource.</typeparam>
/// <typeparam name="TChild">What it has.</typeparam>
internal sealed class ChildOperations<TParent, TChild>(
    ServedResource<TParent> resource, ServedChild<TParent, TChild> child, ResourcePolicy<TParent> policy, QuantumStore store)
    : IChildOperations
    where TParent : Resource
{
    private readonly ResourceDefinition<TChild> _definition = child.Definition;
    private readonly string _rule = $"{resource.Definition.Name}_{child.Definition.Name}";
    private readonly string _route = $"/v2.0/{resource.Definition.Collection}/{{id}}/{child.Definition.Collection}";

    public Task HandleAsync(HttpContext http, RequestContext context, string id, string[] path)
    {
        if (!child.ExistsIn(context.Profile))
            throw new HttpNotFoundException();

        return path switch
        {
            [] => HandleCollectionAsync(http, context, id),
            [{ Length: > 0 } key] => HandleItemAsync(http, context, (id, key)),
            [{ Length: > 0 } key, var action] when child.Actions.ContainsKey(action) => HandleActionAsync(http, context, (id, key), action),
            _ => throw new HttpNotFoundException(),
        };
    }

    private Task HandleCollectionAsync(HttpContext http, RequestContext context, string id)
    {
        ApiRequest.Of(http).Route = _route;
        return http.Request.Method switch
        {
            "GET" => ListAsync(http, context, id),
            "POST" => CreateAsync(http, context, id),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    private Task HandleItemAsync(HttpContext http, RequestContext context, (string Parent, string Key) id)
    {
        ApiRequest.Of(http).Route = $"{_route}/{{{_definition.Key}}}";
        return http.Request.Method switch
        {
            "GET" => ShowAsync(http, context, id),
            "PUT" => UpdateAsync(http, context, id),
            "DELETE" => DeleteAsync(http, context, id),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    private Task HandleActionAsync(HttpContext http, RequestContext context, (string Parent, string Key) id, string action)
    {
        ApiRequest.Of(http).Route = $"{_route}/{{{_definition.Key}}}/{action}";
        return HttpMethods.IsPut(http.Request.Method) ? ActAsync(http, context, id, action) : throw ResourceEndpoints.NoSuchMethod(context);
    }

    private async Task ListAsync(HttpContext http, RequestContext context, string id)
    {
        var query = new ListQuery(http.Request.QueryString);
        var filter = query.Filter(_definition, context.Profile, maxLimit: 0);

        var (_, found) = await ReadAsync(http, context, id);

        var items = filter.Conditions.Aggregate(found.AsQueryable(), (items, condition) => items.Where(condition));
        for (var key = 0; key < filter.Order.Count; key++)
            items = filter.Order[key].Attribute.Order(items, isFirstKey: key == 0, filter.Order[key].Descending);
        await Writer(http, context, query).WriteManyAsync(StatusCodes.Status200OK, [.. items]);
    }

    private async Task ShowAsync(HttpContext http, RequestContext context, (string Parent, string Key) id)
    {
        var query = new ListQuery(http.Request.QueryString);

        var (parent, found) = await ReadAsync(http, context, id.Parent);

        await Writer(http, context, query).WriteOneAsync(StatusCodes.Status200OK, child.Find(parent, found, id.Key));
    }

    private async Task CreateAsync(HttpContext http, RequestContext context, string id)
    {
        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var request = Body(context).ReadCreate(RequestBody.Readable(http, document), out _)[0];

        var target = await TargetAsync(http, context, id, $"create_{_rule}");
        var created = await child.CreateAsync(context, target, request, http.RequestAborted);

        await Writer(http, context, new ListQuery(QueryString.Empty)).WriteOneAsync(StatusCodes.Status201Created, created);
    }

    private async Task UpdateAsync(HttpContext http, RequestContext context, (string Parent, string Key) id)
    {
        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var changes = Body(context).ReadUpdate(RequestBody.Readable(http, document));

        var target = await TargetAsync(http, context, id.Parent, $"update_{_rule}");
        var changed = await child.UpdateAsync(context, target, id.Key, changes, http.RequestAborted);

        await Writer(http, context, new ListQuery(QueryString.Empty)).WriteOneAsync(StatusCodes.Status200OK, changed);
    }

    private async Task DeleteAsync(HttpContext http, RequestContext context, (string Parent, string Key) id)
    {
        var target = await TargetAsync(http, context, id.Parent, $"delete_{_rule}");
        await child.DeleteAsync(context, target, id.Key, http.RequestAborted);

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Answers with the bare item, as clients of actions know it.</summary>
    private async Task ActAsync(HttpContext http, RequestContext context, (string Parent, string Key) id, string action)
    {
        var target = await TargetAsync(http, context, id.Parent, action);
        var changed = await child.Actions[action](context, target, id.Key, http.RequestAborted);

        var view = View(context, new ListQuery(QueryString.Empty));
        await Documents.WriteRootAsync(http, writer => view.Write(writer, changed));
    }

    private async Task<(TParent Parent, IReadOnlyList<TChild> Children)> ReadAsync(HttpContext http, RequestContext context, string id)
    {
        await using var db = store.OpenRead();
        var parent = await FindAsync(db, context, id, http.RequestAborted);
        if (!policy.AllowsAttribute(context, parent, $"get_{_rule}"))
            throw new ResourceHiddenException();
        return (parent, await child.ReadAsync(db, parent, http.RequestAborted));
    }

    private async Task<ChangeTarget> TargetAsync(HttpContext http, RequestContext context, string id, string rule)
    {
        var revision = IfMatch.Read(http.Request, context);
        await using var db = store.OpenRead();
        var parent = await FindAsync(db, context, id, http.RequestAborted);
        policy.DemandBelow(context, parent, rule);
        return new(parent.Id, revision);
    }

    private async Task<TParent> FindAsync(QuantumDbContext db, RequestContext context, string id, CancellationToken cancellationToken) =>
        await new ResourceReader<TParent>(resource, db, context).FindAsync(id, cancellationToken)
        ?? throw resource.Definition.NotFound(ValueText.Cut(id));

    private ResourceBody Body(RequestContext context) =>
        new(_definition, context.Profile, new BodyOwner(context.TenantId, context.ReadsAllTenants, AllowsBulk: false));

    private ResourceView<TChild> View(RequestContext context, ListQuery query) =>
        new(query.Fields(_definition, context.Profile), context.Profile, (_, _) => true);

    private ResourceWriter<TChild> Writer(HttpContext http, RequestContext context, ListQuery query) =>
        new(_definition, View(context, query), http);
}

/// <summary>The operations of one collection below resources, whatever its items' type.</summary>
internal interface IChildOperations
{
    /// <summary>Answers a request for the collection of a resource.</summary>
    /// <param name="http">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="id">The resource.</param>
    /// <param name="path">The parts of the path behind the collection's name.</param>
    Task HandleAsync(HttpContext http, RequestContext context, string id, string[] path);
}

/// <summary>Makes the operations of a resource's collections.</summary>
internal sealed class ChildVisitor<TParent>(ServedResource<TParent> resource, ResourcePolicy<TParent> policy, QuantumStore store)
    : IServedChildVisitor<TParent, IChildOperations>
    where TParent : Resource
{
    public IChildOperations Visit<TChild>(ServedChild<TParent, TChild> child) =>
        new ChildOperations<TParent, TChild>(resource, child, policy, store);
}
