using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Quantum.Resources.Errors;
using Quantum.Server.Api;

namespace Quantum.Server.Identity.Builtin;

/// <summary>The URLs below <c>/identity</c>: as much of Keystone's API as stock clients need to log in and to find names.</summary>
internal sealed class BuiltinEndpoints(UserDirectory directory, BuiltinTokens tokens, BuiltinLogin login, BuiltinDocuments documents)
{
    public const string Root = "/identity";
    public const string V3 = $"{Root}/v3";
    private const string SubjectToken = "X-Subject-Token";

    /// <summary>Answers any request below <c>/identity</c>; its errors have Keystone's form.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        ApiRequest.Of(http).Route = Root;
        try
        {
            var path = http.Request.Path.Value!.TrimEnd('/')[Root.Length..];
            await WriteAsync(http, await AnswerAsync(http, path.Split('/', StringSplitOptions.RemoveEmptyEntries)));
        }
        catch (QuantumException e) when (e is not UnauthorizedException)
        {
            http.Response.StatusCode = ErrorResponses.Status(e.Kind);
            await WriteAsync(http, Error(http.Response.StatusCode, e.Message));
        }
    }

    private async Task<JsonNode?> AnswerAsync(HttpContext http, string[] path)
    {
        var method = HttpMethods.IsHead(http.Request.Method) ? "GET" : http.Request.Method;
        switch (method, path)
        {
            case ("GET", []):
                http.Response.StatusCode = StatusCodes.Status300MultipleChoices;
                return documents.Versions(http.Request);
            case ("GET", ["v3"]):
                return documents.OneVersion(http.Request);
            case ("POST", ["v3", "auth", "tokens"]):
                var (token, issued) = await login.IssueAsync(http.Request);
                http.Response.StatusCode = StatusCodes.Status201Created;
                return Describe(http, token, issued);
            case ("GET", ["v3", "auth", "tokens"]):
                var (asked, ticket) = Subject(http, Caller(http.Request));
                return Describe(http, asked, ticket);
            case ("DELETE", ["v3", "auth", "tokens"]):
                tokens.Revoke(Subject(http, Caller(http.Request)).Ticket);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return null;
            case ("GET", ["v3", .. var rest]):
                return Read(http.Request, Caller(http.Request), rest);
            default:
                throw new HttpNotFoundException();
        }
    }

    private JsonObject Describe(HttpContext http, string token, Ticket ticket)
    {
        http.Response.Headers[SubjectToken] = token;
        http.Response.Headers.Vary = "X-Auth-Token";
        return documents.Token(http.Request, ticket);
    }

    private JsonObject Read(HttpRequest request, Ticket caller, string[] path)
    {
        var user = directory.User(caller.UserId)!;
        var isAdmin = HasAnyRole(caller, "admin");
        var projects = isAdmin ? directory.Projects : directory.ProjectsOf(user);
        var users = isAdmin ? directory.Users.Select(each => each.Entry) : [user.Entry];
        return path switch
        {
            ["auth", "catalog"] => new() { ["catalog"] = documents.Catalog(request), ["links"] = new JsonObject() },
            ["auth", "projects"] or ["users", _, "projects"] when path[1] == "projects" || path[1] == caller.UserId =>
                List(request, "projects", directory.ProjectsOf(user), documents.Project),
            ["auth", "domains" or "system"] => documents.Collection(request, path[1], []),
            ["projects"] => List(request, "projects", projects, documents.Project),
            ["projects", var id] => One("project", id, projects, entry => documents.Project(request, entry)),
            ["users"] => List(request, "users", users, documents.User),
            ["users", var id] => One("user", id, users, entry => documents.User(request, entry)),
            ["roles"] => List(request, "roles", directory.Roles, documents.Role),
            ["roles", var id] => One("role", id, directory.Roles, entry => documents.Role(request, entry)),
            ["domains"] => documents.Collection(
                request, "domains", IsAsked(request, UserDirectory.DomainName) ? [documents.Domain(request)] : []),
            ["domains", UserDirectory.DomainId] => new() { ["domain"] = documents.Domain(request) },
            _ => throw new HttpNotFoundException(),
        };
    }

    private JsonObject List(
        HttpRequest request, string name, IEnumerable<DirectoryEntry> entries, Func<HttpRequest, DirectoryEntry, JsonObject> describe) =>
        documents.Collection(request, name, entries.Where(entry => IsAsked(request, entry.Name)).Select(entry => describe(request, entry)));

    private static bool IsAsked(HttpRequest request, string name) =>
        request.Query["name"].ToString() is var asked && (asked.Length == 0 || asked == name);

    private static JsonObject One(string kind, string id, IEnumerable<DirectoryEntry> entries, Func<DirectoryEntry, JsonObject> describe) =>
        new() { [kind] = describe(entries.FirstOrDefault(entry => entry.Id == id) ?? throw new HttpNotFoundException()) };

    private Ticket Caller(HttpRequest request) =>
        tokens.Read(request.Headers["X-Auth-Token"].ToString().Trim()) ?? throw new UnauthorizedException(tokens.AddressFor(request));

    /// <summary>The token that is asked about: the caller's own user's, unless an administrator or a service asks.</summary>
    private (string Token, Ticket Ticket) Subject(HttpContext http, Ticket caller)
    {
        var token = http.Request.Headers[SubjectToken].ToString().Trim();
        return tokens.Read(token) is { } ticket && (ticket.UserId == caller.UserId || HasAnyRole(caller, "admin", "service"))
            ? (token, ticket)
            : throw new HttpNotFoundException();
    }

    private bool HasAnyRole(Ticket caller, params string[] roles) =>
        UserDirectory.RolesOf(directory.User(caller.UserId)!, caller.ProjectId)
            .Any(role => roles.Contains(role, StringComparer.OrdinalIgnoreCase));

    private static Task WriteAsync(HttpContext http, JsonNode? document) =>
        document is null ? Task.CompletedTask : Documents.WriteRootAsync(http, writer => document.WriteTo(writer));

    private static JsonObject Error(int status, string message) => new()
    {
        ["error"] = new JsonObject { ["code"] = status, ["title"] = ReasonPhrases.GetReasonPhrase(status), ["message"] = message },
    };
}
