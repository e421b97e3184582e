using Quantum.Core.Segments;
using Quantum.Resources.Errors;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Tests.Segments;

public sealed class SegmentRulesTests
{
    private static readonly NetworkType[] AllTypes = Enum.GetValues<NetworkType>();

    [Theory]
    [InlineData(null, "physnet1", null, "provider:network_type required")]
    [InlineData(null, null, 5, "provider:network_type required")]
    [InlineData(NetworkType.Flat, "nowhere", 5, "provider:segmentation_id specified for flat network")]
    [InlineData(NetworkType.Flat, "nowhere", null, "unknown provider:physical_network nowhere")]
    [InlineData(NetworkType.Flat, null, null, "provider:physical_network required")]
    [InlineData(NetworkType.Vlan, "nowhere", null, "provider:segmentation_id required")]
    [InlineData(NetworkType.Vlan, "nowhere", 0, "provider:segmentation_id out of range (1 through 4094)")]
    [InlineData(NetworkType.Vlan, "physnet1", 4095, "provider:segmentation_id out of range (1 through 4094)")]
    [InlineData(NetworkType.Vlan, "physnet1", -1, "provider:segmentation_id out of range (1 through 4094)")]
    [InlineData(NetworkType.Vlan, "nowhere", 5, "unknown provider:physical_network nowhere")]
    [InlineData(NetworkType.Vlan, null, 5, "provider:physical_network required")]
    [InlineData(NetworkType.Gre, "physnet1", null, "provider:physical_network specified for GRE network")]
    [InlineData(NetworkType.Gre, null, null, "provider:segmentation_id required")]
    [InlineData(NetworkType.Gre, null, -1, "provider:segmentation_id out of range (0 through 2147483647)")]
    [InlineData(NetworkType.Vxlan, "physnet1", null, "provider:physical_network specified for VXLAN network")]
    [InlineData(NetworkType.Vxlan, null, null, "provider:segmentation_id required")]
    [InlineData(NetworkType.Vxlan, null, 0, "provider:segmentation_id out of range (1 through 16777215)")]
    [InlineData(NetworkType.Vxlan, null, 16777216, "provider:segmentation_id out of range (1 through 16777215)")]
    [InlineData(NetworkType.Local, "physnet1", 5, "provider:physical_network specified for local network")]
    [InlineData(NetworkType.Local, null, 5, "provider:segmentation_id specified for local network")]
    public void Wrong_choice_is_refused(NetworkType? type, string? physicalNetwork, int? segmentationId, string reason)
    {
        var plan = new SegmentOptions { NetworkVlanRanges = ["physnet1"], EnableTunneling = true }.ToPlan(AllTypes);

        MustRefuse(plan, new(type, physicalNetwork, segmentationId), reason);
    }

    [Theory]
    [InlineData(NetworkType.Gre, "physnet1", null, "GRE networks are not enabled")]
    [InlineData(NetworkType.Vxlan, "physnet1", null, "VXLAN networks are not enabled")]
    public void Tunnels_must_be_enabled(NetworkType type, string? physicalNetwork, int? segmentationId, string reason) =>
        MustRefuse(new SegmentOptions().ToPlan(AllTypes), new(type, physicalNetwork, segmentationId), reason);

    [Theory]
    [InlineData(NetworkType.Flat, "flat")]
    [InlineData(NetworkType.Vlan, "vlan")]
    [InlineData(NetworkType.Gre, "gre")]
    [InlineData(NetworkType.Vxlan, "vxlan")]
    public void Type_that_the_plugin_cannot_build_is_refused_before_all_else(NetworkType type, string name) =>
        MustRefuse(new SegmentOptions().ToPlan([NetworkType.Local]), new(type, "nowhere", -1), $"provider:network_type {name} not supported");

    [Theory]
    [InlineData(NetworkType.Flat, "physnet1", null)]
    [InlineData(NetworkType.Vlan, "physnet1", 1)]
    [InlineData(NetworkType.Vlan, "physnet1", 4094)]
    [InlineData(NetworkType.Gre, null, 0)]
    [InlineData(NetworkType.Gre, null, int.MaxValue)]
    [InlineData(NetworkType.Vxlan, null, 1)]
    [InlineData(NetworkType.Vxlan, null, 16777215)]
    public void Right_choice_becomes_the_segment(NetworkType type, string? physicalNetwork, int? segmentationId)
    {
        var plan = new SegmentOptions { NetworkVlanRanges = ["physnet1:100:200"], EnableTunneling = true }.ToPlan(AllTypes);
        var id = Guid.NewGuid();

        var segment = SegmentRules.Choose(plan, new(type, physicalNetwork, segmentationId), id);

        segment.Should().BeEquivalentTo(
            new NetworkSegment { NetworkId = id, NetworkType = type, PhysicalNetwork = physicalNetwork, SegmentationId = segmentationId });
    }

    [Fact]
    public void Local_network_has_no_segment() =>
        SegmentRules.Choose(new SegmentOptions().ToPlan(AllTypes), new(NetworkType.Local, null, null), Guid.NewGuid()).Should().BeNull();

    [Theory]
    [InlineData("default:1:9", null, "default")]
    [InlineData("*", null, "default")]
    [InlineData("*", "anything", "anything")]
    public void Physical_network_may_be_open(string configured, string? asked, string expected)
    {
        var plan = new SegmentOptions { NetworkVlanRanges = [configured] }.ToPlan(AllTypes);

        SegmentRules.Choose(plan, new(NetworkType.Flat, asked, null), Guid.NewGuid())!.PhysicalNetwork.Should().Be(expected);
    }

    private static void MustRefuse(SegmentPlan plan, SegmentRequest request, string reason)
    {
        var choose = () => SegmentRules.Choose(plan, request, Guid.NewGuid());

        choose.Should().Throw<InvalidInputException>().WithMessage($"Invalid input for operation: {reason}.");
    }
}
