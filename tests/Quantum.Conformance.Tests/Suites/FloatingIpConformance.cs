using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Floating IPs: free, mapped, moved, freed.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class FloatingIpConformance(ConformanceServers servers)
{
    [Theory]
    [EveryCombination]
    public async Task Floating_IPs_live_as_the_API_says(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, admin) = server.Tenant();
        var external = await admin.ExternalAsync("198.51.100.0/24");
        Task<Answer> TakeAsync(ApiClient api) => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network } });
        if (!await server.CanAsync(Capability.MapFloatingIps, member, TakeAsync))
            return;

        var inside = await member.InsideAsync();
        var router = await member.RouterAsync(external.Network);
        await member.JoinAsync(router.Id(), inside.Subnet);
        var (one, other) = (await member.PortAsync(inside.Network), await member.PortAsync(inside.Network));
        var floatingIp = (await TakeAsync(member)).Expect(HttpStatusCode.Created).One;
        var path = $"floatingips/{floatingIp.Id()}";

        var mapped = await member.ChangeAsync("floatingip", floatingIp.Id(), new { port_id = one.Id() });
        var moved = await member.ChangeAsync("floatingip", floatingIp.Id(), new { port_id = other.Id() });
        (await member.DeleteAsync($"ports/{other.Id()}")).Expect(HttpStatusCode.NoContent);
        var freed = await member.ShowAsync("floatingip", floatingIp.Id());

        (floatingIp.Text("floating_ip_address"), floatingIp.Text("status")).Should().Be(("198.51.100.4", "DOWN"));
        (mapped.Text("fixed_ip_address"), mapped.Text("router_id"), mapped.Text("status")).Should().Be((one.Addresses()[0], router.Id(), "ACTIVE"));
        (moved.Text("fixed_ip_address"), moved.Text("router_id")).Should().Be((other.Addresses()[0], router.Id()));
        (freed.Raw("port_id"), freed.Raw("router_id"), freed.Text("status")).Should().Be(("null", "null", "DOWN"));
        (await member.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
        (await member.GetAsync(path)).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("FloatingIPNotFound");
    }

    [Theory]
    [EveryCombination]
    public async Task The_way_to_a_floating_IP_stays(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, admin) = server.Tenant();
        var external = await admin.ExternalAsync();
        Task<Answer> TakeAsync(ApiClient api) => api.PostAsync("floatingips", new { floatingip = new { floating_network_id = external.Network } });
        if (!await server.CanAsync(Capability.MapFloatingIps, member, TakeAsync))
            return;

        var inside = await member.InsideAsync();
        var router = await member.RouterAsync(external.Network);
        await member.JoinAsync(router.Id(), inside.Subnet);
        var port = await member.PortAsync(inside.Network);
        await member.CreateAsync("floatingip", new { floating_network_id = external.Network, port_id = port.Id() });

        (await member.PutAsync($"routers/{router.Id()}", """{"router": {"external_gateway_info": {}}}""")).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("RouterExternalGatewayInUseByFloatingIp");
        (await member.DisconnectAsync(router.Id(), new { subnet_id = inside.Subnet })).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("RouterInterfaceInUseByFloatingIP");
        (await admin.DeleteAsync($"networks/{external.Network}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await admin.PutAsync($"networks/{external.Network}", """{"network": {"router:external": false}}""")).Expect(
            HttpStatusCode.Conflict).ErrorType.Should().Be("ExternalNetworkInUse");
    }
}
