using System.Globalization;
using System.Text.Json.Nodes;
using Quantum.Server.Api;

namespace Quantum.Server.Identity.Builtin;

/// <summary>What the built-in identity service says, in Keystone's form.</summary>
internal sealed class BuiltinDocuments(BuiltinOptions options, UserDirectory directory, Links links)
{
    private const string Version = "v3.14";
    private static readonly string[] Interfaces = ["public", "internal", "admin"];

    public JsonObject Versions(HttpRequest request) =>
        new() { ["versions"] = new JsonObject { ["values"] = new JsonArray(VersionOf(request)) } };

    public JsonObject OneVersion(HttpRequest request) => new() { ["version"] = VersionOf(request) };

    /// <summary>A token's description.</summary>
    public JsonObject Token(HttpRequest request, Ticket ticket)
    {
        var user = directory.User(ticket.UserId)!;
        var token = new JsonObject
        {
            ["methods"] = new JsonArray(ticket.Method),
            ["user"] = Owned(user.Entry),
            ["audit_ids"] = new JsonArray($"{ticket.Id:N}"),
            ["issued_at"] = Time(ticket.IssuedAt),
            ["expires_at"] = Time(ticket.ExpiresAt),
        };
        token["user"]!["password_expires_at"] = null;
        if (ticket.ProjectId is not null)
        {
            token["project"] = Owned(directory.Project(ticket.ProjectId)!);
            token["is_domain"] = false;
            token["roles"] = List(UserDirectory.RolesOf(user, ticket.ProjectId).Select(role => Plain(DirectoryEntry.Of("role", role))));
            if (!request.Query.ContainsKey("nocatalog"))
                token["catalog"] = Catalog(request);
        }

        return new() { ["token"] = token };
    }

    /// <summary>Where the services of this process are.</summary>
    public JsonArray Catalog(HttpRequest request) => new(
        Service("network", "quantum", links.To(request, "")),
        Service("identity", "keystone", links.To(request, BuiltinEndpoints.V3)));

    public JsonObject Project(HttpRequest request, DirectoryEntry project)
    {
        var item = Item(request, "projects", project);
        item["description"] = "";
        item["is_domain"] = false;
        item["parent_id"] = UserDirectory.DomainId;
        return item;
    }

    public JsonObject User(HttpRequest request, DirectoryEntry user)
    {
        var item = Item(request, "users", user);
        item["password_expires_at"] = null;
        return item;
    }

    public JsonObject Role(HttpRequest request, DirectoryEntry role)
    {
        var item = Item(request, "roles", role);
        item["domain_id"] = null;
        return item;
    }

    public JsonObject Domain(HttpRequest request)
    {
        var item = Item(request, "domains", new DirectoryEntry(UserDirectory.DomainId, UserDirectory.DomainName));
        item.Remove("domain_id");
        item["description"] = "The only domain";
        return item;
    }

    /// <summary>A list in Keystone's envelope.</summary>
    public JsonObject Collection(HttpRequest request, string name, IEnumerable<JsonObject> items) => new()
    {
        [name] = List(items),
        ["links"] = new JsonObject { ["self"] = links.To(request, request.Path.ToUriComponent()), ["next"] = null, ["previous"] = null },
    };

    private JsonObject Item(HttpRequest request, string collection, DirectoryEntry entry) => new()
    {
        ["id"] = entry.Id,
        ["name"] = entry.Name,
        ["domain_id"] = UserDirectory.DomainId,
        ["enabled"] = true,
        ["options"] = new JsonObject(),
        ["links"] = new JsonObject { ["self"] = links.To(request, $"{BuiltinEndpoints.V3}/{collection}/{entry.Id}") },
    };

    private JsonObject VersionOf(HttpRequest request) => new()
    {
        ["id"] = Version,
        ["status"] = "stable",
        ["updated"] = "2020-04-07T00:00:00Z",
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = links.To(request, $"{BuiltinEndpoints.V3}/") }),
        ["media-types"] = new JsonArray(
            new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.identity-v3+json" }),
    };

    private JsonObject Service(string type, string name, string url) => new()
    {
        ["id"] = DirectoryEntry.Of("service", type).Id,
        ["type"] = type,
        ["name"] = name,
        ["endpoints"] = List(Interfaces.Select(side => new JsonObject
        {
            ["id"] = DirectoryEntry.Of("endpoint", $"{type}:{side}").Id,
            ["interface"] = side,
            ["region"] = options.Region,
            ["region_id"] = options.Region,
            ["url"] = url,
        })),
    };

    private static JsonObject Plain(DirectoryEntry entry) => new() { ["id"] = entry.Id, ["name"] = entry.Name };

    private static JsonObject Owned(DirectoryEntry entry)
    {
        var item = Plain(entry);
        item["domain"] = Plain(new DirectoryEntry(UserDirectory.DomainId, UserDirectory.DomainName));
        return item;
    }

    private static JsonArray List(IEnumerable<JsonObject> items) => [.. items];

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
