using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Trunks;

/// <summary>Forms of the attributes of trunks that are lists and objects.</summary>
internal static class TrunkAttributeTypes
{
    private const string PortId = "port_id";
    private const string SegmentationType = "segmentation_type";
    private const string SegmentationId = "segmentation_id";
    private const string MacAddress = "mac_address";

    private static readonly ValueSchema SubPort = new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema>
        {
            [PortId] = AttributeTypes.Uuid.Schema,
            [SegmentationType] = new() { Type = "string" },
            [SegmentationId] = AttributeTypes.Integer.Schema,
        },
        Required = [PortId],
    };

    /// <summary>The ports of a trunk; no port and no tag occurs twice.</summary>
    public static AttributeType<IReadOnlyList<SubPortDetails>> SubPorts { get; } = new()
    {
        Schema = new ValueSchema { Type = "array", Items = SubPort },
        Read = ReadSubPorts,
        ReadText = text => throw AttributeFormatException.Invalid($"Invalid data format for subports: '{ValueText.Cut(text)}' is not a list"),
        Write = (writer, ports) =>
        {
            writer.WriteStartArray();
            foreach (var port in ports)
            {
                writer.WriteStartObject();
                WriteMembers(writer, port);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        },
    };

    /// <summary>What a parent port shows of its trunk.</summary>
    public static AttributeType<TrunkDetails?> Details { get; } = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            IsNullable = true,
            Properties = new Dictionary<string, ValueSchema> { ["trunk_id"] = AttributeTypes.Uuid.Schema, ["sub_ports"] = SubPorts.Schema },
        },
        Read = element => element.ValueKind == JsonValueKind.Null ? null : new(
            element.GetProperty("trunk_id").GetGuid(),
            [.. element.GetProperty("sub_ports").EnumerateArray().Select(item => (ReadSubPort(item), AttributeTypes.Mac.Read(item.GetProperty(MacAddress))))]),
        ReadText = text => throw AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' is not a trunk"),
        Write = WriteDetails,
    };

    /// <summary>The refusal of a port without a tag.</summary>
    public static string Missing(string subPort) =>
        $"Invalid subport details '{subPort}': missing segmentation information. Must specify both segmentation_id and segmentation_type";

    private static List<SubPortDetails> ReadSubPorts(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            throw AttributeFormatException.Invalid($"Invalid data format for subports: '{ValueText.Of(element)}' is not a list");

        var ports = new List<SubPortDetails>();
        foreach (var item in element.EnumerateArray())
        {
            var port = ReadSubPort(item);
            if (ports.Exists(other => other.PortId == port.PortId))
                throw AttributeFormatException.Invalid($"Non unique UUID for subport: '{port.PortId}'");
            if (port.SegmentationType != SubPortDetails.Inherit && port.SegmentationId is { } tag
                && ports.Exists(other => other.SegmentationType == port.SegmentationType && other.SegmentationId == tag))
                throw AttributeFormatException.Invalid($"Segmentation ID '{tag}' for '{port.PortId}' is not unique");
            ports.Add(port);
        }

        return ports;
    }

    private static SubPortDetails ReadSubPort(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw AttributeFormatException.Invalid($"Invalid data format for subport: '{ValueText.Of(item)}' is not a dict");
        if (!item.TryGetProperty(PortId, out var id))
            throw AttributeFormatException.Invalid("A valid port UUID must be specified");
        if (id.ValueKind != JsonValueKind.String || !Guid.TryParseExact(id.GetString(), "D", out var portId))
            throw AttributeFormatException.Invalid($"Invalid UUID for subport: '{ValueText.Of(id)}'");

        var type = item.TryGetProperty(SegmentationType, out var kind) && kind.ValueKind != JsonValueKind.Null ? ValueText.Of(kind) : null;
        var hasTag = item.TryGetProperty(SegmentationId, out var tag) && tag.ValueKind != JsonValueKind.Null;
        if (type == SubPortDetails.Inherit)
            return new(portId, type, null);
        if ((string.IsNullOrEmpty(type) || !hasTag) && item.GetPropertyCount() > 1)
            throw AttributeFormatException.Invalid(Missing(ValueText.Of(item)));
        return new(portId, type, hasTag ? ReadTag(tag) : null);
    }

    private static int ReadTag(JsonElement tag)
    {
        try
        {
            return AttributeTypes.Integer.Read(tag);
        }
        catch (AttributeFormatException)
        {
            throw AttributeFormatException.Unconvertible($"Invalid subport details: segmentation_id '{ValueText.Of(tag)}' is not an integer");
        }
    }

    private static void WriteDetails(Utf8JsonWriter writer, TrunkDetails? details)
    {
        if (details is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("trunk_id", details.TrunkId);
        writer.WriteStartArray("sub_ports");
        foreach (var (port, mac) in details.SubPorts)
        {
            writer.WriteStartObject();
            WriteMembers(writer, port);
            writer.WriteString(MacAddress, mac.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, SubPortDetails port)
    {
        writer.WriteString(PortId, port.PortId);
        writer.WriteString(SegmentationType, port.SegmentationType);
        writer.WriteNumber(SegmentationId, port.SegmentationId!.Value);
    }
}
