using System.Globalization;
using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SecurityGroups;

/// <summary>Forms of what rules say. What does not have the form is refused by a failure of its own.</summary>
internal static class RuleAttributeTypes
{
    private const int LargestPort = 65535;
    private const int LargestProtocol = 255;

    private static readonly AttributeType<string> Word = AttributeTypes.Text(64);

    /// <summary><c>IPv4</c> or <c>IPv6</c>, in any case.</summary>
    public static AttributeType<string> EtherType { get; } = new()
    {
        Schema = new ValueSchema { Type = "string", Values = [.. SecurityGroups.EtherType.All] },
        Read = element => SecurityGroups.EtherType.All.FirstOrDefault(known => known.Equals(Text(element), StringComparison.OrdinalIgnoreCase))
            ?? throw new SecurityGroupRuleInvalidEtherTypeException(ValueText.Of(element)),
        ReadText = Word.ReadText,
        Write = Word.Write,
    };

    /// <summary>A protocol by name, in any case, or by number; <c>null</c>: any.</summary>
    public static AttributeType<string?> Protocol { get; } = new()
    {
        Schema = Word.Schema with { IsNullable = true },
        Read = element => element.ValueKind == JsonValueKind.Null ? null : ReadProtocol(element),
        ReadText = Word.ReadText,
        Write = Word.OrNull().Write,
    };

    /// <summary>A port, or a number of ICMP; <c>null</c>: any.</summary>
    public static AttributeType<int?> Port { get; } = new()
    {
        Schema = AttributeTypes.Integer.Schema with { IsNullable = true },
        Read = element => element.ValueKind == JsonValueKind.Null ? null
            : Number(element) is { } port and >= 0 and <= LargestPort ? port
            : throw new SecurityGroupInvalidPortValueException(ValueText.Of(element)),
        ReadText = text => AttributeTypes.Integer.ReadText(text),
        Write = AttributeTypes.Integer.OrNone().Write,
    };

    /// <summary>An address, or a block of addresses that may have host bits; <c>null</c> and empty: any. Always with the prefix length.</summary>
    public static AttributeType<string?> Prefix { get; } = new()
    {
        Schema = new ValueSchema { Type = "string", Format = "cidr", IsNullable = true },
        Read = element => element.ValueKind == JsonValueKind.Null || Text(element) is "" ? null
            : ReadPrefix(Text(element)) ?? throw new InvalidCIDRException(ValueText.Of(element)),
        ReadText = text => ReadPrefix(text) ?? text,
        Write = Word.OrNull().Write,
    };

    private static string ReadProtocol(JsonElement element)
    {
        if (Number(element) is { } number)
            return number is >= 0 and <= LargestProtocol ? number.ToString(CultureInfo.InvariantCulture) : throw Refusal(element);

        var name = Text(element)?.ToLowerInvariant();
        return name is not null && IpProtocols.IsName(name) ? name : throw Refusal(element);
    }

    private static string? ReadPrefix(string? text)
    {
        var address = text?.Split('/')[0];
        if (!IpAddressMath.TryParseAddress(address, out var parsed))
            return null;
        if (address == text)
            return string.Create(CultureInfo.InvariantCulture, $"{parsed}/{(parsed.IpVersion() == 4 ? 32 : 128)}");
        return IpCidr.TryParse(text, out var cidr) ? string.Create(CultureInfo.InvariantCulture, $"{parsed}/{cidr.PrefixLength}") : null;
    }

    private static int? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(element.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private static SecurityGroupRuleInvalidProtocolException Refusal(JsonElement element) => new(ValueText.Of(element));
}
