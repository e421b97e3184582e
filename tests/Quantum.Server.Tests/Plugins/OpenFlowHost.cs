using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Agents;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport.OpenFlow;

namespace Quantum.Server.Tests.Plugins;

/// <summary>A server with the plugin <c>OpenFlow</c>, and its controller.</summary>
public sealed class OpenFlowHost : IAsyncDisposable
{
    /// <summary>The switch of the one host that there is.</summary>
    public const string Datapath = "0x00001f2e3d4c5b6a";

    private readonly PluginHost _host;

    private OpenFlowHost(PluginHost host, FakeController controller, string driver) => (_host, Controller, Driver) = (host, controller, driver);

    public FakeController Controller { get; }

    public string Driver { get; }

    public PluginHost Host => _host;

    public ApiClient Api => _host.Api;

    /// <summary>The networks that the controller knows, but for its own.</summary>
    public IEnumerable<string> Networks => Driver == "ryu"
        ? Controller.Ryu.Networks.Where(network => !network.StartsWith('_'))
        : Controller.Trema.Descriptions.Keys;

    /// <summary>Starts both.</summary>
    /// <param name="server">The kind of database.</param>
    /// <param name="driver">The dialect.</param>
    /// <param name="options">More configuration.</param>
    public static async Task<OpenFlowHost> StartAsync(ServerFixture server, string driver, params string[] options)
    {
        var controller = await FakeController.StartAsync();
        return new(await PluginHost.StartAsync(server, [.. Options(controller, driver), "Quantum:Plugin=OpenFlow", .. options]), controller, driver);
    }

    /// <summary>The configuration that makes the plugin talk with a controller.</summary>
    public static string[] Options(FakeController controller, string driver) =>
        [$"Quantum:OpenFlow:Driver={driver}", $"Quantum:OpenFlow:Port={controller.Address.Port}"];

    /// <summary>True when the controller knows that the port is plugged in at that number of the switch.</summary>
    public bool IsAttached(JsonElement port, int number = 7, string datapath = Datapath) => Driver == "ryu"
        ? Controller.Ryu.Ports.GetValueOrDefault($"{datapath[2..]}_{number}") == port.Text("network_id")
        : Controller.Trema.Bindings.GetValueOrDefault($"{port.Text("network_id")}/{port.Id()}") is { } binding
            && JsonElement.Parse(binding) is var place && place.Text("port") == $"{number}" && place.Text("datapath_id") == datapath;

    /// <summary>A port as an agent reports it.</summary>
    public static object Found(JsonElement port, int number) => new { id = port.Id(), port_no = number, mac = port.Text("mac_address") };

    /// <summary>The agent reports a port that it found.</summary>
    public Task<Answer> PlugInAsync(JsonElement port, int number = 7, string datapath = Datapath) =>
        ReportAsync(datapath, [Found(port, number)], []);

    /// <summary>The agent reports a port that is gone.</summary>
    public Task<Answer> PullOutAsync(JsonElement port, string datapath = Datapath) => ReportAsync(datapath, [], [port.Id()]);

    public Task<Answer> ReportAsync(string datapath, object[] added, string[] removed) => Api.CallAsync("update_ports", new
    {
        topic = "q-agent-notifier",
        agent_id = "nec-q-agent.host-1",
        datapath_id = datapath,
        port_added = added,
        port_removed = removed,
    });

    /// <summary>A network with a port that works.</summary>
    public async Task<(JsonElement Network, JsonElement Port)> WorkingAsync()
    {
        var network = await Api.NetworkAsync("web");
        var port = await Api.PortAsync(network.Id());
        (await PlugInAsync(port)).Expect(HttpStatusCode.OK);
        (await StatusAsync("port", port)).Should().Be("ACTIVE");
        return (network, port);
    }

    public async Task<string> StatusAsync(string resource, JsonElement item) => (await Api.ShowAsync(resource, item.Id())).Text("status")!;

    /// <summary>The only object of its kind.</summary>
    public async Task<JsonElement> OnlyAsync(string collection) => (await Api.GetAsync(collection)).Expect(HttpStatusCode.OK).Items.Single();

    /// <summary>The controller forgets everything, as one that starts anew.</summary>
    public void Forget()
    {
        Controller.Ryu.Networks.Clear();
        Controller.Ryu.Ports.Clear();
        Controller.Trema.Descriptions.Clear();
        Controller.Trema.Bindings.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Controller.DisposeAsync();
    }
}
