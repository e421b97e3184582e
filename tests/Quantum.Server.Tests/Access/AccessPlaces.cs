using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Agents;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Access;

/// <summary>Makes the objects that the callers of a table try their hands on: each is new and belongs to one project.</summary>
internal sealed class AccessPlaces(QuantumHost host, string owner, string other)
{
    /// <summary>The ids that URLs and bodies name by <c>{id}</c>, <c>{network}</c> and so on.</summary>
    public async Task<Dictionary<string, string>> MakeAsync(string target)
    {
        var (resource, state) = target.Split('/') is [var name, var kind] ? (name, kind) : (target, "");
        var ids = new Dictionary<string, string> { ["owner"] = owner, ["other"] = other, ["unique"] = Unique.Tenant(), ["cidr"] = Unique.Cidr() };
        if (resource is "network" or "subnet" or "port" or "binding" or "router" or "trunk" or "rbac_policy" or "network_ip_availability")
            await PutNetworkAsync(ids, resource, state);

        switch (resource)
        {
            case "network" or "network_ip_availability":
                ids["id"] = ids["network"];
                break;
            case "subnet":
                await AddAsync(ids, "id", "subnets", "subnet", """{"network_id": "{network}", "ip_version": 4, "cidr": "{cidr}", "tenant_id": "{owner}"}""");
                ids["cidr"] = Unique.Cidr();
                break;
            case "port" or "binding":
                var tenant = state == "of-guest" ? Unique.Tenant() : owner;
                var host1 = resource == "binding" ? ", \"binding:host_id\": \"host1\"" : "";
                await AddAsync(ids, "id", "ports", "port", $$"""{"network_id": "{network}", "tenant_id": "{{tenant}}", "device_owner": "compute:nova"{{host1}}}""");
                break;
            case "router":
                await AddAsync(ids, "id", "routers", "router", """{"tenant_id": "{owner}"}""");
                break;
            case "floatingip":
                await AddAsync(ids, "network", "networks", "network", """{"router:external": true}""");
                await AddAsync(ids, "subnet", "subnets", "subnet", """{"network_id": "{network}", "ip_version": 4, "cidr": "{cidr}"}""");
                await AddAsync(ids, "id", "floatingips", "floatingip", """{"floating_network_id": "{network}", "tenant_id": "{owner}"}""");
                break;
            case "security_group":
                await AddAsync(ids, "id", "security-groups", "security_group", """{"name": "g", "tenant_id": "{owner}"}""");
                break;
            case "security_group_rule":
                await AddAsync(ids, "group", "security-groups", "security_group", """{"name": "g", "tenant_id": "{owner}"}""");
                await AddAsync(ids, "id", "security-group-rules", "security_group_rule", """{"security_group_id": "{group}", "direction": "ingress", "protocol": "tcp", "tenant_id": "{owner}"}""");
                break;
            case "rbac_policy":
                await AddAsync(ids, "id", "rbac-policies", "rbac_policy", """{"object_type": "network", "object_id": "{network}", "action": "access_as_shared", "target_tenant": "{unique}", "tenant_id": "{owner}"}""");
                break;
            case "subnetpool":
                await AddAsync(ids, "id", "subnetpools", "subnetpool", $$"""{"name": "p", "prefixes": ["10.0.0.0/16"], "shared": {{Shared(state)}}, "tenant_id": "{owner}"}""");
                break;
            case "address_scope":
                await AddAsync(ids, "id", "address-scopes", "address_scope", $$"""{"name": "s", "ip_version": 4, "shared": {{Shared(state)}}, "tenant_id": "{owner}"}""");
                break;
            case "trunk":
                await AddAsync(ids, "port", "ports", "port", """{"network_id": "{network}", "tenant_id": "{owner}"}""");
                await AddAsync(ids, "id", "trunks", "trunk", """{"port_id": "{port}", "tenant_id": "{owner}"}""");
                await AddAsync(ids, "port", "ports", "port", """{"network_id": "{network}", "tenant_id": "{owner}"}""");
                break;
            case "policy":
                await AddAsync(ids, "id", "qos/policies", "policy", $$"""{"name": "q", "shared": {{Shared(state)}}, "tenant_id": "{owner}"}""");
                if (state == "rbac")
                    await OpenAsync(ids, "qos_policy", ids["id"]);
                break;
            case "bandwidth_limit_rule" or "dscp_marking_rule" or "minimum_bandwidth_rule" or "packet_rate_limit_rule" or "minimum_packet_rate_rule":
                await AddAsync(ids, "policy", "qos/policies", "policy", """{"name": "q", "tenant_id": "{owner}"}""");
                await AddAsync(ids, "id", $"qos/policies/{{policy}}/{resource}s", resource, AccessRequests.RuleOf(resource));
                break;
            case "quota" or "auto_allocated_topology":
                ids["id"] = owner;
                break;
            case "rule_type":
                ids["id"] = "dscp_marking";
                break;
            case "agent":
                var report = new AgentReport("Test agent", ids["unique"], "quantum-agent", "agent", null, "{}", IsStart: true);
                ids["id"] = (await host.Services.GetRequiredService<AgentService>().ReportAsync(report, CancellationToken.None)).Id.ToString("D");
                break;
        }

        return ids;
    }

