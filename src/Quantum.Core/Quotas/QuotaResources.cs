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
        new("subnetpool", db => db.SubnetPools) { Only = profile => profile.StandardAttributes },
        new("security_group", db => db.SecurityGroups) { Only = profile => profile.SecurityGroups },
        new("security_group_rule", db => db.SecurityGroupRules) { Only = profile => profile.SecurityGroups },
        new("rbac_policy", db => db.RbacPolicies) { Only = profile => profile.StandardAttributes },
        new("trunk", db => db.Trunks) { Only = profile => profile.StandardAttributes },
    ];

    /// <summary>Those that a profile has.</summary>
    public static IEnumerable<QuotaResource> In(ApiProfile profile) => All.Where(resource => resource.Only(profile));

    /// <summary>The one of that name.</summary>
    internal static QuotaResource Named(string name) => All.First(resource => resource.Name == name);
}

/// <summary>A resource that a quota limits.</summary>
/// <param name="Name">Its name, as the client knows it: <c>port</c>.</param>
/// <param name="Rows">What is counted, by its tenant.</param>
public sealed record QuotaResource(string Name, Func<QuantumDbContext, IQueryable<Resource>> Rows)
{
    /// <summary>The profiles that have the resource.</summary>
    public Func<ApiProfile, bool> Only { get; init; } = static _ => true;
}
