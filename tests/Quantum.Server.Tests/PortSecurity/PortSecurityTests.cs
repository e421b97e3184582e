using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.PortSecurity;

public abstract class PortSecurityTests(ServerFixture server)
{
    private readonly ApiClient _tenant = server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : PortSecurityTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortSecurityTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_port_has_its_networks_port_security_unless_it_says_otherwise(bool isEnabled)
    {
        var network = await _tenant.NetworkAsync(more: new { port_security_enabled = isEnabled });

        IsEnabled(network).Should().Be(isEnabled);
        IsEnabled(await _tenant.PortAsync(network.Id())).Should().Be(isEnabled);
        IsEnabled(await _tenant.PortAsync(network.Id(), more: new { port_security_enabled = !isEnabled })).Should().Be(!isEnabled);
    }

    [Fact]
    public async Task A_networks_change_is_for_new_ports()
    {
        var network = await _tenant.NetworkAsync();
        var before = await _tenant.PortAsync(network.Id());

        await _tenant.ChangeAsync("network", network.Id(), new { port_security_enabled = false });

        IsEnabled(await _tenant.ShowAsync("port", before.Id())).Should().BeTrue();
        IsEnabled(await _tenant.PortAsync(network.Id())).Should().BeFalse();
    }

    [Fact]
    public async Task Ports_of_the_service_have_none()
    {
        var inside = await _tenant.InsideAsync();
        var interfacePort = await _tenant.JoinAsync((await _tenant.RouterAsync()).Id(), inside.Subnet);

        IsEnabled(await _tenant.ShowAsync("port", interfacePort)).Should().BeFalse();
        IsEnabled(await server.Api.PortAsync(inside.Network, deviceOwner: "network:dhcp", more: new { port_security_enabled = true })).Should().BeFalse();
    }

    [Fact]
    public async Task Who_only_uses_a_network_does_not_choose()
    {
        var network = await server.Api.NetworkAsync(shared: true);

        var answer = await _tenant.PostAsync("ports", new { port = new { network_id = network.Id(), port_security_enabled = false } });

        answer.Expect(
            HttpStatusCode.Forbidden,
            "PolicyNotAuthorized",
            "(rule:create_port and rule:create_port:port_security_enabled) is disallowed by policy");
        IsEnabled(await _tenant.PortAsync(network.Id())).Should().BeTrue();
    }

    [Fact]
    public async Task Ports_and_networks_are_found_by_it()
    {
        var network = await _tenant.NetworkAsync(more: new { port_security_enabled = false });
        var port = await _tenant.PortAsync(network.Id());
        await _tenant.PortAsync(network.Id(), more: new { port_security_enabled = true });

        (await _tenant.GetAsync("networks?port_security_enabled=False")).Ids.Should().Equal(network.Id());
        (await _tenant.GetAsync("ports?port_security_enabled=False")).Ids.Should().Equal(port.Id());
    }

    [Fact]
    public async Task Clients_of_2012_neither_see_nor_set_it()
    {
        var network = await _tenant.InFolsom().NetworkAsync(more: new { port_security_enabled = false });
        var port = await _tenant.InFolsom().PortAsync(network.Id(), more: new { port_security_enabled = false });

        network.Has("port_security_enabled").Should().BeFalse();
        port.Has("port_security_enabled").Should().BeFalse();
        IsEnabled(await _tenant.ShowAsync("port", port.Id())).Should().BeTrue();
        (await _tenant.InFolsom().GetAsync("extensions/port-security")).Expect(HttpStatusCode.NotFound);
    }

    private static bool IsEnabled(JsonElement item) => item.GetProperty("port_security_enabled").GetBoolean();
}