    /// <summary>What an action needs besides the object.</summary>
    public async Task PrepareAsync(Dictionary<string, string> ids, string target, string action)
    {
        var steps = (target.Split('/')[0], action) switch
        {
            ("router", "add_router_interface") => Subnet,
            ("router", "remove_router_interface") => [.. Subnet, new("PUT", "routers/{id}/add_router_interface", """{"subnet_id": "{subnet}"}""")],
            ("router", "add_extraroutes" or "remove_extraroutes") =>
            [
                .. Subnet,
                new("PUT", "routers/{id}/add_router_interface", """{"subnet_id": "{subnet}"}"""),
                .. action == "remove_extraroutes" ? new AccessRequest[] { new("PUT", "routers/{id}/add_extraroutes", AccessRequests.Routes) } : [],
            ],
            ("trunk", "remove_subports") => [new("PUT", "trunks/{id}/add_subports", AccessRequests.SubPorts)],
            ("binding", "activate" or "update" or "delete" or "show" or "list") => [new("POST", "ports/{id}/bindings", AccessRequests.Binding)],
            ("dscp_marking_rule", "create") => [new("DELETE", "qos/policies/{policy}/dscp_marking_rules/{id}", null)],
            ("auto_allocated_topology", "delete") => [new("GET", "auto-allocated-topology/{id}", null)],
            (_, "tags" or "tag") => [new("PUT", $"{AccessRequests.Collections[target.Split('/')[0]]}/{{id}}/tags/red", null)],
            _ => Array.Empty<AccessRequest>(),
        };
        foreach (var step in steps)
        {
            var answer = await step.SendAsync(host.Api, ids);
            ((int)answer.Status).Should().BeLessThan(300, "{0} {1}: {2}", target, action, answer.Text);
            if (step.Path == "subnets")
                ids["subnet"] = answer.One.Id();
        }
    }

    private static AccessRequest[] Subnet =>
        [new("POST", "subnets", """{"subnet": {"network_id": "{network}", "ip_version": 4, "cidr": "192.168.77.0/24", "tenant_id": "{owner}"}}""")];

    private static string Shared(string state) => state == "shared" ? "true" : "false";

    private async Task PutNetworkAsync(Dictionary<string, string> ids, string resource, string state)
    {
        var open = state switch { "shared" => ", \"shared\": true", "external" => ", \"router:external\": true", _ => "" };
        await AddAsync(ids, "network", "networks", "network", $$"""{"tenant_id": "{owner}"{{open}}}""");
        if (state == "rbac")
            await OpenAsync(ids, "network", ids["network"]);
    }

    private Task OpenAsync(Dictionary<string, string> ids, string type, string id) => AddAsync(
        ids, "opening", "rbac-policies", "rbac_policy", $$"""{"object_type": "{{type}}", "object_id": "{{id}}", "action": "access_as_shared", "target_tenant": "{other}"}""");

    private async Task AddAsync(Dictionary<string, string> ids, string name, string path, string member, string attributes)
    {
        var answer = await new AccessRequest("POST", path, $$"""{"{{member}}": {{attributes}}}""").SendAsync(host.Api, ids);
        ids[name] = answer.Expect(HttpStatusCode.Created).One.Id();
    }
}
