using System.Text.Json;

namespace Quantum.Resources.Bindings;

/// <summary>What a device finds on its host to connect to: the interface that a plugin offers to a port that is bound there.</summary>
/// <param name="Type">Kind of interface, in the words of Nova: <c>ovs</c>, <c>bridge</c>.</param>
/// <param name="Details">What the host must know to plug the device in, as the text of a JSON object.</param>
public sealed record Vif(string Type, string Details)
{
    /// <summary>The kind that a port without a host has.</summary>
    public const string UnboundType = "unbound";

    private const string FailedType = "binding_failed";

    /// <summary>Text of an object without members.</summary>
    internal const string NoDetails = "{}";

    /// <summary>The interface of a port without a host.</summary>
    public static Vif Unbound { get; } = new(UnboundType, NoDetails);

    /// <summary>The plugin cannot connect the port on its host.</summary>
    public static Vif Failed { get; } = new(FailedType, NoDetails);

    /// <summary>An interface of Open vSwitch's integration bridge.</summary>
    public static Vif OpenVSwitch { get; } = Of("ovs", new Dictionary<string, object>
    {
        ["connectivity"] = "l2",
        ["port_filter"] = true,
        ["ovs_hybrid_plug"] = false,
        ["datapath_type"] = "system",
        ["bridge_name"] = "br-int",
    });

    /// <summary>An interface of a Linux bridge, which the host names after the network.</summary>
    public static Vif LinuxBridge { get; } = Of("bridge", new Dictionary<string, object>
    {
        ["connectivity"] = "l2",
        ["port_filter"] = true,
    });

    /// <summary>True when a device can be plugged in.</summary>
    public bool IsPlugged => IsPluggedType(Type);

    /// <summary>An interface with details by name.</summary>
    public static Vif Of(string type, IReadOnlyDictionary<string, object> details) => new(type, JsonSerializer.Serialize(details));

    /// <summary>True when a device can be plugged into an interface of that kind.</summary>
    public static bool IsPluggedType(string type) => type is not (UnboundType or FailedType);
}
