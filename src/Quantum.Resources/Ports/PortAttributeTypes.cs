using System.Net;
using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Ports;

/// <summary>Forms of the port attributes.</summary>
internal static class PortAttributeTypes
{
    private static readonly MacAddress Broadcast = new(0xffff_ffff_ffff);

    private static readonly AttributeType<IReadOnlyList<FixedIp>> List = new AttributeType<FixedIp>
    {
        Schema = new ValueSchema
        {
            Type = "object",
            Properties = new Dictionary<string, ValueSchema>
            {
                ["subnet_id"] = AttributeTypes.Uuid.Schema,
                ["ip_address"] = AttributeTypes.IpAddress.Schema,
            },
        },
        Read = ReadItem,
        ReadText = text => throw AttributeFormatException.Invalid(Refusal(text)),
        Write = WriteItem,
    }.List(Refusal);

    /// <summary>The address of one device: neither that of nobody nor that of everybody.</summary>
    public static AttributeType<MacAddress> Mac { get; } = new()
    {
        Schema = AttributeTypes.Mac.Schema,
        Read = element => AttributeTypes.Mac.Read(element) is var mac && mac != default && mac != Broadcast
            ? mac
            : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a valid MAC address"),
        ReadText = AttributeTypes.Mac.ReadText,
        Write = AttributeTypes.Mac.Write,
    };

    /// <summary>A list of <c>{"subnet_id", "ip_address"}</c>, either of which may be absent in a request.</summary>
    public static AttributeType<IReadOnlyList<FixedIp>> FixedIps { get; } = new()
    {
        Schema = List.Schema,
        Read = element =>
        {
            var items = List.Read(element);
            var seen = new HashSet<IPAddress>();
            foreach (var item in items)
            {
                if (item.IpAddress is { } address && !seen.Add(address))
                    throw AttributeFormatException.Invalid($"Duplicate IP address '{address}'");
            }

            return items;
        },
        ReadText = List.ReadText,
        Write = List.Write,
    };

    private static string Refusal(string value) => $"'{value}' in not a valid fixed IP";

    private static FixedIp ReadItem(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw AttributeFormatException.Invalid(Refusal(ValueText.Of(element)));

        return new(
            element.TryGetProperty("subnet_id", out var subnet) ? AttributeTypes.Uuid.Read(subnet) : null,
            element.TryGetProperty("ip_address", out var address) ? AttributeTypes.IpAddress.Read(address) : null);
    }

    private static void WriteItem(Utf8JsonWriter writer, FixedIp fixedIp)
    {
        writer.WriteStartObject();
        writer.WriteString("subnet_id", fixedIp.SubnetId!.Value);
        writer.WriteString("ip_address", fixedIp.IpAddress!.ToString());
        writer.WriteEndObject();
    }
}
