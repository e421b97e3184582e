using Quantum.Core.Allocation;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>The segmentation ids that the networks' headers have room for.</summary>
internal static class SegmentLimits
{
    public static readonly NumberRange Vlan = new(1, 4094);

    /// <summary>The header has 32 bits, a signed number of the API one less.</summary>
    public static readonly NumberRange Gre = new(0, int.MaxValue);

    public static readonly NumberRange Vxlan = new(1, (1 << 24) - 1);

    public static NumberRange Of(NetworkType type) => type switch
    {
        NetworkType.Vlan => Vlan,
        NetworkType.Gre => Gre,
        NetworkType.Vxlan => Vxlan,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "has no segmentation ids"),
    };
}
