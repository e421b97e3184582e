using Quantum.Resources.Ports;

namespace Quantum.Resources.Bindings;

/// <summary>
/// A port tied to a host. The active binding is part of the port; others wait on further hosts, so that a device can move there, and
/// have rows of their own.
/// </summary>
public sealed class PortBinding
{
    /// <summary>The port.</summary>
    public Guid PortId { get; set; }

    /// <summary>Name of the host; a port has one binding for each.</summary>
    public string Host { get; set; } = "";

    /// <summary>The kind of interface that the device wants.</summary>
    public string VnicType { get; set; } = VnicTypes.Normal;

    /// <summary>What the compute service tells the plugin, as the text of a JSON object.</summary>
    public string Profile { get; set; } = Vif.NoDetails;

    /// <summary>The kind of interface that the plugin offers.</summary>
    public string VifType { get; set; } = Vif.UnboundType;

    /// <summary>What the host must know to plug the device in, as the text of a JSON object.</summary>
    public string VifDetails { get; set; } = Vif.NoDetails;

    /// <summary>True for the binding that the port uses.</summary>
    public bool IsActive { get; set; }

    /// <summary>The binding that a port uses; without a host when it is not bound.</summary>
    public static PortBinding ActiveOf(Port port)
    {
        ArgumentNullException.ThrowIfNull(port);
        return new()
        {
            PortId = port.Id,
            Host = port.HostId,
            VnicType = port.VnicType,
            Profile = port.BindingProfile,
            VifType = port.VifType,
            VifDetails = port.VifDetails,
            IsActive = true,
        };
    }

    /// <summary>Takes the interface that the plugin offers.</summary>
    public void Take(Vif vif)
    {
        ArgumentNullException.ThrowIfNull(vif);
        (VifType, VifDetails) = (vif.Type, vif.Details);
    }

    /// <summary>Makes this the binding that the port uses.</summary>
    public void ActivateOn(Port port)
    {
        ArgumentNullException.ThrowIfNull(port);
        (port.HostId, port.VnicType, port.BindingProfile) = (Host, VnicType, Profile);
        (port.VifType, port.VifDetails) = (VifType, VifDetails);
        IsActive = true;
    }
}
