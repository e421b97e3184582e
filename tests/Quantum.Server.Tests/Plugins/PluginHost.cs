using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Plugins;

/// <summary>A server with one of the plugins, on a database of its own.</summary>
public sealed class PluginHost : IAsyncDisposable
{
    private readonly TestStore _store;

    private PluginHost(TestStore store, QuantumHost host) => (_store, Host) = (store, host);

    public QuantumHost Host { get; }

    /// <summary>The database, for one more server on it.</summary>
    public string ConnectionString => _store.ConnectionString;

    /// <summary>An administrator.</summary>
    public ApiClient Api => Host.Api;

    /// <summary>Starts a server with the database kind of the fixture.</summary>
    public static async Task<PluginHost> StartAsync(ServerFixture server, params string[] options)
    {
        var store = await server.CreateStoreAsync(CancellationToken.None);
        return new PluginHost(store, await QuantumHost.StartAsync(server.Kind, store.ConnectionString, options));
    }

    /// <summary>A network, as administrators see what carries it: <c>vlan physnet1 100</c>.</summary>
    public static string Carrier(JsonElement network) => string.Join(
        ' ', network.Text("provider:network_type"), network.Text("provider:physical_network") ?? "-", network.Raw("provider:segmentation_id"));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _store.DisposeAsync();
    }
}
