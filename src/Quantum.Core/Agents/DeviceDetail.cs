using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Agents;

/// <summary>One fact that an agent is told about a device.</summary>
public sealed class DeviceDetail
{
    private readonly Action<Utf8JsonWriter, PortDevice> _writeValue;

    private DeviceDetail(string name, ValueSchema schema, string example, Action<Utf8JsonWriter, PortDevice> writeValue) =>
        (Name, Schema, Example, _writeValue) = (name, schema, example, writeValue);

    /// <summary><c>network_id</c>: the network of the device's port.</summary>
    public static DeviceDetail NetworkId { get; } =
        Of("network_id", AttributeTypes.Uuid, "\"2f3b7a1c-0b1d-4f5b-8f4e-7c5e2a1e9d10\"", device => device.Network.Id);

    /// <summary><c>port_id</c>: the device's port.</summary>
    public static DeviceDetail PortId { get; } =
        Of("port_id", AttributeTypes.Uuid, $"\"{DeviceNames.PortId.Example}\"", device => device.Port.Id);

    /// <summary><c>admin_state_up</c>: whether the port is to work.</summary>
    public static DeviceDetail AdminStateUp { get; } =
        Of("admin_state_up", AttributeTypes.Boolean, "true", device => device.Port.AdminStateUp);

    /// <summary><c>network_type</c>: what carries the network.</summary>
    public static DeviceDetail NetworkType { get; } = Of(
        "network_type",
        ProviderNetworkAttributes.NetworkType.Type,
        "\"vlan\"",
        device => device.Network.Segment?.NetworkType ?? Resources.ProviderNetworks.NetworkType.Local);

    /// <summary><c>segmentation_id</c>: VLAN id or tunnel key, or <c>null</c>.</summary>
    public static DeviceDetail SegmentationId { get; } =
        Of("segmentation_id", ProviderNetworkAttributes.SegmentationId.Type, "101", device => device.Network.Segment?.SegmentationId);

    /// <summary><c>physical_network</c>: name of the physical network, or <c>null</c>.</summary>
    public static DeviceDetail PhysicalNetwork { get; } = Of(
        "physical_network",
        ProviderNetworkAttributes.PhysicalNetwork.Type,
        "\"physnet1\"",
        device => device.Network.Segment?.PhysicalNetwork);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What documents say of the value.</summary>
    public ValueSchema Schema { get; }

    /// <summary>A value, as JSON text.</summary>
    public string Example { get; }

    /// <summary>A fact.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The form of its value.</param>
    /// <param name="example">A value, as JSON text.</param>
    /// <param name="read">The value.</param>
    public static DeviceDetail Of<T>(string name, AttributeType<T> type, string example, Func<PortDevice, T> read)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(name, type.Schema, example, (writer, device) => type.Write(writer, read(device)));
    }

    internal void Write(Utf8JsonWriter writer, PortDevice device)
    {
        writer.WritePropertyName(Name);
        _writeValue(writer, device);
    }
}
