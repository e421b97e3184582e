using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Trunks;

/// <summary>What the host and the network of a parent mean for its trunk.</summary>
public abstract class TrunkParentTests(ServerFixture server)
{
    private const string Host = "compute-1";

    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : TrunkParentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : TrunkParentTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Tenant => server.Api.As(_tenant);

    [Fact]
    public async Task A_port_that_is_plugged_in_becomes_no_parent()
    {
        var port = (await Tenant.PortAsync((await Tenant.NetworkAsync()).Id())).Id();
        await BindAsync(server.Api, port, Host);

        (await AskAsync(Tenant, port)).Expect(
            HttpStatusCode.Conflict, "ParentPortInUse", $"Port {port} is currently in use and is not eligible for use as a parent port.");
        await BindAsync(server.Api, port, "");
        (await AskAsync(Tenant, port)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_trunk_stays_while_its_parent_is_plugged_in()
    {
        var port = (await Tenant.PortAsync((await Tenant.NetworkAsync()).Id())).Id();
        var trunk = (await AskAsync(Tenant, port)).Expect(HttpStatusCode.Created).One.Id();
        await BindAsync(server.Api, port, Host);

        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.Conflict, "TrunkInUse", $"Trunk {trunk} is currently in use.");
        await BindAsync(server.Api, port, "");
        (await Tenant.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_linux_bridge_takes_a_parent_that_is_plugged_in()
    {
        await using var host = await PluginHost.StartAsync(
            server,
            "Quantum:Plugin=LinuxBridge",
            "Quantum:LinuxBridge:VifType=bridge",
            "Quantum:LinuxBridge:TenantNetworkType=vlan",
            "Quantum:LinuxBridge:NetworkVlanRanges:0=physnet1:100:101");
        var port = (await host.Api.PortAsync((await host.Api.NetworkAsync()).Id())).Id();
        await BindAsync(host.Api, port, Host);

        var trunk = (await AskAsync(host.Api, port)).Expect(HttpStatusCode.Created).One.Id();
        (await host.Api.DeleteAsync($"trunks/{trunk}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_trunk_carries_no_longer_packets_than_its_parents_network()
    {
        var parent = (await Tenant.PortAsync((await Tenant.NetworkAsync(more: new { mtu = 1400 })).Id())).Id();
        var large = (await Tenant.PortAsync((await Tenant.NetworkAsync(more: new { mtu = 1450 })).Id())).Id();
        var small = (await Tenant.PortAsync((await Tenant.NetworkAsync(more: new { mtu = 1400 })).Id())).Id();
        var message = $"MTU 1450 of subport {large} cannot be greater than MTU 1400 of trunk {parent}.";

        (await AskAsync(Tenant, parent, Sub(large))).Expect(HttpStatusCode.Conflict, "SubPortMtuGreaterThanTrunkPortMtu", message);
        var trunk = (await AskAsync(Tenant, parent, Sub(small))).Expect(HttpStatusCode.Created).One.Id();
        (await Tenant.PutAsync($"trunks/{trunk}/add_subports", new { sub_ports = new[] { Sub(large, 2) } })).Expect(
            HttpStatusCode.Conflict, "SubPortMtuGreaterThanTrunkPortMtu", message);
    }

    private static object Sub(string port, int tag = 1) => new { port_id = port, segmentation_type = "vlan", segmentation_id = tag };

    private static Task<Answer> AskAsync(ApiClient api, string parent, params object[] ports) =>
        api.PostAsync("trunks", new { trunk = new { port_id = parent, sub_ports = ports } });

    private static Task<JsonElement> BindAsync(ApiClient api, string port, string host) =>
        api.ChangeAsync("port", port, new Dictionary<string, object> { ["binding:host_id"] = host });
}
