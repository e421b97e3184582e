using System.Globalization;
using Quantum.Resources.Bindings;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.ProviderNetworks;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

/// <summary>What a trunk may carry, as far as trunk, port and network tell.</summary>
internal static class TrunkRules
{
    private const int LowestTag = 1;
    private const int HighestTag = 4094;

    /// <summary>What was asked for, with the network's tag where that was asked for.</summary>
    public static SubPortDetails Inherit(SubPortDetails asked, NetworkSegment? segment) =>
        asked.SegmentationType != SubPortDetails.Inherit ? asked : asked with
        {
            SegmentationType = (segment?.NetworkType ?? NetworkType.Local).ToString().ToLowerInvariant(),
            SegmentationId = segment?.SegmentationId ?? 0,
        };

    /// <summary>The port can be told apart on the trunk.</summary>
    public static SubPort Check(Trunk trunk, SubPortDetails asked)
    {
        if (asked.PortId == trunk.PortId)
            throw new ParentPortInUseException(asked.PortId);
        if (asked is not { SegmentationType: { } type, SegmentationId: { } tag })
            throw new InvalidInputException(TrunkResource.Untagged(asked.PortId));
        if (type != SubPortDetails.Vlan)
            throw new InvalidInputException($"Unknown segmentation_type '{type}'");
        if (tag is < LowestTag or > HighestTag)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"Segmentation ID '{tag}' is not in range"));
        if (trunk.SubPorts.Exists(other => other.SegmentationType == type && other.SegmentationId == tag && other.PortId != asked.PortId))
            throw new DuplicateSubPortException(type, tag, trunk.Id);
        return new() { PortId = asked.PortId, TrunkId = trunk.Id, SegmentationType = type, SegmentationId = tag };
    }

    /// <summary>The parent's network takes the packets of the carried port's network.</summary>
    public static void CheckMtu(Trunk trunk, Guid portId, int? mtu, int? parentMtu)
    {
        if (mtu > parentMtu)
            throw new SubPortMtuGreaterThanTrunkPortMtuException(portId, mtu.Value, trunk.PortId, parentMtu.Value);
    }

    /// <summary>
    /// True when a trunk can be built on the port and taken off it now: a Linux bridge can do so while the device is plugged in,
    /// other hosts must know of the trunk before.
    /// </summary>
    public static bool CanChangeParent(Port parent) => parent.HostId.Length == 0 || parent.VifType == Vif.LinuxBridge.Type;

    /// <summary>Nobody else uses the port.</summary>
    public static void CheckFree(Port port)
    {
        if (port.DeviceId.Length > 0)
            throw new PortInUseException(port.Id, port.NetworkId, port.DeviceId);
    }

    /// <summary>The trunk can get or lose ports, and be deleted.</summary>
    public static void CheckEnabled(Trunk trunk)
    {
        if (!trunk.AdminStateUp)
            throw new TrunkDisabledException(trunk.Id);
    }
}
