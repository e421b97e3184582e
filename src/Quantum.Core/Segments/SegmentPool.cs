using Quantum.Core.Allocation;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>Segmentation ids that networks are given automatically. Each pool of a plan is one object: it is a key.</summary>
/// <param name="type">What the ids are of.</param>
/// <param name="physicalNetwork">Where VLANs are; <c>null</c> for tunnels.</param>
/// <param name="ids">The ids, in ranges that do not overlap.</param>
internal sealed class SegmentPool(NetworkType type, string? physicalNetwork, IReadOnlyList<NumberRange> ids)
{
    public NetworkType Type => type;

    public string? PhysicalNetwork => physicalNetwork;

    public IReadOnlyList<NumberRange> Ids => ids;
}
