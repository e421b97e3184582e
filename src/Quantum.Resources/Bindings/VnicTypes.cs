namespace Quantum.Resources.Bindings;

/// <summary>The kinds of interface that a device may want.</summary>
public static class VnicTypes
{
    /// <summary>A virtual interface: what everything supports.</summary>
    public const string Normal = "normal";

    /// <summary>All kinds that the API knows.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Normal, "direct", "macvtap", "baremetal", "direct-physical", "virtio-forwarder", "smart-nic", "vdpa", "accelerator-direct",
        "accelerator-direct-physical", "remote-managed",
    ];
}
