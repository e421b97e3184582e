using System.Globalization;
using System.Net;
using System.Text.Json;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Attributes;

/// <summary>The scalar attribute types. Texts of refusals are those of the API's last 2012 update.</summary>
public static class AttributeTypes
{
    private static readonly Dictionary<string, ResourceStatus> Statuses =
        Enum.GetValues<ResourceStatus>().ToDictionary(status => status.ToString().ToUpperInvariant());

    /// <summary>
    /// JSON <c>true</c>/<c>false</c>, the numbers 0 and 1, and the texts <c>True</c>, <c>true</c>, <c>False</c>, <c>false</c>,
    /// <c>0</c>, <c>1</c>.
    /// </summary>
    public static AttributeType<bool> Boolean { get; } = new()
    {
        Schema = new ValueSchema { Type = "boolean" },
        Read = element => element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => ReadBoolean(element.GetString()!),
            JsonValueKind.Number when element.TryGetDouble(out var number) && Math.Truncate(number) is 0 or 1 => Math.Truncate(number) is 1,
            _ => throw AttributeFormatException.Unconvertible($"'{ValueText.Of(element)}' is not boolean"),
        },
        ReadText = ReadBoolean,
        Write = (writer, value) => writer.WriteBooleanValue(value),
    };

    /// <summary>A whole number of 32 bits, also as text; fractions are cut off.</summary>
    public static AttributeType<int> Integer { get; } = new()
    {
        Schema = new ValueSchema { Type = "integer", Format = "int32" },
        Read = element => element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetInt32(out var number) => number,
            JsonValueKind.Number when element.TryGetDouble(out var number) && Math.Abs(number) < int.MaxValue => (int)number,
            JsonValueKind.String => ReadInteger(element.GetString()!),
            _ => throw AttributeFormatException.Unconvertible($"'{ValueText.Of(element)}' is not a integer"),
        },
        ReadText = ReadInteger,
        Write = (writer, value) => writer.WriteNumberValue(value),
    };

    /// <summary>A UUID; upper-case digits are accepted and stored in lower case.</summary>
    public static AttributeType<Guid> Uuid { get; } = new()
    {
        Schema = new ValueSchema { Type = "string", Format = "uuid" },
        Read = element => element.ValueKind == JsonValueKind.String
            ? ReadUuid(element.GetString()!)
            : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a valid UUID"),
        ReadText = ReadUuid,
        Write = (writer, value) => writer.WriteStringValue(value),
    };

    /// <summary>A single IPv4 or IPv6 address in standard notation, without prefix length.</summary>
    public static AttributeType<IPAddress> IpAddress { get; } = OfText<IPAddress>(
        new ValueSchema { Type = "string", Format = "ip" },
        text => IpAddressMath.TryParseAddress(text, out var address) ? address : null,
        text => $"'{text}' is not a valid IP address",
        address => address.ToString());

    /// <summary>A network address with prefix length or netmask; host bits are cleared.</summary>
    public static AttributeType<IpCidr> Cidr { get; } = OfTextValue<IpCidr>(
        new ValueSchema { Type = "string", Format = "cidr" },
        text => IpCidr.TryParse(text, out var cidr) ? cidr : null,
        text => $"'{text}' is not a valid IP subnet",
        cidr => cidr.ToString());

    /// <summary>A 48-bit hardware address in any usual notation; stored in lower case with colons.</summary>
    public static AttributeType<MacAddress> Mac { get; } = OfTextValue<MacAddress>(
        new ValueSchema { Type = "string", Format = "mac" },
        text => MacAddress.TryParse(text, out var mac) ? mac : null,
        text => $"'{text}' is not a valid MAC address",
        mac => mac.ToString());

    /// <summary>A moment in UTC, <c>YYYY-MM-DDTHH:MM:SSZ</c>.</summary>
    public static AttributeType<DateTime> Timestamp { get; } = OfTextValue<DateTime>(
        new ValueSchema { Type = "string", Format = "date-time" },
        text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time : null,
        text => $"'{text}' is not a valid timestamp",
        time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary><c>ACTIVE</c>, <c>BUILD</c>, <c>DOWN</c> or <c>ERROR</c>.</summary>
    public static AttributeType<ResourceStatus> Status { get; } = OfTextValue<ResourceStatus>(
        new ValueSchema { Type = "string", Values = ["ACTIVE", "BUILD", "DOWN", "ERROR"] },
        text => Statuses.TryGetValue(text, out var status) ? status : null,
        text => $"'{text}' is not a status",
        status => status.ToString().ToUpperInvariant());

    /// <summary>A text of at most <paramref name="maxLength"/> characters.</summary>
    public static AttributeType<string> Text(int maxLength)
    {
        // A character outside the basic plane is two units of a string and one of a database column.
        string Checked(string text) => text.Length <= maxLength || text.EnumerateRunes().Count() <= maxLength
            ? text
            : throw AttributeFormatException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"'{ValueText.Cut(text)}' exceeds maximum length of {maxLength}"));

        return new()
        {
            Schema = new ValueSchema { Type = "string", MaxLength = maxLength },
            Read = element => element.ValueKind == JsonValueKind.String
                ? Checked(element.GetString()!)
                : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a valid string"),
            ReadText = text => text,
            Write = (writer, value) => writer.WriteStringValue(value),
        };
    }

    /// <summary>One of the values given, read as <paramref name="type"/> first.</summary>
    public static AttributeType<T> OneOf<T>(this AttributeType<T> type, params T[] values)
        where T : notnull
    {
        var listed = $"[{string.Join(", ", values.Select(value => value is string ? $"'{value}'" : $"{value}"))}]";
        T Checked(T value) => values.Contains(value)
            ? value
            : throw AttributeFormatException.Invalid($"'{value}' is not in {listed}");

        return new()
        {
            Schema = type.Schema with { Values = [.. values.Cast<object>()] },
            Read = element => Checked(type.Read(element)),
            ReadText = type.ReadText,
            Write = type.Write,
        };
    }

    private static bool ReadBoolean(string text) => text switch
    {
        "True" or "true" => true,
        "False" or "false" => false,
        _ when int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is 0 or 1 => number == 1,
        _ => throw AttributeFormatException.Unconvertible($"'{ValueText.Cut(text)}' is not boolean"),
    };

    private static int ReadInteger(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw AttributeFormatException.Unconvertible($"'{ValueText.Cut(text)}' is not a integer");

    private static Guid ReadUuid(string text) =>
        // The platform parser also takes blanks around the text, and signs in it.
        Guid.TryParseExact(text, "D", out var id) && id.ToString("D").Equals(text, StringComparison.OrdinalIgnoreCase)
            ? id
            : throw AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' is not a valid UUID");

    private static AttributeType<T> OfText<T>(ValueSchema schema, Func<string, T?> parse, Func<string, string> refusal, Func<T, string> print)
        where T : class
    {
        T ReadText(string text) => parse(text) ?? throw AttributeFormatException.Invalid(refusal(ValueText.Cut(text)));
        return new()
        {
            Schema = schema,
            Read = element => element.ValueKind == JsonValueKind.String
                ? ReadText(element.GetString()!)
                : throw AttributeFormatException.Invalid(refusal(ValueText.Of(element))),
            ReadText = ReadText,
            Write = (writer, value) => writer.WriteStringValue(print(value)),
        };
    }

    private static AttributeType<T> OfTextValue<T>(ValueSchema schema, Func<string, T?> parse, Func<string, string> refusal, Func<T, string> print)
        where T : struct
    {
        var boxed = OfText<object>(schema, text => parse(text), refusal, value => print((T)value));
        return new()
        {
            Schema = schema,
            Read = element => (T)boxed.Read(element),
            ReadText = text => (T)boxed.ReadText(text),
            Write = (writer, value) => writer.WriteStringValue(print(value)),
        };
    }
}
