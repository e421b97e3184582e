using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Access;

/// <summary>One request; ids stand in braces.</summary>
internal sealed record AccessRequest(string Method, string Path, string? Body)
{
    public Task<Answer> SendAsync(ApiClient caller, IReadOnlyDictionary<string, string> ids) => caller.SendAsync(
        new HttpMethod(Method), Fill(Path, ids), Body is null ? null : new StringContent(Fill(Body, ids), System.Text.Encoding.UTF8, "application/json"));

    private static string Fill(string text, IReadOnlyDictionary<string, string> ids) =>
        ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
}

/// <summary>How the actions of the tables are asked for.</summary>
internal static class AccessRequests
{
    public const string Routes = """{"router": {"routes": [{"destination": "10.9.0.0/24", "nexthop": "192.168.77.9"}]}}""";
    public const string SubPorts = """{"sub_ports": [{"port_id": "{port}", "segmentation_type": "vlan", "segmentation_id": 100}]}""";
    public const string Binding = """{"binding": {"host": "host9"}}""";

    /// <summary>The URLs of the collections.</summary>
    public static readonly IReadOnlyDictionary<string, string> Collections = new Dictionary<string, string>
    {
        ["network"] = "networks",
        ["subnet"] = "subnets",
        ["port"] = "ports",
        ["binding"] = "ports/{id}/bindings",
        ["router"] = "routers",
        ["floatingip"] = "floatingips",
        ["security_group"] = "security-groups",
        ["security_group_rule"] = "security-group-rules",
        ["rbac_policy"] = "rbac-policies",
        ["subnetpool"] = "subnetpools",
        ["address_scope"] = "address-scopes",
        ["trunk"] = "trunks",
        ["policy"] = "qos/policies",
        ["bandwidth_limit_rule"] = "qos/policies/{policy}/bandwidth_limit_rules",
        ["dscp_marking_rule"] = "qos/policies/{policy}/dscp_marking_rules",
        ["minimum_bandwidth_rule"] = "qos/policies/{policy}/minimum_bandwidth_rules",
        ["packet_rate_limit_rule"] = "qos/policies/{policy}/packet_rate_limit_rules",
        ["minimum_packet_rate_rule"] = "qos/policies/{policy}/minimum_packet_rate_rules",
        ["quota"] = "quotas",
        ["agent"] = "agents",
        ["network_ip_availability"] = "network-ip-availabilities",
        ["auto_allocated_topology"] = "auto-allocated-topology",
        ["availability_zone"] = "availability_zones",
        ["rule_type"] = "qos/rule-types",
    };

