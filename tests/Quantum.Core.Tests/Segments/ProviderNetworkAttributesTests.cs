using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Profiles;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Tests.Segments;

public sealed class ProviderNetworkAttributesTests
{
    [Theory]
    [InlineData("\"flat\"", NetworkType.Flat)]
    [InlineData("\"gre\"", NetworkType.Gre)]
    [InlineData("\"local\"", NetworkType.Local)]
    [InlineData("\"vlan\"", NetworkType.Vlan)]
    [InlineData("\"vxlan\"", NetworkType.Vxlan)]
    public void Type_is_read_by_its_name(string json, NetworkType expected) =>
        Read(ProviderNetworkAttributes.NetworkType, json).Should().Be(expected);

    [Theory]
    [InlineData("null", "None")]
    [InlineData("\"bogus\"", "'bogus'")]
    [InlineData("\"VLAN\"", "'VLAN'")]
    [InlineData("5", "5")]
    public void Type_of_another_name_is_refused(string json, string printed)
    {
        var read = () => Read(ProviderNetworkAttributes.NetworkType, json);

        read.Should().Throw<AttributeFormatException>()
            .WithMessage($"{printed} is not in ['flat', 'gre', 'local', 'vlan', 'vxlan']").Which.IsConversion.Should().BeFalse();
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("5", 5)]
    [InlineData("\"5\"", 5)]
    public void Segmentation_id_is_a_number_or_nothing(string json, int? expected) =>
        Read(ProviderNetworkAttributes.SegmentationId, json).Should().Be(expected);

    [Fact]
    public void Segmentation_id_of_another_form_is_refused()
    {
        var read = () => Read(ProviderNetworkAttributes.SegmentationId, "\"five\"");

        read.Should().Throw<AttributeFormatException>().WithMessage("'five' is not a integer");
    }

    [Fact]
    public void All_three_are_shown_for_every_network()
    {
        var vlan = new Network { Segment = new() { NetworkType = NetworkType.Vlan, PhysicalNetwork = "physnet1", SegmentationId = 5 } };

        Shown(vlan).Should().Be("""{"provider:network_type":"vlan","provider:physical_network":"physnet1","provider:segmentation_id":5}""");
        Shown(new()).Should().Be("""{"provider:network_type":"local","provider:physical_network":null,"provider:segmentation_id":null}""");
    }

    [Fact]
    public void Nulls_ask_no_policy_and_values_do()
    {
        ProviderNetworkAttributes.NetworkType.PolicyNames(NetworkType.Local).Should().Equal("provider:network_type");
        ProviderNetworkAttributes.PhysicalNetwork.PolicyNames("physnet1").Should().Equal("provider:physical_network");
        ProviderNetworkAttributes.SegmentationId.PolicyNames(5).Should().Equal("provider:segmentation_id");
        ProviderNetworkAttributes.PhysicalNetwork.PolicyNames(null).Should().BeEmpty();
        ProviderNetworkAttributes.SegmentationId.PolicyNames(null).Should().BeEmpty();
    }

    private static object? Read(AttributeDefinition attribute, string json)
    {
        using var document = JsonDocument.Parse(json);
        return attribute.ReadValue(document.RootElement, ApiProfile.Modern);
    }

    private static string Shown(Network network)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            new ResourceView<Network>(ProviderNetworkAttributes.All, ApiProfile.Modern, (_, _) => true).Write(writer, network);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
