using System.Globalization;
using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>A port that an agent found on its switch.</summary>
/// <param name="PortId">The port.</param>
/// <param name="PortNo">The switch's number of it.</param>
/// <param name="MacAddress">The address of the device.</param>
internal sealed record SwitchReport(Guid PortId, uint PortNo, MacAddress MacAddress)
{
    private static readonly AttributeType<uint> NumberForm = new()
    {
        Schema = new ValueSchema { Type = "integer", Format = "int64" },
        Read = element => element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetUInt32(out var number) => number,
            JsonValueKind.String => ReadNumber(element.GetString()!),
            _ => throw NoNumber(ValueText.Of(element)),
        },
        ReadText = ReadNumber,
        Write = (writer, number) => writer.WriteNumberValue(number),
    };

    /// <summary>A switch: <c>0x</c> and up to 16 hexadecimal digits.</summary>
    public static AttributeType<ulong> DatapathForm { get; } = new()
    {
        Schema = AttributeTypes.Text(PluggedPort.DatapathLength + "0x".Length).Schema,
        Read = element => element.ValueKind == JsonValueKind.String
            ? ReadDatapath(element.GetString()!)
            : throw NoDatapath(ValueText.Of(element)),
        ReadText = ReadDatapath,
        Write = (writer, number) => writer.WriteStringValue($"0x{number:x16}"),
    };

    /// <summary><c>{"id": …, "port_no": …, "mac": …}</c>.</summary>
    public static AttributeType<SwitchReport> Form { get; } = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            Properties = new Dictionary<string, ValueSchema>
            {
                ["id"] = AttributeTypes.Uuid.Schema,
                ["port_no"] = NumberForm.Schema,
                ["mac"] = AttributeTypes.Mac.Schema,
            },
            Required = ["id", "port_no", "mac"],
        },
        Read = Read,
        ReadText = static text => throw AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' is not a port"),
        Write = static (_, _) => throw new NotSupportedException("Agents send ports, the server does not."),
    };

    private static SwitchReport Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a port");
        var unknown = element.EnumerateObject().Select(member => member.Name).Except(Form.Schema.Required!).ToList();
        if (unknown.Count > 0)
            throw AttributeFormatException.Invalid($"a port has no '{ValueText.Cut(unknown[0])}'");
        return new(
            AttributeTypes.Uuid.Read(Member(element, "id")),
            NumberForm.Read(Member(element, "port_no")),
            AttributeTypes.Mac.Read(Member(element, "mac")));
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw AttributeFormatException.Invalid($"a port must have '{name}'");

    private static uint ReadNumber(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NoNumber(ValueText.Cut(text));

    private static ulong ReadDatapath(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text["0x".Length..] : text;
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NoDatapath(ValueText.Cut(text));
    }

    private static AttributeFormatException NoNumber(string text) =>
        AttributeFormatException.Invalid($"'{text}' is not the number of a switch port");

    private static AttributeFormatException NoDatapath(string text) => AttributeFormatException.Invalid($"'{text}' is not a datapath id");
}
