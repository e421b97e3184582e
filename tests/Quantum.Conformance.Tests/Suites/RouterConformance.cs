using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Routers, their gateways and their interfaces.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class RouterConformance(ConformanceServers servers)
{
    [Theory]
    [EveryCombination]
    public async Task Routers_live_as_the_API_says(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, admin) = server.Tenant();
        if (!await CanRouteAsync(server, member))
            return;

        var external = await admin.ExternalAsync("198.51.100.0/24");
        var router = await member.RouterAsync();
        var leading = await member.ChangeAsync("router", router.Id(), new { name = "edge", external_gateway_info = new { network_id = external.Network } });
        var cleared = await member.PutAsync($"routers/{router.Id()}", """{"router": {"external_gateway_info": null}}""");

        router.Raw("external_gateway_info").Should().Be("null");
        (leading.Text("name"), leading.Text("status")).Should().Be(("edge", "ACTIVE"));
        leading.GatewayAddresses().Should().Equal("198.51.100.2");
        cleared.Expect(HttpStatusCode.OK).One.Raw("external_gateway_info").Should().Be("null");
        (await member.ShowAsync("router", router.Id())).GetRawText().Should().Be(cleared.One.GetRawText());
        (await member.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
        (await member.GetAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("RouterNotFound");
        (await admin.GetAsync($"ports?network_id={external.Network}")).Items.Should().BeEmpty();
    }

    [Theory]
    [EveryCombination]
    public async Task Interfaces_come_by_subnet_and_by_port_and_go(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, _) = server.Tenant();
        if (!await CanRouteAsync(server, member))
            return;

        var (one, other) = (await member.InsideAsync("10.0.0.0/24"), await member.InsideAsync("10.0.1.0/24"));
        var port = await member.PortAsync(other.Network);
        var router = await member.RouterAsync();

        var first = await member.JoinAsync(router.Id(), one.Subnet);
        (await member.ConnectAsync(router.Id(), new { port_id = port.Id() })).Expect(HttpStatusCode.OK).Json.Text("subnet_id").Should().Be(other.Subnet);

        (await member.ShowAsync("port", first)).Addresses().Should().Equal("10.0.0.1");
        (await member.GetAsync($"ports?device_id={router.Id()}")).Ids.Should().BeEquivalentTo(first, port.Id());
        (await member.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("RouterInUse");
        (await member.DeleteAsync($"ports/{first}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("ServicePortInUse");
        (await member.DeleteAsync($"networks/{one.Network}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await member.DisconnectAsync(router.Id(), new { subnet_id = one.Subnet })).Expect(HttpStatusCode.OK).Json.Text("port_id").Should().Be(first);
        (await member.DisconnectAsync(router.Id(), new { port_id = port.Id() })).Expect(HttpStatusCode.OK);
        (await member.GetAsync("ports")).Items.Should().BeEmpty();
        (await member.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    private static Task<bool> CanRouteAsync(ConformanceServer server, ApiClient caller) =>
        server.CanAsync(Capability.Route, caller, api => api.PostAsync("routers", new { router = new { name = "first" } }));
}
