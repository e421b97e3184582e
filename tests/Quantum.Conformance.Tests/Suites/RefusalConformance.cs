using System.Text;
using System.Text.Json;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Who is refused, by the rules or for want of rights, has changed nothing.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class RefusalConformance(ConformanceServers servers)
{
    private static readonly string[] Collections = ["networks", "subnets", "ports", "routers", "floatingips"];

    [Theory]
    [EveryCombination]
    public async Task Refusals_change_nothing(string plugin, StoreKind store)
    {
        var scene = await Scene.SetAsync(await servers.OfAsync(plugin, store));
        var before = await scene.EverythingAsync();

        var knowsCarriers = WrittenExceptions.Find(plugin, Capability.ChooseCarriers) is null;
        foreach (var (method, path, body) in scene.Refused().Where(request => knowsCarriers || !request.Body.Contains("provider:", StringComparison.Ordinal)))
        {
            foreach (var caller in new[] { scene.Member, scene.Member.InFolsom() })
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                var answer = await caller.SendAsync(new(method), path, content);
                ((int)answer.Status).Should().BeInRange(400, 499, "{0} {1} {2} must be refused; the body is {3}", method, path, body, answer.Text);
            }
        }

        (await scene.EverythingAsync()).Should().Equal(before);
    }

    [Theory]
    [EveryCombination]
    public async Task Other_tenants_neither_see_nor_change_anything(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var scene = await Scene.SetAsync(server);
        var (stranger, _) = server.Tenant();
        var before = await scene.EverythingAsync();

        foreach (var (resource, id) in scene.Own())
        {
            foreach (var caller in new[] { stranger, stranger.InFolsom() })
            {
                var path = $"{resource}s/{id}";
                foreach (var answer in new[]
                {
                    await caller.GetAsync(path),
                    await caller.PutAsync(path, new Dictionary<string, object> { [resource] = new { } }),
                    await caller.DeleteAsync(path),
                })
                {
                    ((int)answer.Status).Should().Be(404, "{0} is another tenant's", path);
                }

                (await caller.GetAsync($"{resource}s")).Ids.Should().NotContain(id);
            }
        }

        (await scene.EverythingAsync()).Should().Equal(before);
    }

    /// <summary>A tenant with one of everything.</summary>
    private sealed record Scene(
        string Tenant, ApiClient Member, ApiClient Admin, Place External, Place Inside, string Router, string Leading, string Port, string FloatingIp)
    {
        public static async Task<Scene> SetAsync(ConformanceServer server)
        {
            var tenant = Unique.Tenant();
            var (member, admin) = server.Tenant(tenant);
            var external = await server.Tenant().Admin.ExternalAsync();
            var inside = await member.InsideAsync();
            var router = await member.RouterAsync(external.Network);
            var leading = await member.JoinAsync(router.Id(), inside.Subnet);
            var port = await member.PortAsync(inside.Network);
            var floatingIp = await member.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port.Id() });
            return new(tenant, member, admin, external, inside, router.Id(), leading, port.Id(), floatingIp.Id());
        }

        public IEnumerable<(string Resource, string Id)> Own() =>
        [
            ("network", Inside.Network), ("subnet", Inside.Subnet), ("router", Router), ("port", Leading), ("port", Port), ("floatingip", FloatingIp),
        ];

        /// <summary>Requests that both profiles refuse to the tenant's members.</summary>
        public IEnumerable<(string Method, string Path, string Body)> Refused() =>
        [
            ("POST", "networks", """{"network": {"name": 7}}"""),
            ("POST", "networks", """{"network": {"shared": true}}"""),
            ("POST", "networks", """{"networks": [{"name": "a"}, {"admin_state_up": "maybe"}]}"""),
            ("POST", "networks", """{"network": {"provider:network_type": "local"}}"""),
            ("POST", "subnets", $$$"""{"subnet": {"network_id": "{{{Inside.Network}}}", "ip_version": 4, "cidr": "10.0.0.0/33"}}"""),
            ("POST", "ports", $$$"""{"port": {"network_id": "{{{External.Network}}}"}}"""),
            ("POST", "ports", $$$"""{"port": {"network_id": "{{{Inside.Network}}}", "fixed_ips": [{"ip_address": "9.9.9.9"}]}}"""),
            ("POST", "routers", $$$"""{"router": {"external_gateway_info": {"network_id": "{{{Inside.Network}}}"} } }"""),
            ("POST", "floatingips", $$$"""{"floatingip": {"floating_network_id": "{{{Inside.Network}}}"}}"""),
            ("POST", "floatingips", $$$"""{"floatingip": {"floating_network_id": "{{{External.Network}}}", "port_id": "{{{Port}}}"}}"""),
            ("PUT", $"networks/{Inside.Network}", """{"network": {"router:external": true, "name": "x"}}"""),
            ("PUT", $"subnets/{Inside.Subnet}", """{"subnet": {"cidr": "10.0.0.0/8", "name": "x"}}"""),
            ("PUT", $"ports/{Port}", """{"port": {"fixed_ips": [{"ip_address": "9.9.9.9"}], "name": "x"}}"""),
            ("PUT", $"routers/{Router}", """{"router": {"external_gateway_info": null, "name": "x"}}"""),
            ("PUT", $"routers/{Router}/add_router_interface", $$$"""{"subnet_id": "{{{Inside.Subnet}}}"}"""),
            ("PUT", $"routers/{Router}/remove_router_interface", $$$"""{"subnet_id": "{{{Inside.Subnet}}}"}"""),
            ("PUT", $"floatingips/{FloatingIp}", $$$"""{"floatingip": {"port_id": "{{{Leading[..^4]}}}0000"}}"""),
            ("DELETE", $"networks/{Inside.Network}", ""),
            ("DELETE", $"subnets/{Inside.Subnet}", ""),
            ("DELETE", $"ports/{Leading}", ""),
            ("DELETE", $"routers/{Router}", ""),
            ("PUT", $"quotas/{Tenant}", """{"quota": {"network": 1}}"""),
            ("DELETE", $"quotas/{Tenant}", ""),
        ];

        /// <summary>All that the tenant has, as administrators see it.</summary>
        public async Task<IReadOnlyList<string>> EverythingAsync()
        {
            var everything = new List<JsonElement>();
            foreach (var collection in Collections)
                everything.AddRange((await Admin.GetAsync($"{collection}?tenant_id={Tenant}")).Items);
            everything.AddRange((await Admin.GetAsync($"ports?network_id={External.Network}")).Items);
            everything.Add((await Admin.GetAsync($"quotas/{Tenant}")).One);
            return [.. everything.Select(item => item.GetRawText())];
        }
    }
}
