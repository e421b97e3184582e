using Quantum.Resources.Addressing;

namespace Quantum.Plugins.OpenFlow;

/// <summary>Where a port is plugged in: what its host's agent reports.</summary>
/// <param name="DatapathId">The switch.</param>
/// <param name="PortNo">The switch's number of the port.</param>
/// <param name="VlanId">The VLAN that the port's frames carry there, or <see cref="Untagged"/>.</param>
/// <param name="MacAddress">The address of the device that is plugged in.</param>
internal sealed record SwitchPort(ulong DatapathId, uint PortNo, ushort VlanId, MacAddress MacAddress)
{
    /// <summary>The VLAN id of frames without a VLAN tag.</summary>
    public const ushort Untagged = 0xffff;
}
