using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Quantum.Server.Identity.Builtin;

/// <summary>Keeps the built-in identity service from being reached by other machines unless it is meant to.</summary>
internal static class LoopbackOnly
{
    /// <summary>Refuses every other address before the server listens on it.</summary>
    /// <exception cref="InvalidOperationException">At the start: an address is not this machine's alone.</exception>
    public static void Apply(KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        if (services.GetRequiredService<IdentityOptions>().Identity == IdentityOptions.Builtin
            && !services.GetRequiredService<BuiltinOptions>().AllowRemote)
        {
            kestrel.ConfigureEndpointDefaults(Demand);
        }
    }

    private static void Demand(ListenOptions address)
    {
        if (address.IPEndPoint is { } endpoint && !IPAddress.IsLoopback(endpoint.Address))
        {
            throw new InvalidOperationException(
                $"identity builtin is for development: its users and passwords are not meant for {endpoint}, which other machines reach."
                + " Listen on 127.0.0.1, or set Quantum:Builtin:AllowRemote to true.");
        }
    }
}
