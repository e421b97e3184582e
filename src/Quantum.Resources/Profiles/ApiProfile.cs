namespace Quantum.Resources.Profiles;

/// <summary>
/// The switches on which the API of 2012 ("folsom") and today's API ("modern") differ. Everything that is not a switch
/// here is the same for both. A request carries exactly one profile.
/// </summary>
public sealed record ApiProfile
{
    /// <summary>The profile's name on the wire (header <c>X-Quantum-Profile</c>, mount prefix): <c>modern</c> or <c>folsom</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which error keys a body carries.</summary>
    public required ErrorBody ErrorBody { get; init; }

    /// <summary>An attribute that no table knows is ignored (2012) instead of refused with 400.</summary>
    public required bool IgnoreUnknownAttributes { get; init; }

    /// <summary>A query filter that no table knows is ignored (2012) instead of refused with 400.</summary>
    public required bool IgnoreUnknownFilters { get; init; }

    /// <summary><c>?name=</c> is dropped (2012) instead of asking for the empty string.</summary>
    public required bool IgnoreEmptyFilters { get; init; }

    /// <summary>A visible object that policy protects from a change answers 404 (2012) instead of 403.</summary>
    public required bool HideForbiddenChanges { get; init; }

    /// <summary>A port or subnet on an unshared network must belong to the network's tenant, even for administrators.</summary>
    public required bool StrictNetworkOwnership { get; init; }

    /// <summary>Who owns a network sees the subnets and ports that others have on it.</summary>
    public required bool NetworkOwnersSeeAll { get; init; }

    /// <summary>When a new port is reported as <c>ACTIVE</c>.</summary>
    public required PortStatusRule PortStatus { get; init; }

    /// <summary>Deleting a network or subnet removes router interfaces silently (2012) instead of being refused.</summary>
    public required bool DeleteRemovesRouterInterfaces { get; init; }

    /// <summary>Subnets of different networks may use the same addresses.</summary>
    public required bool AllowOverlappingIps { get; init; }

    /// <summary>A released address stays unusable until its lease would have ended.</summary>
    public required bool HoldReleasedAddresses { get; init; }

    /// <summary>Which free address an automatic allocation takes.</summary>
    public required IpChoice IpChoice { get; init; }

    /// <summary><c>allocation_pools</c> and <c>mac_address</c> can be changed by PUT.</summary>
    public required bool ExtendedUpdates { get; init; }

    /// <summary>
    /// PUT of a fixed IP that names only a subnet keeps the address that the port has there, instead of taking a new one (2012).
    /// </summary>
    public required bool KeepAddressesBySubnet { get; init; }

    /// <summary>The actions on router interfaces answer as in 2012: two ids, and <c>null</c>.</summary>
    public required bool BriefRouterActions { get; init; }

    /// <summary>A router's gateway is refused (2012) when the external network has no address for it.</summary>
    public required bool GatewayNeedsAddress { get; init; }

    /// <summary>PUT of a floating IP that does not name a port frees it (2012) instead of leaving it as it is.</summary>
    public required bool PutFreesFloatingIp { get; init; }

    /// <summary>A floating IP and its port must belong to one tenant, even for administrators (2012).</summary>
    public required bool StrictFloatingIpOwnership { get; init; }

    /// <summary>
    /// Mapping a floating IP demands that the subnet of the address has a gateway, and that the address is not the one that the
    /// floating IP is mapped to already (2012).
    /// </summary>
    public required bool StrictFloatingIpAssociation { get; init; }

    /// <summary><c>"name": null</c> is accepted and means the empty name.</summary>
    public required bool AllowNullNames { get; init; }

    /// <summary>Error texts of 2012 are the primary ones.</summary>
    public required bool OldErrorTexts { get; init; }

    /// <summary>The few refusals whose status has changed have that of 2012.</summary>
    public required bool OldErrorStatuses { get; init; }

    /// <summary>An unknown URL answers a plain text page (2012) instead of a typed JSON error.</summary>
    public required bool PlainNotFoundPages { get; init; }

    /// <summary>Answers may be asked for as XML by URL suffix; otherwise the suffix answers 406.</summary>
    public required bool Xml { get; init; }

    /// <summary>Attributes younger than the profile (<c>project_id</c>, <c>description</c>, times, revisions) are shown and accepted.</summary>
    public required bool StandardAttributes { get; init; }

    /// <summary><c>limit</c>, <c>marker</c>, <c>page_reverse</c>, <c>sort_key</c>, <c>sort_dir</c> are obeyed.</summary>
    public required bool Paging { get; init; }

    /// <summary>The link of <c>GET /</c> ends with a slash.</summary>
    public required bool TrailingSlashInVersionLink { get; init; }

    /// <summary>The project of a request in identity mode <c>noauth</c> that names none; <c>null</c>: creating then needs <c>tenant_id</c>.</summary>
    public required string? NoauthDefaultProject { get; init; }

    /// <summary>A quota may be set to any negative number, which means unlimited (2012), instead of to -1 alone.</summary>
    public required bool AnyNegativeQuota { get; init; }

    /// <summary>There are security groups, and ports that ask for none get their tenant's default group.</summary>
    public required bool SecurityGroups { get; init; }

    /// <summary>Network limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int NetworkQuota { get; init; }

    /// <summary>Subnet limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int SubnetQuota { get; init; }

    /// <summary>Port limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int PortQuota { get; init; }

    /// <summary>Router limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int RouterQuota { get; init; }

    /// <summary>Floating IP limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int FloatingIpQuota { get; init; }

