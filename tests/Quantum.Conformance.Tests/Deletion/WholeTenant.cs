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

    /// <summary>Builds it and answers the requests that delete its parts.</summary>
    public static async Task<IReadOnlyList<Func<ApiClient, Task<Answer>>>> BuildAsync(ConformanceServer server)
    {
        var tenant = Unique.Tenant();
        var (member, admin) = server.Tenant(tenant);
        var external = await admin.ExternalAsync();
        (await admin.PutAsync($"quotas/{tenant}", new { quota = new { port = 40 } })).Expect(HttpStatusCode.OK);
        foreach (var type in new[] { "flat", "vlan", "gre" })
            await admin.PostAsync("networks", new { network = ProviderBody.Of(type, type == "gre" ? null : $"phys-{type}", type == "flat" ? null : 4002) });

        var leaving = new List<Func<ApiClient, Task<Answer>>> { api => api.DeleteAsync($"quotas/{tenant}") };
        leaving.AddRange(await BuildSiteAsync(member, external.Network));
        await member.RouterAsync(external.Network);
        await member.CreateAsync("floatingip", new { floating_network_id = external.Network });
        foreach (var collection in Collections)
        {
            foreach (var id in (await admin.GetAsync(collection)).Ids)
                leaving.Add(api => api.DeleteAsync($"{collection}/{id}"));
        }

        return leaving;
    }

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
