namespace Quantum.Resources.ProviderNetworks;

/// <summary>What carries a network that leaves its host. Its row is the allocation: unique keys decide who gets a segment.</summary>
public sealed class NetworkSegment
{
    /// <summary>Longest name of a physical network, in characters.</summary>
    public const int PhysicalNetworkLength = 64;

    /// <summary>The network; a network has one segment at most, and one without is <see cref="ProviderNetworks.NetworkType.Local"/>.</summary>
    public Guid NetworkId { get; set; }

    /// <summary>Any type but <see cref="ProviderNetworks.NetworkType.Local"/>.</summary>
    public NetworkType NetworkType { get; set; }

    /// <summary>Name of the physical network; <c>null</c> for tunnels.</summary>
    public string? PhysicalNetwork { get; set; }

    /// <summary>VLAN id (1 to 4094) or tunnel key; <c>null</c> for <see cref="ProviderNetworks.NetworkType.Flat"/>.</summary>
    public int? SegmentationId { get; set; }
}
