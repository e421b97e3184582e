using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.Server.Tests.Routers;

namespace Quantum.Conformance.Tests.Deletion;

/// <summary>A tenant that uses everything, on a database that has nothing else.</summary>
internal static class WholeTenant
{
    private static readonly string[] Collections = ["networks", "subnets", "ports", "routers", "floatingips"];
    private static readonly string[] Prefixes = ["10.200.0.0/16"];
    private static readonly string[] Tags = ["red", "blue"];

    private static readonly string[] Additions =
        ["rbac-policies", "trunks", "subnetpools", "address-scopes", "qos/policies", "security-groups", "security-group-rules"];

    /// <summary>Builds it and answers the requests that delete its parts.</summary>
    public static async Task<IReadOnlyList<Func<ApiClient, Task<Answer>>>> BuildAsync(ConformanceServer server)
    {
        var tenant = Unique.Tenant();
        var (member, admin) = server.Tenant(tenant);
        var external = await admin.ExternalAsync();
        (await admin.PutAsync($"quotas/{tenant}", new { quota = new { port = 40 } })).Expect(HttpStatusCode.OK);
        foreach (var type in new[] { "flat", "vlan", "gre" })
            await admin.PostAsync("networks", new { network = ProviderBody.Of(type, type == "gre" ? null : $"phys-{type}", type == "flat" ? null : 4002) });

        await BuildAdditionsAsync(member, admin);
        var leaving = new List<Func<ApiClient, Task<Answer>>> { api => api.DeleteAsync($"quotas/{tenant}") };
        leaving.AddRange(await BuildSiteAsync(member, external.Network));
        await member.RouterAsync(external.Network);
        await member.CreateAsync("floatingip", new { floating_network_id = external.Network });
        foreach (var collection in Collections)
        {
            foreach (var id in (await admin.GetAsync(collection)).Ids)
                leaving.Add(api => api.DeleteAsync($"{collection}/{id}"));
        }

        // Clients of 2012 do not know of them, whoever deletes the rest.
        foreach (var collection in Additions)
        {
            foreach (var id in (await admin.GetAsync(collection)).Expect(HttpStatusCode.OK).Ids)
                leaving.Add(_ => admin.DeleteAsync($"{collection}/{id}"));
        }

        return leaving;
    }

    /// <summary>What came after 2012, each in use by something.</summary>
    private static async Task BuildAdditionsAsync(ApiClient member, ApiClient admin)
    {
        const string Guest = "guest";
        var group = (await member.CreateAsync("security_group", new { name = "web" })).Id();
        var other = (await member.CreateAsync("security_group", new { name = "db" })).Id();
        await member.CreateAsync("security_group_rule", new { security_group_id = other, direction = "ingress", remote_group_id = group });
        var scope = await CreateAsync(member, "address-scopes", new { address_scope = new { name = "scope", ip_version = 4 } });
        var pool = await CreateAsync(
            member, "subnetpools", new { subnetpool = new { name = "pool", prefixes = Prefixes, address_scope_id = scope, default_prefixlen = 24 } });
        var policy = await CreateAsync(admin, "qos/policies", new { policy = new { name = "gold" } });
        await CreateAsync(admin, $"qos/policies/{policy}/dscp_marking_rules", new { dscp_marking_rule = new { dscp_mark = 26 } });
        var network = (await admin.NetworkAsync(more: new { qos_policy_id = policy })).Id();
        await CreateAsync(admin, "subnets", new { subnet = new { network_id = network, ip_version = 4, subnetpool_id = pool } });
        foreach (var (type, id) in new[]
        {
            ("address_scope", scope), ("subnetpool", pool), ("security_group", group), ("qos_policy", policy), ("network", network),
        })
        {
            var open = new { object_type = type, object_id = id, action = "access_as_shared", target_tenant = Guest };
            await CreateAsync(admin, "rbac-policies", new { rbac_policy = open });
        }

        var parent = (await admin.PortAsync(network, more: new { security_groups = new[] { group, other } })).Id();
        var carried = (await admin.PortAsync(network)).Id();
        var ports = new[] { new { port_id = carried, segmentation_type = "vlan", segmentation_id = 7 } };
        var trunk = await CreateAsync(admin, "trunks", new { trunk = new { port_id = parent, sub_ports = ports } });
        foreach (var path in new[] { $"trunks/{trunk}", $"subnetpools/{pool}", $"security-groups/{group}", $"networks/{network}" })
            (await admin.PutAsync($"{path}/tags", new { tags = Tags })).Expect(HttpStatusCode.OK);
    }

    private static async Task<string> CreateAsync(ApiClient caller, string path, object body) =>
        (await caller.PostAsync(path, body)).Expect(HttpStatusCode.Created).One.Id();

    /// <summary>A router with a way out, three subnets behind it, and ports with floating IPs; answers how its interfaces end.</summary>
    private static async Task<IEnumerable<Func<ApiClient, Task<Answer>>>> BuildSiteAsync(ApiClient member, string external)
    {
        var (one, other) = (await member.InsideAsync(), await member.InsideAsync());
        var second = (await member.SubnetAsync(other.Network)).Id();
        var router = (await member.RouterAsync(external)).Id();
        var taken = (await member.PortAsync(other.Network, fixedIps: new[] { new { subnet_id = second } })).Id();
        await member.JoinAsync(router, one.Subnet);
        await member.JoinAsync(router, other.Subnet);
        (await member.ConnectAsync(router, new { port_id = taken })).Expect(HttpStatusCode.OK);
        foreach (var (network, subnet) in new[] { (one.Network, one.Subnet), (other.Network, second) })
        {
            var port = await member.PortAsync(network, fixedIps: new[] { new { subnet_id = subnet } });
            await member.CreateAsync("floatingip", new { floating_network_id = external, port_id = port.Id() });
        }

        await member.PortAsync(one.Network, fixedIps: new[] { new { subnet_id = one.Subnet }, new { subnet_id = one.Subnet } });
        await member.PortAsync(one.Network, deviceOwner: "network:dhcp");
        return
        [
            api => api.DisconnectAsync(router, new { subnet_id = one.Subnet }),
            api => api.DisconnectAsync(router, new { subnet_id = other.Subnet }),
            api => api.DisconnectAsync(router, new { port_id = taken }),
        ];
    }
}
