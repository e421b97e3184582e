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
    ];

    private static readonly AttributeRow[] Subnets =
    [
        .. Standard("subnet"),
        new("subnet", "network_id") { IsRequired = true, Wrong = "\"network\"" },
        new("subnet", "ip_version") { IsRequired = true, Wrong = "\"four\"" },
        new("subnet", "cidr") { IsRequired = true, Wrong = "42" },
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
        new("port", "device_owner") { InPut = true, InFolsomPut = true, Default = "\"\"", Other = "\"compute:nova\"", Wrong = "true" },
    ];

    /// <summary>All rows.</summary>
    public static IReadOnlyList<AttributeRow> All { get; } = [.. Networks, .. Subnets, .. Ports];

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
    ];
}
