using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Core.Tests.Hosting;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Tests.Segments;

/// <summary>The least plugin that gives networks segments.</summary>
internal sealed class SegmentPlugin(PluginServices services, SegmentOptions options) : DatabasePlugin(services)
{
    private readonly SegmentPlan plan = options.ToPlan(Enum.GetValues<NetworkType>());

    /// <summary>What the plugin was told of networks that were deleted.</summary>
    public NetworkSegment? Deleted { get; private set; }

    protected override SegmentPlan SegmentPlan => plan;

    public static CoreSettings Settings(SegmentOptions options) => new() { CreatePlugin = services => new SegmentPlugin(services, options) };

    protected override Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        if (change.Kind == ChangeKind.Delete)
            Deleted = change.Resource.Segment;
        return Task.CompletedTask;
    }
}

/// <summary>Networks in tests of segments.</summary>
internal static class SegmentedNetworks
{
    /// <summary>Asks for a segment; <c>null</c> is not sent.</summary>
    public static void Ask(this AttributeValues values, NetworkType? type, string? physicalNetwork = null, int? segmentationId = null)
    {
        if (type is { } asked)
            values.Set(ProviderNetworkAttributes.NetworkType, asked);
        values.Set(ProviderNetworkAttributes.PhysicalNetwork, physicalNetwork);
        values.Set(ProviderNetworkAttributes.SegmentationId, segmentationId);
    }

    /// <summary>The segment as one text.</summary>
    public static string Described(this Network network) => network.Segment is { } segment
        ? string.Join(' ', segment.NetworkType, segment.PhysicalNetwork ?? "-", segment.SegmentationId?.ToString(null, null) ?? "-")
        : "Local";
}
