using System.Linq.Expressions;
using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Resources.ProviderNetworks;

/// <summary>The rows that say what carries a network; a plugin that knows segments adds them to the table of networks.</summary>
public static class ProviderNetworkAttributes
{
    private static readonly Dictionary<string, NetworkType> Types =
        Enum.GetValues<NetworkType>().ToDictionary(type => type.ToString().ToLowerInvariant());

    private static readonly AttributeType<NetworkType> TypeForm = new()
    {
        Schema = new ValueSchema { Type = "string", Values = [.. Types.Keys] },
        Read = element => element.ValueKind == JsonValueKind.String
            ? ReadType(element.GetString()!)
            : throw Unknown(ValueText.Of(element)),
        ReadText = ReadType,
        Write = (writer, type) => writer.WriteStringValue(type.ToString().ToLowerInvariant()),
    };

    /// <summary><c>provider:network_type</c>: how the network is carried; the plugin chooses when it is absent.</summary>
    public static readonly AttributeDefinition<Network, NetworkType> NetworkType =
        Attribute("provider:network_type", TypeForm, network => network.Segment == null ? ProviderNetworks.NetworkType.Local : network.Segment.NetworkType)
            .PostGenerated().Filter(HasType)
            .Doc("How the network is carried between hosts; chosen by the server when absent.", "\"vlan\"");

    /// <summary><c>provider:physical_network</c>: the physical network of a flat or VLAN network.</summary>
    public static readonly AttributeDefinition<Network, string?> PhysicalNetwork =
        Attribute(
            "provider:physical_network",
            AttributeTypes.Text(NetworkSegment.PhysicalNetworkLength).OrNull(),
            network => network.Segment == null ? null : network.Segment.PhysicalNetwork)
            .PostDefault(null)
            .Filter(names => network => network.Segment != null && names.Contains(network.Segment.PhysicalNetwork))
            .Doc("Name of the physical network that carries a flat or VLAN network.", "\"physnet1\"");

    /// <summary><c>provider:segmentation_id</c>: the VLAN id or tunnel key.</summary>
    public static readonly AttributeDefinition<Network, int?> SegmentationId =
        Attribute(
            "provider:segmentation_id",
            AttributeTypes.Integer.OrNone(),
            network => network.Segment == null ? null : network.Segment.SegmentationId)
            .PostDefault(null).Filter(HasSegmentationId)
            .Doc("VLAN id or tunnel key.", "101");

    /// <summary>All rows, in the order of answers.</summary>
    public static IReadOnlyList<IResourceAttribute<Network>> All { get; } = [NetworkType, PhysicalNetwork, SegmentationId];

    private static Expression<Func<Network, bool>> HasType(IReadOnlyList<string> texts)
    {
        var types = AttributeQuery.Values(TypeForm, texts);
        var includesLocal = types.Contains(ProviderNetworks.NetworkType.Local);
        return network => network.Segment == null ? includesLocal : types.Contains(network.Segment.NetworkType);
    }

    private static Expression<Func<Network, bool>> HasSegmentationId(IReadOnlyList<string> texts)
    {
        var ids = AttributeQuery.Values(SegmentationId.Type, texts);
        return network => network.Segment != null && ids.Contains(network.Segment.SegmentationId);
    }

    private static NetworkType ReadType(string text) =>
        Types.TryGetValue(text, out var type) ? type : throw Unknown($"'{ValueText.Cut(text)}'");

    private static AttributeFormatException Unknown(string value) =>
        AttributeFormatException.Invalid($"{value} is not in [{string.Join(", ", Types.Keys.Select(name => $"'{name}'"))}]");

    private static AttributeDefinition<Network, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Network, TValue>> read) =>
        new AttributeDefinition<Network, TValue>(name, type, read).PutByPlugin().ReadPolicy($"get_network:{name}").WritePolicy();
}
