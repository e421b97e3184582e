using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Quotas;

/// <summary>The resources that a quota limits, in the order in which the API lists them: the one place to add another.</summary>
public static class QuotaResources
{
    /// <summary>All of them; each has a default in every profile.</summary>
    public static IReadOnlyList<QuotaResource> All { get; } =
    [
        new("network", db => db.Networks),
        new("subnet", db => db.Subnets),
        new("port", db => db.Ports),
        new("router", db => db.Routers),
        new("floatingip", db => db.FloatingIps),
        new("rbac_policy", db => db.RbacPolicies) { IsOf2012 = false },
    ];

    /// <summary>Those that a profile knows.</summary>
    public static IEnumerable<QuotaResource> In(ApiProfile profile) =>
        All.Where(resource => resource.IsOf2012 || profile.StandardAttributes);

    /// <summary>The one of that name.</summary>
    internal static QuotaResource Named(string name) => All.First(resource => resource.Name == name);
}

/// <summary>A resource that a quota limits.</summary>
/// <param name="Name">Its name, as the client knows it: <c>port</c>.</param>
/// <param name="Rows">What is counted, by its tenant.</param>
public sealed record QuotaResource(string Name, Func<QuantumDbContext, IQueryable<Resource>> Rows)
{
    /// <summary>True when clients of 2012 know the resource.</summary>
    public bool IsOf2012 { get; init; } = true;
}
