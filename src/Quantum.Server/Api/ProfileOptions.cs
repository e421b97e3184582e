using System.ComponentModel.DataAnnotations;
using Quantum.Core.Quotas;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api;

/// <summary>
/// The profile of requests that choose none, and switches set for both profiles; section <c>Quantum</c>. A switch that is
/// not set has its profile's value.
/// </summary>
public sealed class ProfileOptions
{
    /// <summary><c>modern</c> (default) or <c>folsom</c>.</summary>
    [AllowedValues("modern", "folsom", ErrorMessage = "must be modern or folsom")]
    public string Profile { get; set; } = ApiProfile.Modern.Name;

    /// <summary>Error keys of bodies: <c>both</c> (modern), <c>quantum</c> (folsom), <c>neutron</c>.</summary>
    [EnumDataType(typeof(ErrorBody))]
    public ErrorBody? ErrorBody { get; set; }

    /// <summary>Attributes that no table knows: <c>reject</c> (modern) or <c>ignore</c> (folsom).</summary>
    [EnumDataType(typeof(UnknownNames))]
    public UnknownNames? UnknownAttributes { get; set; }

    /// <summary>Filters that no table knows: <c>reject</c> (modern) or <c>ignore</c> (folsom).</summary>
    [EnumDataType(typeof(UnknownNames))]
    public UnknownNames? UnknownFilters { get; set; }

    /// <summary>Ports and subnets on unshared networks must belong to the network's tenant. Modern false, folsom true.</summary>
    public bool? StrictNetworkOwnership { get; set; }

    /// <summary>When a port is <c>ACTIVE</c>: <c>on_bind</c> (modern), <c>on_create</c> (folsom), <c>agent</c>.</summary>
    [AllowedValues(null, "on_bind", "on_create", "agent", ErrorMessage = "must be on_bind, on_create or agent")]
    public string? PortStatus { get; set; }

    /// <summary>Subnets of different networks may overlap. Modern true, folsom false.</summary>
    public bool? AllowOverlappingIps { get; set; }

    /// <summary>A released address is held until its lease ends. Modern false, folsom true.</summary>
    public bool? HoldReleasedAddresses { get; set; }

    /// <summary>Free address that automatic allocation takes: <c>lowest</c> (both) or <c>random</c>.</summary>
    [EnumDataType(typeof(IpChoice))]
    public IpChoice? IpChoice { get; set; }

    /// <summary>Security groups, and a default group on ports that ask for none. Modern true; folsom never has them.</summary>
    public bool? SecurityGroups { get; set; }

    /// <summary>
    /// Project of requests that name none in identity mode <c>noauth</c>. Modern <c>fake_project_id</c>; folsom none: creating
    /// needs <c>tenant_id</c>. An empty value means none in both.
    /// </summary>
    [MaxLength(255)]
    public string? NoauthDefaultProject { get; set; }

    /// <summary>The profile with the switches and limits that are set.</summary>
    internal ApiProfile Apply(ApiProfile profile, QuotaOptions quotas) => profile with
    {
        ErrorBody = ErrorBody ?? profile.ErrorBody,
        IgnoreUnknownAttributes = UnknownAttributes is { } attributes ? attributes == UnknownNames.Ignore : profile.IgnoreUnknownAttributes,
        IgnoreUnknownFilters = UnknownFilters is { } filters ? filters == UnknownNames.Ignore : profile.IgnoreUnknownFilters,
        StrictNetworkOwnership = StrictNetworkOwnership ?? profile.StrictNetworkOwnership,
        PortStatus = PortStatus switch
        {
            "on_bind" => PortStatusRule.OnBind,
            "on_create" => PortStatusRule.OnCreate,
            "agent" => PortStatusRule.Agent,
            _ => profile.PortStatus,
        },
        AllowOverlappingIps = AllowOverlappingIps ?? profile.AllowOverlappingIps,
        HoldReleasedAddresses = HoldReleasedAddresses ?? profile.HoldReleasedAddresses,
        IpChoice = IpChoice ?? profile.IpChoice,
        NoauthDefaultProject = NoauthDefaultProject is { } project ? (project.Length > 0 ? project : null) : profile.NoauthDefaultProject,
        SecurityGroups = profile.SecurityGroups && (SecurityGroups ?? true),
        NetworkQuota = quotas.Network ?? profile.NetworkQuota,
        SubnetQuota = quotas.Subnet ?? profile.SubnetQuota,
        PortQuota = quotas.Port ?? profile.PortQuota,
        RouterQuota = quotas.Router ?? profile.RouterQuota,
        FloatingIpQuota = quotas.FloatingIp ?? profile.FloatingIpQuota,
        SubnetPoolQuota = quotas.SubnetPool ?? profile.SubnetPoolQuota,
        SecurityGroupQuota = quotas.SecurityGroup ?? profile.SecurityGroupQuota,
        SecurityGroupRuleQuota = quotas.SecurityGroupRule ?? profile.SecurityGroupRuleQuota,
        RbacPolicyQuota = quotas.RbacPolicy ?? profile.RbacPolicyQuota,
        TrunkQuota = quotas.Trunk ?? profile.TrunkQuota,
    };
}

/// <summary>What becomes of names that no table knows.</summary>
public enum UnknownNames
{
    /// <summary>The request is refused.</summary>
    Reject,

    /// <summary>They have no effect.</summary>
    Ignore,
}
