using System.Linq.Expressions;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SubnetPools;

/// <summary>The attribute table of subnet pools.</summary>
public static class SubnetPoolResource
{
    /// <summary>The rows shared by all resources; a pool's name is a row of its own.</summary>
    public static readonly StandardAttributes<SubnetPool> Standard = new();

    /// <summary><c>name</c>: required, and not blank.</summary>
    public static readonly AttributeDefinition<SubnetPool, string> Name =
        Attribute("name", SubnetPoolAttributeTypes.Name, pool => pool.Name)
            .PostRequired().Put().Filter().Sort()
            .Doc("Display name; need not be unique.", "\"tenants\"");

    /// <summary><c>prefixes</c>: the blocks; PUT may only add to them.</summary>
    public static readonly AttributeDefinition<SubnetPool, IReadOnlyList<IpCidr>> Prefixes =
        Attribute("prefixes", SubnetPoolAttributeTypes.Prefixes, pool => pool.Prefixes)
            .PostRequired().Put()
            .Doc("The blocks that subnets are cut from, of one IP version; a change may only add to them.", "[\"10.64.0.0/16\"]");

    /// <summary><c>ip_version</c>: that of the prefixes.</summary>
    public static readonly AttributeDefinition<SubnetPool, int> IpVersion =
        Attribute("ip_version", AttributeTypes.Integer, pool => pool.IpVersion)
            .Filter().Sort()
            .Doc("4 or 6: the version of the prefixes.", "4");

    /// <summary><c>default_prefixlen</c>: of subnets whose request names none; absent: the minimum.</summary>
    public static readonly AttributeDefinition<SubnetPool, int> DefaultPrefixLength =
        Attribute("default_prefixlen", SubnetPoolAttributeTypes.PrefixLength, pool => pool.DefaultPrefixLength)
            .PostGenerated().Put().Filter().Sort()
            .Doc("Prefix length of a subnet whose request names none; absent: min_prefixlen.", "\"24\"");

    /// <summary><c>min_prefixlen</c>: of the largest subnet; absent: 8, or 64 for IPv6.</summary>
    public static readonly AttributeDefinition<SubnetPool, int> MinPrefixLength =
        Attribute("min_prefixlen", SubnetPoolAttributeTypes.PrefixLength, pool => pool.MinPrefixLength)
            .PostGenerated().Put().Filter().Sort()
            .Doc("Prefix length of the largest subnet; absent: 8, or 64 for IPv6.", "\"8\"");

    /// <summary><c>max_prefixlen</c>: of the smallest subnet; absent: 32, or 128 for IPv6.</summary>
    public static readonly AttributeDefinition<SubnetPool, int> MaxPrefixLength =
        Attribute("max_prefixlen", SubnetPoolAttributeTypes.PrefixLength, pool => pool.MaxPrefixLength)
            .PostGenerated().Put().Filter().Sort()
            .Doc("Prefix length of the smallest subnet; absent: 32, or 128 for IPv6.", "\"32\"");

    /// <summary><c>default_quota</c>: how much of the pool one tenant may take.</summary>
    public static readonly AttributeDefinition<SubnetPool, int?> DefaultQuota =
        Attribute("default_quota", SubnetPoolAttributeTypes.CountOrNone, pool => pool.DefaultQuota)
            .PostGenerated().Put().Filter().Sort()
            .Doc("How much of the pool one tenant's subnets may take: addresses, or /64 networks for IPv6; null and 0: no limit.", "65536");

    /// <summary><c>is_default</c>: subnets that ask for the default come from here; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<SubnetPool, bool> IsDefault =
        Attribute("is_default", AttributeTypes.Boolean, pool => pool.IsDefault)
            .PostDefault(false).Put().Filter().Sort().WritePolicy()
            .Doc("True for the one pool of its IP version that subnets come from which ask for the default.", "false");

    /// <summary><c>shared</c>: usable by every tenant, or by that which asks; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<SubnetPool, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, pool => pool.Shared || pool.SharedWithCaller)
            .PostDefault(false).Filter().Sort().WritePolicy()
            .Doc("True when every tenant, or that which asks, may take subnets from the pool; RBAC policies change it.", "false");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<SubnetPool> Definition = new(
        "subnetpool",
        "subnetpools",
        [
            Standard.Id, Name, Standard.TenantId, Prefixes, DefaultPrefixLength, MinPrefixLength, MaxPrefixLength, DefaultQuota, IpVersion,
            IsDefault, Shared, .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Blocks of addresses from which subnets are cut.",
        NotFound = id => new SubnetPoolNotFoundException(id),
        Failures = new()
        {
            Create = Bounds,
            Update = [.. Bounds, new IllegalSubnetPoolPrefixUpdateException(IllegalSubnetPoolPrefixUpdateException.Lost)],
            Delete = [new SubnetPoolDeleteErrorException()],
        },
    };

    private static IllegalSubnetPoolPrefixBoundsException[] Bounds => [new("min_prefixlen", 28, "max_prefixlen", 24)];

    private static AttributeDefinition<SubnetPool, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<SubnetPool, TValue>> read) => new(name, type, read);
}