    /// <summary>Subnet pool limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public int SubnetPoolQuota { get; init; } = -1;

    /// <summary>Security group limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int SecurityGroupQuota { get; init; }

    /// <summary>Security group rule limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int SecurityGroupRuleQuota { get; init; }

    /// <summary>RBAC policy limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public required int RbacPolicyQuota { get; init; }

    /// <summary>Trunk limit of a tenant without a quota of its own; negative: unlimited.</summary>
    public int TrunkQuota { get; init; } = -1;

    /// <summary>The limit of a resource; negative: unlimited.</summary>
    /// <param name="resource">Its name: <c>network</c>.</param>
    public int QuotaOf(string resource) => resource switch
    {
        "network" => NetworkQuota,
        "subnet" => SubnetQuota,
        "port" => PortQuota,
        "router" => RouterQuota,
        "floatingip" => FloatingIpQuota,
        "subnetpool" => SubnetPoolQuota,
        "security_group" => SecurityGroupQuota,
        "security_group_rule" => SecurityGroupRuleQuota,
        "rbac_policy" => RbacPolicyQuota,
        "trunk" => TrunkQuota,
        _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, "has no quota"),
    };

    /// <summary>Today's behaviour: what Nova, the <c>openstack</c> command and the SDKs of today expect.</summary>
    public static ApiProfile Modern { get; } = new()
    {
        Name = "modern",
        ErrorBody = ErrorBody.Both,
        IgnoreUnknownAttributes = false,
        IgnoreUnknownFilters = false,
        IgnoreEmptyFilters = false,
        HideForbiddenChanges = false,
        StrictNetworkOwnership = false,
        NetworkOwnersSeeAll = true,
        PortStatus = PortStatusRule.OnBind,
        DeleteRemovesRouterInterfaces = false,
        AllowOverlappingIps = true,
        HoldReleasedAddresses = false,
        IpChoice = IpChoice.Lowest,
        ExtendedUpdates = true,
        KeepAddressesBySubnet = true,
        BriefRouterActions = false,
        GatewayNeedsAddress = false,
        PutFreesFloatingIp = false,
        StrictFloatingIpOwnership = false,
        StrictFloatingIpAssociation = false,
        AllowNullNames = false,
        OldErrorTexts = false,
        OldErrorStatuses = false,
        PlainNotFoundPages = false,
        Xml = false,
        StandardAttributes = true,
        Paging = true,
        TrailingSlashInVersionLink = true,
        NoauthDefaultProject = "fake_project_id",
        AnyNegativeQuota = false,
        SecurityGroups = true,
        NetworkQuota = 100,
        SubnetQuota = 100,
        PortQuota = 500,
        RouterQuota = 10,
        FloatingIpQuota = 50,
        SecurityGroupQuota = 10,
        SecurityGroupRuleQuota = 100,
        RbacPolicyQuota = 10,
    };

    /// <summary>The behaviour of Quantum 2012.2 as its last stable update meant it.</summary>
    public static ApiProfile Folsom { get; } = new()
    {
        Name = "folsom",
        ErrorBody = ErrorBody.Quantum,
        IgnoreUnknownAttributes = true,
        IgnoreUnknownFilters = true,
        IgnoreEmptyFilters = true,
        HideForbiddenChanges = true,
        StrictNetworkOwnership = true,
        NetworkOwnersSeeAll = false,
        PortStatus = PortStatusRule.OnCreate,
        DeleteRemovesRouterInterfaces = true,
        AllowOverlappingIps = false,
        HoldReleasedAddresses = true,
        IpChoice = IpChoice.Lowest,
        ExtendedUpdates = false,
        KeepAddressesBySubnet = false,
        BriefRouterActions = true,
        GatewayNeedsAddress = true,
        PutFreesFloatingIp = true,
        StrictFloatingIpOwnership = true,
        StrictFloatingIpAssociation = true,
        AllowNullNames = true,
        OldErrorTexts = true,
        OldErrorStatuses = true,
        PlainNotFoundPages = true,
        Xml = true,
        StandardAttributes = false,
        Paging = false,
        TrailingSlashInVersionLink = false,
        NoauthDefaultProject = null,
        AnyNegativeQuota = true,
        SecurityGroups = false,
        NetworkQuota = 10,
        SubnetQuota = 10,
        PortQuota = 50,
        RouterQuota = 10,
        FloatingIpQuota = 50,
        SecurityGroupQuota = 10,
        SecurityGroupRuleQuota = 100,
        RbacPolicyQuota = 10,
    };
}

/// <summary>Which error keys a body carries.</summary>
public enum ErrorBody
{
    /// <summary><c>NeutronError</c> (object) and <c>QuantumError</c> (text) in one body: each client reads its own.</summary>
    Both,

    /// <summary>Only <c>{"QuantumError": "text"}</c>.</summary>
    Quantum,

    /// <summary>Only <c>{"NeutronError": {"type", "message", "detail"}}</c>.</summary>
    Neutron,
}

/// <summary>When a port is reported as <c>ACTIVE</c>.</summary>
public enum PortStatusRule
{
    /// <summary><c>DOWN</c> until a host is bound.</summary>
    OnBind,

    /// <summary><c>ACTIVE</c> from the start.</summary>
    OnCreate,

    /// <summary><c>DOWN</c> until an agent reports the port as wired.</summary>
    Agent,
}

/// <summary>Which free address an automatic allocation takes.</summary>
public enum IpChoice
{
    /// <summary>The numerically lowest free address.</summary>
    Lowest,

    /// <summary>A random free address of the pools.</summary>
    Random,
}
