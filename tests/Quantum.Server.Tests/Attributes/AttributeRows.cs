namespace Quantum.Server.Tests.Attributes;

/// <summary>The attribute tables of the API reference, written down a second time: a changed table must be changed here too.</summary>
public static class AttributeRows
{
    private static readonly AttributeRow[] Networks =
    [
        .. Standard("network"),
        new("network", "subnets") { InPost = false, Default = "[]", IsFilter = false, IsSortKey = false },
        new("network", "admin_state_up") { InPut = true, InFolsomPut = true, Default = "true", Other = "false", Wrong = "\"up\"" },
        new("network", "status") { InPost = false, Default = "\"ACTIVE\"" },
        new("network", "shared") { InPut = true, InFolsomPut = true, Default = "false", Other = "true", Wrong = "[]" },
        new("network", "router:external") { InPut = true, InFolsomPut = true, Default = "false", Other = "true", Wrong = "[]" },
        new("network", "port_security_enabled") { InPut = true, Default = "true", Other = "false", Wrong = "{}", IsModernOnly = true },
        new("network", "provider:network_type") { IsPutByPlugin = true, Default = "\"local\"", Wrong = "\"carrier\"", IsSortKey = false },
        new("network", "provider:physical_network") { IsPutByPlugin = true, Default = "null", Wrong = "7", IsSortKey = false },
        new("network", "provider:segmentation_id") { IsPutByPlugin = true, Default = "null", Wrong = "\"one\"", IsSortKey = false },
        new("network", "mtu") { InPut = true, Default = "1500", Other = "1400", Wrong = "\"large\"", IsModernOnly = true },
        new("network", "availability_zone_hints") { Default = "[]", Wrong = "\"nova\"", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("network", "availability_zones") { InPost = false, Default = "[]", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("network", "dns_domain") { InPut = true, Default = "\"\"", Other = "\"example.org.\"", Wrong = "\"example.org\"", IsModernOnly = true },
        new("network", "is_default") { InPut = true, Default = "false", Wrong = "[]", IsModernOnly = true },
        new("network", "l2_adjacency") { InPost = false, Default = "true", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("network", "ipv4_address_scope") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("network", "ipv6_address_scope") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("network", "qos_policy_id") { InPut = true, Default = "null", Wrong = "\"policy\"", IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] Subnets =
    [
        .. Standard("subnet"),
        new("subnet", "network_id") { IsRequired = true, Wrong = "\"network\"" },
        new("subnet", "ip_version") { IsRequired = true, Wrong = "\"four\"" },
        new("subnet", "cidr") { Wrong = "42" },
        new("subnet", "gateway_ip") { InPut = true, InFolsomPut = true, Other = "null", Wrong = "\"router\"" },
        new("subnet", "allocation_pools")
        {
            InPut = true, Other = "[]", Wrong = "{}", IsFilter = false, IsSortKey = false,
        },
        new("subnet", "dns_nameservers")
        {
            InPut = true, InFolsomPut = true, Default = "[]", Other = """["198.51.100.53"]""", Wrong = "\"198.51.100.53\"", IsFilter = false, IsSortKey = false,
        },
        new("subnet", "host_routes")
        {
            InPut = true, InFolsomPut = true, Default = "[]", Other = """[{"destination":"10.9.0.0/24","nexthop":"198.51.100.9"}]""", Wrong = "7",
            IsFilter = false, IsSortKey = false,
        },
        new("subnet", "enable_dhcp") { InPut = true, InFolsomPut = true, Default = "true", Other = "false", Wrong = "{}" },
        new("subnet", "shared") { InPost = false, IsVisible = false, IsSortKey = false },
        new("subnet", "ipv6_ra_mode") { Default = "null", Wrong = "\"auto\"", IsModernOnly = true },
        new("subnet", "ipv6_address_mode") { Default = "null", Wrong = "5", IsModernOnly = true },
        new("subnet", "service_types")
        {
            InPut = true, Default = "[]", Other = """["compute:nova"]""", Wrong = "\"compute:nova\"", IsFilter = false, IsSortKey = false, IsModernOnly = true,
        },
        new("subnet", "subnetpool_id") { Default = "null", Wrong = "\"pool\"", IsModernOnly = true },
        new("subnet", "segment_id") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("subnet", "prefixlen") { Wrong = "\"short\"", IsVisible = false, IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("subnet", "use_default_subnetpool") { Wrong = "{}", IsVisible = false, IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] Ports =
    [
        .. Standard("port"),
        new("port", "network_id") { IsRequired = true, Wrong = "null" },
        new("port", "admin_state_up") { InPut = true, InFolsomPut = true, Default = "true", Other = "false", Wrong = "2" },
        new("port", "status") { InPost = false, Default = "\"DOWN\"" },
        new("port", "mac_address") { InPut = true, Other = "\"12:34:56:78:9a:bc\"", Wrong = "\"mac\"" },
        new("port", "fixed_ips") { InPut = true, InFolsomPut = true, Other = "[]", Wrong = "\"198.51.100.9\"", IsSortKey = false },
        new("port", "device_id") { InPut = true, InFolsomPut = true, Default = "\"\"", Other = "\"vm-1\"", Wrong = "null" },
        new("port", "trunk_details") { InPost = false, IsLeftOut = true, IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "device_owner") { InPut = true, InFolsomPut = true, Default = "\"\"", Other = "\"compute:nova\"", Wrong = "true" },
        new("port", "security_groups") { InPut = true, Other = "[]", Wrong = "{}", IsSortKey = false, IsModernOnly = true },
        new("port", "binding:vnic_type") { InPut = true, Default = "\"normal\"", Other = "\"direct\"", Wrong = "\"virtual\"", IsModernOnly = true },
        new("port", "binding:profile") { InPut = true, Default = "{}", Wrong = "7", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "binding:host_id") { InPut = true, Default = "\"\"", Other = "\"compute-1\"", Wrong = "7", IsModernOnly = true },
        new("port", "binding:vif_type") { InPost = false, Default = "\"unbound\"", IsModernOnly = true },
        new("port", "binding:vif_details") { InPost = false, Default = "{}", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "port_security_enabled") { InPut = true, Default = "true", Wrong = "{}", IsModernOnly = true },
        new("port", "allowed_address_pairs")
        {
            InPut = true, Default = "[]", Other = """[{"mac_address":"fa:16:3e:00:00:01","ip_address":"198.51.100.200"}]""", Wrong = "[7]",
            IsFilter = false, IsSortKey = false, IsModernOnly = true,
        },
        new("port", "extra_dhcp_opts")
        {
            InPut = true, Default = "[]", Other = """[{"opt_name":"mtu","opt_value":"1400","ip_version":4}]""", Wrong = "{}",
            IsFilter = false, IsSortKey = false, IsModernOnly = true,
        },
        new("port", "dns_name") { InPut = true, Default = "\"\"", Other = "\"vm-1\"", Wrong = "\"-vm\"", IsModernOnly = true },
        new("port", "dns_domain")
        {
            InPut = true, Default = "\"\"", Other = "\"example.org.\"", Wrong = "\"example.org\"", IsSortKey = false, IsModernOnly = true,
        },
        new("port", "dns_assignment") { InPost = false, IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "ip_allocation") { InPost = false, Default = "\"immediate\"", IsSortKey = false, IsModernOnly = true },
        new("port", "propagate_uplink_status") { Default = "true", Wrong = "{}", IsModernOnly = true },
        new("port", "resource_request") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "qos_policy_id") { InPut = true, Default = "null", Wrong = "\"policy\"", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("port", "qos_network_policy_id") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] Routers =
    [
        .. Standard("router"),
        new("router", "admin_state_up") { InPut = true, InFolsomPut = true, Default = "true", Other = "false", Wrong = "\"up\"" },
        new("router", "status") { InPost = false, Default = "\"ACTIVE\"" },
        new("router", "external_gateway_info") { InPut = true, InFolsomPut = true, Default = "null", Wrong = "\"out\"", IsFilter = false, IsSortKey = false },
        new("router", "routes") { InPut = true, Default = "[]", Wrong = "{}", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("router", "distributed") { InPost = false, Default = "false", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("router", "ha") { InPost = false, Default = "false", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("router", "flavor_id") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("router", "availability_zone_hints") { Default = "[]", Wrong = "\"nova\"", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("router", "availability_zones") { InPost = false, Default = "[]", IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] FloatingIps =
    [
        .. Standard("floatingip").Where(row => row.Name != "name"),
        new("floatingip", "status") { InPost = false, Default = "\"DOWN\"", IsModernOnly = true },
        new("floatingip", "floating_network_id") { IsRequired = true, Wrong = "\"network\"" },
        new("floatingip", "floating_ip_address") { Wrong = "\"address\"" },
        new("floatingip", "subnet_id") { Wrong = "{}", IsVisible = false, IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("floatingip", "router_id") { InPost = false, Default = "null" },
        new("floatingip", "port_id") { InPut = true, InFolsomPut = true, Default = "null", Wrong = "\"port\"" },
        new("floatingip", "fixed_ip_address") { InPut = true, InFolsomPut = true, Default = "null", Wrong = "\"address\"", IsSortKey = false },
        new("floatingip", "port_details") { InPost = false, Default = "null", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("floatingip", "port_forwardings") { InPost = false, Default = "[]", IsFilter = false, IsSortKey = false, IsModernOnly = true },
        new("floatingip", "dns_name") { Default = "\"\"", Wrong = "\"vm.\"", IsModernOnly = true },
        new("floatingip", "dns_domain") { Default = "\"\"", Wrong = "\"example\"", IsModernOnly = true },
        new("floatingip", "qos_policy_id") { InPut = true, Default = "null", Wrong = "\"policy\"", IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] SecurityGroups =
    [
        .. Younger("security_group"),
        new("security_group", "stateful") { InPut = true, Default = "true", Other = "false", Wrong = "\"maybe\"", IsModernOnly = true },
        new("security_group", "shared") { InPost = false, Default = "false", IsModernOnly = true },
        new("security_group", "security_group_rules") { InPost = false, IsFilter = false, IsSortKey = false, IsModernOnly = true },
    ];

    private static readonly AttributeRow[] SecurityGroupRules =
    [
        .. Younger("security_group_rule").Where(row => row.Name is not ("name" or "description" or "tags-any" or "not-tags" or "not-tags-any")),
        new("security_group_rule", "description") { Default = "\"\"", Wrong = "false", IsModernOnly = true },
        new("security_group_rule", "security_group_id") { IsRequired = true, Wrong = "\"group\"", IsModernOnly = true },
        new("security_group_rule", "security_group_tenant_id")
        {
            InPost = false, IsVisible = false, IsFilter = false, IsSortKey = false, IsModernOnly = true,
        },
        new("security_group_rule", "remote_group_id") { Default = "null", Wrong = "\"group\"", IsModernOnly = true },
        new("security_group_rule", "direction") { IsRequired = true, Wrong = "\"inwards\"", IsModernOnly = true },
        new("security_group_rule", "protocol") { Default = "null", IsModernOnly = true },
        new("security_group_rule", "port_range_min") { Default = "null", IsModernOnly = true },
        new("security_group_rule", "port_range_max") { Default = "null", IsModernOnly = true },
        new("security_group_rule", "ethertype") { Default = "\"IPv4\"", IsModernOnly = true },
        new("security_group_rule", "remote_ip_prefix") { Default = "null", IsModernOnly = true },
        new("security_group_rule", "normalized_cidr") { InPost = false, Default = "null", IsModernOnly = true },
        new("security_group_rule", "remote_address_group_id")
        {
            Default = "null", Wrong = "\"group\"", IsFilter = false, IsSortKey = false, IsModernOnly = true,
        },
    ];

    private static readonly AttributeRow[] SubnetPools = Modern(
    [
        .. Standard("subnetpool").Where(row => row.Name != "name"),
        new("subnetpool", "name") { IsRequired = true, InPut = true, Other = "\"other\"", Wrong = "\"\"" },
        new("subnetpool", "prefixes")
        {
            IsRequired = true, InPut = true, Other = """["10.0.0.0/8"]""", Wrong = "\"10.0.0.0/8\"", IsFilter = false, IsSortKey = false,
        },
        new("subnetpool", "default_prefixlen") { InPut = true, Other = "\"26\"", Wrong = "\"short\"" },
        new("subnetpool", "min_prefixlen") { InPut = true, Default = "\"8\"", Other = "\"7\"", Wrong = "-1" },
        new("subnetpool", "max_prefixlen") { InPut = true, Default = "\"32\"", Other = "\"30\"", Wrong = "null" },
        new("subnetpool", "default_quota") { InPut = true, Default = "null", Other = "512", Wrong = "\"much\"" },
        new("subnetpool", "ip_version") { InPost = false, Default = "4" },
        new("subnetpool", "is_default") { InPut = true, Default = "false", Wrong = "[]" },
        new("subnetpool", "shared") { Default = "false", Wrong = "[]" },
        new("subnetpool", "address_scope_id") { InPut = true, Default = "null", Wrong = "\"scope\"" },
    ]);

    private static readonly AttributeRow[] Trunks = Modern(
    [
        .. Standard("trunk"),
        new("trunk", "port_id") { IsRequired = true, Wrong = "\"port\"" },
        new("trunk", "admin_state_up") { InPut = true, Default = "true", Other = "false", Wrong = "\"up\"" },
        new("trunk", "status") { InPost = false, Default = "\"DOWN\"" },
        new("trunk", "sub_ports") { Default = "[]", Wrong = "{}", IsFilter = false, IsSortKey = false },
    ]);

    /// <summary>All rows.</summary>
    public static IReadOnlyList<AttributeRow> All { get; } =
    [
        .. Networks, .. Subnets, .. Ports, .. Routers, .. FloatingIps,
        .. SecurityGroups, .. SecurityGroupRules, .. SubnetPools, .. Trunks,
    ];

    /// <summary>True when clients of 2012 know the resource.</summary>
    public static bool AreOf2012(string resource) => All.Any(row => row.Resource == resource && !row.IsModernOnly);

    /// <summary>One row.</summary>
    public static AttributeRow Of(string resource, string name) => All.Single(row => row.Resource == resource && row.Name == name);

    /// <summary>The names of the rows of which that holds, as test data.</summary>
    public static TheoryData<string, string> Where(Func<AttributeRow, bool> holds)
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in All.Where(holds))
            rows.Add(row.Resource, row.Name);
        return rows;
    }

    /// <summary>The rows of a resource that clients of 2012 do not know.</summary>
    private static AttributeRow[] Modern(AttributeRow[] rows) => [.. rows.Select(row => row with { IsModernOnly = true, InFolsomPut = false })];

    private static AttributeRow[] Younger(string resource) => Modern(Standard(resource));

    private static AttributeRow[] Standard(string resource) =>
    [
        new(resource, "id") { InPost = false },
        new(resource, "name") { InPut = true, InFolsomPut = true, Default = "\"\"", Other = "\"other\"", Wrong = "5" },
        new(resource, "tenant_id") { Wrong = "{}" },
        new(resource, "project_id") { Wrong = "[]", IsModernOnly = true },
        new(resource, "description") { InPut = true, Default = "\"\"", Other = "\"other\"", Wrong = "false", IsModernOnly = true },
        new(resource, "created_at") { InPost = false, IsModernOnly = true },
        new(resource, "updated_at") { InPost = false, IsModernOnly = true },
        new(resource, "revision_number") { InPost = false, IsModernOnly = true },
        .. Tags(resource),
    ];

    /// <summary>Those of ports can be sent with POST.</summary>
    private static AttributeRow[] Tags(string resource) =>
    [
        new(resource, "tags") { InPost = resource == "port", Wrong = resource == "port" ? "7" : null, Default = "[]", IsSortKey = false, IsModernOnly = true },
        new(resource, "tags-any") { InPost = false, IsVisible = false, IsSortKey = false, IsModernOnly = true },
        new(resource, "not-tags") { InPost = false, IsVisible = false, IsSortKey = false, IsModernOnly = true },
        new(resource, "not-tags-any") { InPost = false, IsVisible = false, IsSortKey = false, IsModernOnly = true },
    ];
}
