using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>What may carry networks, as <see cref="SegmentOptions"/> say. A plugin makes one and keeps it.</summary>
public sealed class SegmentPlan
{
    internal SegmentPlan()
    {
    }

    /// <summary>The types that the plugin can build.</summary>
    public required IReadOnlyList<NetworkType> Supported { get; init; }

    /// <summary>The type of networks whose creator chose none; <c>null</c>: such networks are refused.</summary>
    public required NetworkType? TenantType { get; init; }

    /// <summary>Names of the physical networks that flat and VLAN networks may be on.</summary>
    public required IReadOnlySet<string> PhysicalNetworks { get; init; }

    /// <summary>True when any other name of a physical network will do too.</summary>
    public required bool AcceptsAnyPhysicalNetwork { get; init; }

    /// <summary>True when GRE and VXLAN networks can be created.</summary>
    public required bool EnableTunneling { get; init; }

    /// <summary>Bytes of the largest packet on the physical networks.</summary>
    public required int GlobalPhysnetMtu { get; init; }

    /// <summary>Where ids come from that nobody chose; those of a type in the order in which they are used up.</summary>
    internal IReadOnlyList<SegmentPool> Pools { get; init; } = [];

    /// <summary>True when networks may be on that physical network.</summary>
    public bool Knows(string physicalNetwork) => AcceptsAnyPhysicalNetwork || PhysicalNetworks.Contains(physicalNetwork);

    /// <summary>The pool that the segment's id may have come from, or <c>null</c>.</summary>
    internal SegmentPool? PoolOf(NetworkSegment segment) =>
        Pools.FirstOrDefault(pool => pool.Type == segment.NetworkType && pool.PhysicalNetwork == segment.PhysicalNetwork);
}
