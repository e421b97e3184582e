using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Quantum.Server.Identity;

/// <summary>Warns who lets other machines reach a server that believes every header.</summary>
internal static partial class OpenDoor
{
    /// <summary>Has the log say so for each address that is not this machine's alone.</summary>
    public static void Watch(KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        if (services.GetRequiredService<IdentityOptions>().Identity != IdentityOptions.Noauth)
            return;

        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenDoor).FullName!);
        kestrel.ConfigureEndpointDefaults(address =>
        {
            if (address.IPEndPoint is { } endpoint && !IPAddress.IsLoopback(endpoint.Address))
                Log.Open(logger, endpoint);
        });
    }

    // Ids 7201-7299; next free: 7202.
    private static partial class Log
    {
        [LoggerMessage(
            7201,
            LogLevel.Warning,
            "Whoever reaches {Endpoint} is an administrator: identity noauth is for development."
            + " Listen on 127.0.0.1, or set Quantum:Identity to keystone")]
        public static partial void Open(ILogger logger, IPEndPoint endpoint);
    }
}
