using System.Security.Cryptography;
using System.Text;

namespace Quantum.Server.Identity.Builtin;

/// <summary>Something with a name; its id is made from the name, so that it is the same after every start.</summary>
internal sealed record DirectoryEntry(string Id, string Name)
{
    public static DirectoryEntry Of(string kind, string name) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{name}")).AsSpan(0, 16)), name);
}

/// <summary>A user, and the roles in each project.</summary>
internal sealed record DirectoryUser(
    DirectoryEntry Entry, string PasswordHash, IReadOnlyDictionary<string, IReadOnlyList<string>> RolesByProject);

/// <summary>The users, projects and roles of the configuration; all are in one domain.</summary>
internal sealed class UserDirectory
{
    public const string DomainId = "default";
    public const string DomainName = "Default";

    private readonly Dictionary<string, DirectoryUser> _users;
    private readonly Dictionary<string, DirectoryEntry> _projects;
    private readonly Dictionary<string, DirectoryEntry> _roles;

    public UserDirectory(BuiltinOptions options)
    {
        var grants = options.Users.Values.SelectMany(user => user.Projects).ToList();
        _projects = Entries("project", grants.Select(grant => grant.Key));
        _roles = Entries("role", grants.SelectMany(grant => Names(grant.Value)));
        _users = options.Users.Select(user => new DirectoryUser(
            DirectoryEntry.Of("user", user.Key),
            user.Value.PasswordHash!,
            user.Value.Projects.ToDictionary(
                grant => DirectoryEntry.Of("project", grant.Key).Id, IReadOnlyList<string> (grant) => Names(grant.Value))))
            .ToDictionary(user => user.Entry.Id);
    }

    public IEnumerable<DirectoryUser> Users => _users.Values;

    public IEnumerable<DirectoryEntry> Projects => _projects.Values;

    public IEnumerable<DirectoryEntry> Roles => _roles.Values;

    public DirectoryUser? User(string id) => _users.GetValueOrDefault(id);

    public DirectoryUser? UserNamed(string name) => User(DirectoryEntry.Of("user", name).Id);

    public DirectoryEntry? Project(string id) => _projects.GetValueOrDefault(id);

    public DirectoryEntry? ProjectNamed(string name) => Project(DirectoryEntry.Of("project", name).Id);

    /// <summary>The projects in which a user has a role.</summary>
    public IEnumerable<DirectoryEntry> ProjectsOf(DirectoryUser user) => user.RolesByProject.Keys.Select(id => _projects[id]);

    /// <summary>The user's roles in a project; none outside of projects.</summary>
    public static IReadOnlyList<string> RolesOf(DirectoryUser user, string? projectId) =>
        projectId is not null && user.RolesByProject.TryGetValue(projectId, out var roles) ? roles : [];

    private static Dictionary<string, DirectoryEntry> Entries(string kind, IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Select(name => DirectoryEntry.Of(kind, name)).ToDictionary(entry => entry.Id);

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
