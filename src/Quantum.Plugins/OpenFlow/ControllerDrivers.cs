using Quantum.Core.Plugins;

namespace Quantum.Plugins.OpenFlow;

/// <summary>Makes the driver that the options ask for.</summary>
internal static class ControllerDrivers
{
    private const string Ryu = "ryu";

    private const int RyuPort = 8080;
    private const int TremaPort = 8888;

    /// <summary>The driver; it connects when it is first used.</summary>
    /// <exception cref="PluginLoadException">The options contradict the plugin's.</exception>
    public static IControllerDriver Create(OpenFlowOptions options, PluginOptions plugin)
    {
        if (options.RequestTimeout >= plugin.BackendTimeout)
        {
            throw new PluginLoadException(
                $"Quantum:OpenFlow:RequestTimeout: must be below Quantum:BackendTimeout, which is {plugin.BackendTimeout} seconds");
        }

        return Create(options.Driver, new ControllerClient(AddressOf(options), TimeSpan.FromSeconds(options.RequestTimeout)));
    }

    /// <summary>The driver for a controller.</summary>
    /// <param name="name">The driver's name, as <see cref="OpenFlowOptions.Driver"/> has it.</param>
    /// <param name="client">The controller.</param>
    public static IControllerDriver Create(string name, ControllerClient client) => name switch
    {
        "trema" or "trema_port" => new TremaDriver(client, new TremaPortBinding()),
        "trema_portmac" => new TremaDriver(client, new TremaPortMacBinding()),
        "trema_mac" => new TremaDriver(client, new TremaMacBinding()),
        Ryu => new RyuDriver(client),
        _ => throw new PluginLoadException($"Quantum:OpenFlow:Driver: there is no driver named '{name}'"),
    };

    /// <summary>Where the controller listens.</summary>
    public static Uri AddressOf(OpenFlowOptions options)
    {
        var scheme = options.UseSsl ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return new UriBuilder(scheme, options.Host, options.Port ?? (options.Driver == Ryu ? RyuPort : TremaPort)).Uri;
    }
}
