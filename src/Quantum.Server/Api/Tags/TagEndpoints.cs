using Quantum.Core.Database;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Tags;

namespace Quantum.Server.Api.Tags;

/// <summary>The URLs below <c>/v2.0/{collection}/{id}/tags</c>, for every resource that has the attribute <c>tags</c>.</summary>
internal sealed class TagEndpoints : IServedResourceVisitor<ITagOperations>
{
    /// <summary>The last part of the URL.</summary>
    public const string Name = "tags";

    /// <summary>A filter that only resources have which can be tagged.</summary>
    private const string Filter = "tags-any";

    private readonly ResourceCatalog _catalog;
    private readonly PolicyEngine _policy;
    private readonly QuantumStore _store;
    private readonly Dictionary<string, ITagOperations> _operations;

    public TagEndpoints(ResourceCatalog catalog, PolicyEngine policy, QuantumStore store)
    {
        (_catalog, _policy, _store) = (catalog, policy, store);
        _operations = catalog.All.Where(IsTaggable).ToDictionary(
            resource => resource.Description.Path, resource => resource.Accept(this), StringComparer.Ordinal);
    }

    /// <summary>True when objects of the resource can be tagged.</summary>
    public static bool IsTaggable(ServedResource resource) => resource.Description.Attributes.Any(attribute => attribute.Name == Filter);

    public ITagOperations Visit<TResource>(ServedResource<TResource> resource)
        where TResource : Resource =>
        new TagOperations<TResource>(resource, _catalog.Networks, _policy, _store);

    /// <summary>Answers requests about all tags of an object.</summary>
    public Task HandleAllAsync(HttpContext http, RequestContext context, string collection, string id)
    {
        var target = Find(http, context, (collection, id), $"/v2.0/{collection}/{{id}}/{Name}");
        return http.Request.Method switch
        {
            "GET" => AnswerAsync(http, target.ReadAsync()),
            "PUT" => ChangeAsync(http, StatusCodes.Status200OK, target, tags => TagChange.ReplaceBy(collection, tags)),
            "POST" => ChangeAsync(http, StatusCodes.Status201Created, target, tags => TagChange.Add(collection, tags)),
            "DELETE" => ChangeAsync(http, StatusCodes.Status204NoContent, target.ChangeAsync(TagChange.ReplaceBy(collection, []))),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    /// <summary>Answers requests about one tag of an object.</summary>
    public Task HandleOneAsync(HttpContext http, RequestContext context, (string Collection, string Id, string Tag) path)
    {
        var target = Find(http, context, (path.Collection, path.Id), $"/v2.0/{path.Collection}/{{id}}/{Name}/{{tag}}");
        var tag = TagChange.ReadTag(path.Tag.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        return http.Request.Method switch
        {
            "GET" => FindOneAsync(http, target, tag),
            "PUT" => ChangeAsync(http, StatusCodes.Status201Created, target.ChangeAsync(TagChange.Add(path.Collection, [tag]))),
            "DELETE" => ChangeAsync(http, StatusCodes.Status204NoContent, target.ChangeAsync(TagChange.Remove(path.Collection, tag))),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    private static async Task FindOneAsync(HttpContext http, Target target, string tag)
    {
        var tags = await target.ReadAsync();
        http.Response.StatusCode = tags.Contains(tag) ? StatusCodes.Status204NoContent : throw new TagNotFoundException(tag);
    }

    private static async Task ChangeAsync(HttpContext http, int status, Target target, Func<IReadOnlyList<string>, TagChange> change)
    {
        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var changed = target.ChangeAsync(change(TagChange.ReadTags(document.RootElement)));
        http.Response.StatusCode = status;
        await AnswerAsync(http, changed);
    }

    private static async Task ChangeAsync(HttpContext http, int status, Task<IReadOnlyList<string>> change)
    {
        await change;
        http.Response.StatusCode = status;
    }

    private static async Task AnswerAsync(HttpContext http, Task<IReadOnlyList<string>> found)
    {
        var tags = await found;
        await Documents.WriteAsync(http, null, writer =>
        {
            writer.WriteStartArray(Name);
            foreach (var tag in tags)
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
        });
    }

    private Target Find(HttpContext http, RequestContext context, (string Collection, string Id) path, string route)
    {
        if (!context.Profile.StandardAttributes || !_operations.TryGetValue(path.Collection, out var operations))
            throw new HttpNotFoundException();
        ApiRequest.Of(http).Route = route;
        return new(operations, http, context, path.Id);
    }

    /// <summary>The object that a request is about.</summary>
    private sealed record Target(ITagOperations Operations, HttpContext Http, RequestContext Context, string Id)
    {
        public Task<IReadOnlyList<string>> ReadAsync() => Operations.ReadAsync(Context, Id, Http.RequestAborted);

        public Task<IReadOnlyList<string>> ChangeAsync(TagChange change) =>
            Operations.ChangeAsync(Context, Id, IfMatch.Read(Http.Request, Context), change, Http.RequestAborted);
    }
}
