using System.Globalization;
using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.SubnetPools;

/// <summary>Forms of the attributes of subnet pools.</summary>
internal static class SubnetPoolAttributeTypes
{
    /// <summary>A whole number, 0 or greater.</summary>
    public static AttributeType<int> Count { get; } = new()
    {
        Schema = AttributeTypes.Integer.Schema,
        Read = ReadCount,
        ReadText = AttributeTypes.Integer.ReadText,
        Write = AttributeTypes.Integer.Write,
    };

    /// <summary>A number as <see cref="Count"/> that may be missing in answers; requests cannot take it away.</summary>
    public static AttributeType<int?> CountOrNone { get; } = new()
    {
        Schema = Count.Schema with { IsNullable = true },
        Read = element => ReadCount(element),
        ReadText = text => Count.ReadText(text),
        Write = Count.OrNone().Write,
    };

    /// <summary>A number as <see cref="Count"/>, which answers have always shown as text.</summary>
    public static AttributeType<int> PrefixLength { get; } = new()
    {
        Schema = new ValueSchema { Type = "string" },
        Read = ReadCount,
        ReadText = Count.ReadText,
        Write = (writer, value) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>A text that says something.</summary>
    public static AttributeType<string> Name { get; } = NotBlank(AttributeTypes.Text(255));

    /// <summary>A list of networks without duplicates.</summary>
    public static AttributeType<IReadOnlyList<IpCidr>> Prefixes { get; } = ListOfPrefixes();

    private static int ReadCount(JsonElement element)
    {
        int number;
        try
        {
            number = AttributeTypes.Integer.Read(element);
        }
        catch (AttributeFormatException)
        {
            throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not an integer");
        }

        return number >= 0 ? number : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' should be non-negative");
    }

    private static AttributeType<string> NotBlank(AttributeType<string> text) => new()
    {
        Schema = text.Schema,
        Read = element =>
        {
            var value = text.Read(element);
            return string.IsNullOrWhiteSpace(value)
                ? throw AttributeFormatException.Invalid($"'{ValueText.Cut(value)}' Blank strings are not permitted")
                : value;
        },
        ReadText = text.ReadText,
        Write = text.Write,
    };

    private static AttributeType<IReadOnlyList<IpCidr>> ListOfPrefixes()
    {
        var prefix = new AttributeType<IpCidr>
        {
            Schema = AttributeTypes.Cidr.Schema,
            Read = ReadPrefix,
            ReadText = AttributeTypes.Cidr.ReadText,
            Write = AttributeTypes.Cidr.Write,
        };
        var list = prefix.List(value => $"'{value}' is not a list");
        return new()
        {
            Schema = list.Schema,
            Read = element =>
            {
                DemandDistinct(element);
                return list.Read(element);
            },
            ReadText = list.ReadText,
            Write = list.Write,
        };
    }

    private static void DemandDistinct(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return;

        var repeated = element.EnumerateArray().Select(ValueText.Of).GroupBy(text => text)
            .Where(texts => texts.Count() > 1)
            .Select(texts => texts.Key)
            .ToList();
        if (repeated.Count > 0)
            throw AttributeFormatException.Invalid($"Duplicate items in the list: '{ValueText.Cut(string.Join(", ", repeated))}'");
    }

    /// <summary>Only the one notation: an address without length and a netmask are answered with what they should have been.</summary>
    private static IpCidr ReadPrefix(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        if (IpAddressMath.TryParseAddress(text, out var address))
            throw Unusual(text, new IpCidr(address, address.IpVersion() == 4 ? 32 : 128));

        var prefix = AttributeTypes.Cidr.Read(element);
        return text.EndsWith(string.Create(CultureInfo.InvariantCulture, $"/{prefix.PrefixLength}"), StringComparison.Ordinal)
            ? prefix
            : throw Unusual(text, prefix);
    }

    private static AttributeFormatException Unusual(string text, IpCidr meant) =>
        AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' isn't a recognized IP subnet cidr, '{meant}' is recommended");
}
