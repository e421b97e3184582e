using System.Net;
using Quantum.Server.Tests.Errors;

namespace Quantum.Conformance.Tests.Plugins;

/// <summary>A plugin cannot do something, and refuses it with exactly this error.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Capability">What it cannot do.</param>
/// <param name="Why">Why that is right.</param>
/// <param name="Refusal">The error, for clients of both generations.</param>
public sealed record WrittenException(string Plugin, Capability Capability, string Why, Refusal Refusal);

/// <summary>All exceptions. A plugin that does what it is listed for here fails as well.</summary>
internal static class WrittenExceptions
{
    public static IReadOnlyList<WrittenException> All { get; } =
    [
        new(
            "OpenFlow",
            Capability.ChooseCarriers,
            "The controller builds every network in its own way: there is nothing to choose or to see.",
            new(HttpStatusCode.BadRequest, "HTTPBadRequest", "Unrecognized attribute(s) 'provider:network_type'")),
        new("LinuxBridge", Capability.CarryGre, "A Linux bridge builds no tunnels.", NotSupported("gre")),
        new("LinuxBridge", Capability.CarryVxlan, "A Linux bridge builds no tunnels.", NotSupported("vxlan")),
    ];

    public static WrittenException? Find(string plugin, Capability capability) =>
        All.SingleOrDefault(exception => exception.Plugin == plugin && exception.Capability == capability);

    private static Refusal NotSupported(string type) =>
        new(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: provider:network_type {type} not supported.");
}
