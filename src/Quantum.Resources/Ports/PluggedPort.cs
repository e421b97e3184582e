using Quantum.Resources.Addressing;

namespace Quantum.Resources.Ports;

/// <summary>
/// Where a port is plugged into a switch, as the agent of its host reported. The row outlives its port until the controller was
/// told that the port is gone.
/// </summary>
public sealed class PluggedPort
{
    /// <summary>Length of <see cref="DatapathId"/>.</summary>
    public const int DatapathLength = 16;

    /// <summary>The port.</summary>
    public Guid PortId { get; set; }

    /// <summary>The port's network.</summary>
    public Guid NetworkId { get; set; }

    /// <summary>The switch: 16 hexadecimal digits in lower case.</summary>
    public required string DatapathId { get; set; }

    /// <summary>The switch's number of the port.</summary>
    public long PortNo { get; set; }

    /// <summary>The VLAN that frames carry there; 65535: none.</summary>
    public int VlanId { get; set; }

    /// <summary>The address of the device that is plugged in.</summary>
    public MacAddress MacAddress { get; set; }

    /// <summary>True when the port is not plugged in any more, and the controller has yet to be told.</summary>
    public bool IsLeaving { get; set; }
}
