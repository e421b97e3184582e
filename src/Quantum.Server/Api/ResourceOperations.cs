using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Server.Api;

/// <summary>
/// The main path of every resource: bind, tenant, policy, quota, plugin, render. Quota is counted by the plugin's services, in
/// the transaction that creates, so that neither bulk nor parallel requests overshoot.
/// </summary>
/// <typeparam name="TResource">The resource.</typeparam>
internal sealed class ResourceOperations<TResource>(
    ServedResource<TResource> resource, ServedResource<Network> networks, PolicyEngine engine, QuantumStore store, ApiServices api)
    : IResourceOperations
    where TResource : Resource
{
    private readonly ResourceDefinition<TResource> _definition = resource.Definition;
    private readonly ResourcePolicy<TResource> _policy = new(resource, networks, engine);

    public IReadOnlyDictionary<string, IChildOperations> Children => field ??= resource.Children.ToDictionary(
        child => child.Description.Collection,
        child => child.Accept(new ChildVisitor<TResource>(resource, _policy, store)),
        StringComparer.Ordinal);

    public async Task CreateAsync(HttpContext http, RequestContext context, CancellationToken cancellationToken)
    {
        using var document = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var items = Body(context).ReadCreate(RequestBody.Readable(http, document), out var isBulk);

        await using (var db = store.OpenRead())
        {
            await SetParentAsync(http, db, context, items, cancellationToken);
            await _policy.DemandCreateAsync(db, context, items, cancellationToken);
        }

        var created = await resource.Plugin.CreateAsync(context, items, cancellationToken);

        var writer = Writer(http, context, new ListQuery(QueryString.Empty));
        await (isBulk
            ? writer.WriteManyAsync(StatusCodes.Status201Created, created)
            : writer.WriteOneAsync(StatusCodes.Status201Created, created[0]));
    }

    public async Task UpdateAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken)
    {
        using var document = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var changes = Body(context).ReadUpdate(RequestBody.Readable(http, document));
        var revision = IfMatch.Read(http.Request, context);

        var stored = await FindAsync(http, context, id, cancellationToken);
        _policy.DemandUpdate(context, stored, changes);

        var changed = await resource.Plugin.UpdateAsync(context, new ChangeTarget(stored.Id, revision), changes, cancellationToken);

        await Writer(http, context, new ListQuery(QueryString.Empty)).WriteOneAsync(StatusCodes.Status200OK, changed);
    }

    public async Task DeleteAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken)
    {
        var revision = IfMatch.Read(http.Request, context);

        var stored = await FindAsync(http, context, id, cancellationToken);
        _policy.DemandDelete(context, stored);

        await resource.Plugin.DeleteAsync(context, new ChangeTarget(stored.Id, revision), cancellationToken);

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task ActAsync(
        HttpContext http, RequestContext context, string id, ResourceAction action, CancellationToken cancellationToken)
    {
        using var document = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var revision = IfMatch.Read(http.Request, context);

        var stored = await FindAsync(http, context, id, cancellationToken);
        _policy.DemandAction(context, stored, action);

        var (target, body) = (new ChangeTarget(stored.Id, revision), RequestBody.Readable(http, document));
        if (action.ReadChanges is { } read)
        {
            var changed = await resource.Plugin.UpdateAsync(context, target, read(body), cancellationToken);

            await Writer(http, context, new ListQuery(QueryString.Empty)).WriteOneAsync(StatusCodes.Status200OK, changed);
        }
        else
        {
            var write = await action.RunAsync!(context, target, body, cancellationToken);

            await Documents.WriteRootAsync(http, write);
        }
    }

    public async Task ShowAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken)
    {
        var query = new ListQuery(http.Request.QueryString);

        var stored = await FindAsync(http, context, id, cancellationToken);
        _policy.DemandGet(context, stored);

        await Writer(http, context, query).WriteOneAsync(StatusCodes.Status200OK, stored);
    }

    public async Task ListAsync(HttpContext http, RequestContext context, CancellationToken cancellationToken)
    {
        var query = new ListQuery(http.Request.QueryString);
        var filter = query.Filter(_definition, context.Profile, api.Options.PaginationMaxLimit) with
        {
            IsBare = resource.Joined.Count > 0 && !query.Fields(_definition, context.Profile).Intersect(resource.Joined).Any(),
        };
        if (resource.Listing is { } listing)
            await listing(context, query.Owner, cancellationToken);

        await using var db = store.OpenRead();
        if (await ParentAsync(http, db, context, cancellationToken) is { } parent)
            filter = filter with { Conditions = [.. filter.Conditions, resource.Parent!.Key.Matches([parent.ToString()])] };
        var reader = new ResourceReader<TResource>(resource, db, context);
        var found = reader.ListAsync(
            filter,
            item => _policy.AllowsGet(context, item) && filter.ReadRules.All(rule => _policy.AllowsAttribute(context, item, rule)),
            cancellationToken);

        await Writer(http, context, query).WriteListAsync(
            found, filter.Page is { } page ? ends => api.Links.Around(http.Request, query, page, ends) : null);
    }

    private ResourceBody Body(RequestContext context) =>
        new(_definition, context.Profile, new BodyOwner(context.TenantId, context.ReadsAllTenants, api.Options.AllowBulk));

    private async Task<TResource> FindAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var parent = await ParentAsync(http, db, context, cancellationToken);
        var found = await new ResourceReader<TResource>(resource, db, context).FindAsync(id, cancellationToken);
        if (parent is not { } whole)
            return found ?? throw _definition.NotFound(ValueText.Cut(id));
        return found is not null && whole.Equals(resource.Parent!.Key.ValueOf(found))
            ? found
            : throw resource.Parent!.NotFound(ValueText.Cut(id), whole.ToString());
    }

    /// <summary>The object in the URL that this one is part of; <c>null</c> where none is named.</summary>
    private async Task<Guid?> ParentAsync(HttpContext http, QuantumDbContext db, RequestContext context, CancellationToken cancellationToken) =>
        resource.Parent is { } parent ? await parent.FindAsync(db, context, ValueText.Cut(ApiRequest.Of(http).Parent!), cancellationToken) : null;

    private async Task SetParentAsync(
        HttpContext http, QuantumDbContext db, RequestContext context, IReadOnlyList<AttributeValues> items, CancellationToken cancellationToken)
    {
        if (await ParentAsync(http, db, context, cancellationToken) is not { } parent)
            return;
        foreach (var item in items)
            item.Set(resource.Parent!.Key, parent);
    }

    private ResourceWriter<TResource> Writer(HttpContext http, RequestContext context, ListQuery query)
    {
        var view = new ResourceView<TResource>(
            query.Fields(_definition, context.Profile), context.Profile, (item, rule) => _policy.AllowsAttribute(context, item, rule));
        return new(_definition, view, http);
    }
}

/// <summary>The operations of one resource, whatever its type.</summary>
internal interface IResourceOperations
{
    /// <summary>The operations of the collections below it, by their names.</summary>
    IReadOnlyDictionary<string, IChildOperations> Children { get; }

    Task CreateAsync(HttpContext http, RequestContext context, CancellationToken cancellationToken);

    Task UpdateAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken);

    Task DeleteAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken);

    Task ActAsync(HttpContext http, RequestContext context, string id, ResourceAction action, CancellationToken cancellationToken);

    Task ShowAsync(HttpContext http, RequestContext context, string id, CancellationToken cancellationToken);

    Task ListAsync(HttpContext http, RequestContext context, CancellationToken cancellationToken);
}

/// <summary>What the HTTP side's operations share.</summary>
internal sealed record ApiServices(ApiOptions Options, Links Links, ApiExtensions Extensions);
