namespace Quantum.Core.Policy.Checks;

/// <summary>
/// Reads one attribute of a target under every name that means it: <c>tenant_id</c> and <c>project_id</c> are the same, and
/// so are <c>network:tenant_id</c> (the text of today's policy files) and <c>network_tenant_id</c> (that of 2012).
/// </summary>
internal sealed class TargetAttribute
{
    private const string Tenant = "tenant_id";
    private const string Project = "project_id";

    private readonly string name;
    private readonly string? otherName;

    private TargetAttribute(string name, string? otherName)
    {
        this.name = name;
        this.otherName = otherName;
    }

    public static TargetAttribute Named(string name)
    {
        if (OwnerPrefix(name, Tenant) is { } tenantOf)
            return new TargetAttribute(tenantOf + Tenant, tenantOf + Project);
        if (OwnerPrefix(name, Project) is { } projectOf)
            return new TargetAttribute(projectOf + Project, projectOf + Tenant);

        return new TargetAttribute(name, null);
    }

    /// <summary>
    /// An attribute of a <c>field:</c> check. For what lies on a network, <c>field:networks:…</c> means the network's
    /// attribute, which the server adds under a name that no client can send; so that name goes first.
    /// </summary>
    public static TargetAttribute OfCollection(string collection, string attribute) => (collection, attribute) switch
    {
        ("networks" or "network", "shared") => new TargetAttribute("network_shared", "shared"),
        ("networks" or "network", "router:external") => new TargetAttribute("network_external", "router:external"),
        _ => Named(attribute),
    };

    public bool TryGet(IPolicyTarget target, out object? value) =>
        target.TryGet(name, out value) || (otherName is not null && target.TryGet(otherName, out value));

    private static string? OwnerPrefix(string name, string owner)
    {
        if (name == owner)
            return string.Empty;
        if (!name.EndsWith(owner, StringComparison.Ordinal) || name[^(owner.Length + 1)] is not (':' or '_'))
            return null;

        return $"{name[..^(owner.Length + 1)]}_";
    }
}