    /// <summary>The requests of an action; all must be answered alike.</summary>
    public static IReadOnlyList<AccessRequest> Of(string resource, string action)
    {
        var collection = Collections[resource];
        var member = resource == "binding" ? $"{collection}/host9" : $"{collection}/{{id}}";
        return action switch
        {
            "list" => [new("GET", collection, null)],
            "show" when resource == "auto_allocated_topology" => [new("GET", $"{member}?fields=dry-run", null)],
            "show" => [new("GET", member, null)],
            "create" => [new("POST", collection, $$"""{"{{resource}}": {{New(resource, "\"tenant_id\": \"{owner}\"")}}}""")],
            "join" => [new("POST", collection, $$"""{"{{resource}}": {{New(resource, "\"name\": \"mine\"")}}}""")],
            "update" => [new("PUT", member, Change(resource))],
            "delete" => [new("DELETE", member, null)],
            "tags" => [new("GET", $"{member}/tags", null), new("GET", $"{member}/tags/red", null)],
            "tag" =>
            [
                new("PUT", $"{member}/tags/blue", null),
                new("POST", $"{member}/tags", """{"tags": ["green"]}"""),
                new("DELETE", $"{member}/tags/red", null),
                new("PUT", $"{member}/tags", """{"tags": ["white"]}"""),
                new("DELETE", $"{member}/tags", null),
            ],
            "default" or "details" => [new("GET", $"{member}/{action}", null)],
            "get_subports" => [new("GET", $"{member}/{action}", null)],
            "show-alias" => [new("GET", Alias(resource), null)],
            "update-alias" => [new("PUT", Alias(resource), Change(resource).Replace($"\"{resource}\"", $"\"alias_{resource}\"", StringComparison.Ordinal))],
            "delete-alias" => [new("DELETE", Alias(resource), null)],
            "add_router_interface" or "remove_router_interface" => [new("PUT", $"{member}/{action}", """{"subnet_id": "{subnet}"}""")],
            "add_extraroutes" or "remove_extraroutes" => [new("PUT", $"{member}/{action}", Routes)],
            "add_prefixes" => [new("PUT", $"{member}/{action}", """{"prefixes": ["10.1.0.0/16"]}""")],
            "remove_prefixes" => [new("PUT", $"{member}/{action}", """{"prefixes": ["10.0.0.0/24"]}""")],
            "add_subports" => [new("PUT", $"{member}/{action}", SubPorts)],
            "remove_subports" => [new("PUT", $"{member}/{action}", """{"sub_ports": [{"port_id": "{port}"}]}""")],
            "activate" => [new("PUT", $"{member}/activate", null)],
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "The table has an action that nobody knows."),
        };
    }

    /// <summary>The attributes of a new QoS rule.</summary>
    public static string RuleOf(string resource) => resource switch
    {
        "bandwidth_limit_rule" => """{"max_kbps": 1000}""",
        "dscp_marking_rule" => """{"dscp_mark": 26}""",
        "packet_rate_limit_rule" => """{"max_kpps": 1000}""",
        "minimum_packet_rate_rule" => """{"min_kpps": 1000}""",
        _ => """{"min_kbps": 1000}""",
    };

    private static string Alias(string resource) => $"qos/alias_{resource}s/{{id}}";

    private static string New(string resource, string more) => resource switch
    {
        "subnet" => $$"""{"network_id": "{network}", "ip_version": 4, "cidr": "{cidr}", {{more}}}""",
        "port" => $$"""{"network_id": "{network}", {{more}}}""",
        "binding" => """{"host": "host9"}""",
        "floatingip" => $$"""{"floating_network_id": "{network}", {{more}}}""",
        "security_group_rule" when more.Contains("name", StringComparison.Ordinal) => """{"security_group_id": "{group}", "direction": "egress", "protocol": "udp"}""",
        "security_group_rule" => $$"""{"security_group_id": "{group}", "direction": "egress", "protocol": "udp", {{more}}}""",
        "rbac_policy" => $$"""{"object_type": "network", "object_id": "{network}", "action": "access_as_shared", "target_tenant": "{other}", {{more}}}""",
        "subnetpool" => $$"""{"name": "p", "prefixes": ["10.0.0.0/16"], {{more}}}""",
        "address_scope" => $$"""{"name": "s", "ip_version": 4, {{more}}}""",
        "trunk" => $$"""{"port_id": "{port}", {{more}}}""",
        "bandwidth_limit_rule" => """{"max_kbps": 2000, "direction": "ingress"}""",
        "minimum_bandwidth_rule" => """{"min_kbps": 2000, "direction": "ingress"}""",
        "packet_rate_limit_rule" => """{"max_kpps": 2000, "direction": "ingress"}""",
        "minimum_packet_rate_rule" => """{"min_kpps": 2000, "direction": "ingress"}""",
        "dscp_marking_rule" => RuleOf(resource),
        _ => $$"""{"name": "new", {{more}}}""",
    };

    private static string Change(string resource) => $$"""{"{{resource}}": {{resource switch
    {
        "floatingip" or "agent" => """{"description": "new"}""",
        "binding" => """{"vnic_type": "direct"}""",
        "rbac_policy" => """{"target_tenant": "{other}"}""",
        "quota" => """{"network": 7}""",
        "bandwidth_limit_rule" => """{"max_kbps": 3000}""",
        "dscp_marking_rule" => """{"dscp_mark": 0}""",
        "minimum_bandwidth_rule" => """{"min_kbps": 3000}""",
        "packet_rate_limit_rule" => """{"max_kpps": 3000}""",
        "minimum_packet_rate_rule" => """{"min_kpps": 3000}""",
        _ => """{"name": "changed"}""",
    }}}}""";
}
