using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>What a client says of a network's segment; absent and <c>null</c> are the same here.</summary>
internal readonly record struct SegmentRequest(NetworkType? NetworkType, string? PhysicalNetwork, int? SegmentationId)
{
    public bool IsEmpty => this == default;

    public static SegmentRequest Of(AttributeValues values) => new(
        values.TryGet(ProviderNetworkAttributes.NetworkType, out var type) ? type : null,
        values.GetOr(ProviderNetworkAttributes.PhysicalNetwork, null),
        values.GetOr(ProviderNetworkAttributes.SegmentationId, null));

    /// <summary>True when the network already is as asked for.</summary>
    public bool HoldsFor(Network network)
    {
        var stands = new SegmentRequest(
            network.Segment?.NetworkType ?? Resources.ProviderNetworks.NetworkType.Local,
            network.Segment?.PhysicalNetwork,
            network.Segment?.SegmentationId);
        var wanted = new SegmentRequest(
            NetworkType ?? stands.NetworkType, PhysicalNetwork ?? stands.PhysicalNetwork, SegmentationId ?? stands.SegmentationId);
        return wanted == stands;
    }
}
