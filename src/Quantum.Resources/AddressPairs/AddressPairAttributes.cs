using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;

namespace Quantum.Resources.AddressPairs;

/// <summary>The row of the addresses besides its own that a port may send under.</summary>
public static class AddressPairAttributes
{
    private const string Ip = "ip_address";
    private const string Mac = "mac_address";

    private static readonly AttributeType<AllowedAddressPair> Pair = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            Properties = new Dictionary<string, ValueSchema> { [Ip] = new() { Type = "string" }, [Mac] = AttributeTypes.Mac.Schema },
            Required = [Ip],
        },
        Read = ReadPair,
        ReadText = text => throw NotDictionary(text),
        Write = (writer, pair) =>
        {
            writer.WriteStartObject();
            writer.WriteString(Mac, pair.MacAddress.ToString());
            writer.WriteString(Ip, pair.IpAddress);
            writer.WriteEndObject();
        },
    };

    private static readonly AttributeType<IReadOnlyList<AllowedAddressPair>> Pairs = new()
    {
        Schema = new ValueSchema { Type = "array", Items = Pair.Schema, IsNullable = true },
        Read = ReadPairs,
        ReadText = text => throw NotDictionary(text),
        Write = Pair.List(_ => "").Write,
    };

    /// <summary><c>allowed_address_pairs</c>: null means none.</summary>
    public static readonly AttributeDefinition<Port, IReadOnlyList<AllowedAddressPair>> AllowedAddressPairs =
        new AttributeDefinition<Port, IReadOnlyList<AllowedAddressPair>>("allowed_address_pairs", Pairs, port => port.AllowedAddressPairs)
            .PostGenerated().Put().WritePolicy(PolicyParts).Only(profile => profile.StandardAttributes)
            .Doc(
                "Addresses besides its own that the port may send under; needs port security.",
                """[{"ip_address": "192.168.1.200", "mac_address": "fa:16:3e:a1:b3:7f"}]""");

    private static IReadOnlyList<AllowedAddressPair> ReadPairs(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
            return [];
        if (element.ValueKind != JsonValueKind.Array)
            throw new HttpBadRequestException("Allowed address pairs must be a list.");

        IReadOnlyList<AllowedAddressPair> pairs = [.. element.EnumerateArray().Select(Pair.Read)];
        AllowedAddressPair.DemandDistinct(pairs);
        return pairs;
    }

    private static AllowedAddressPair ReadPair(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw NotDictionary(ValueText.Of(element));

        MacAddress? mac = element.TryGetProperty(Mac, out var sent) ? Bare(AttributeTypes.Mac, sent) : null;
        if (!element.TryGetProperty(Ip, out var address))
            throw new AllowedAddressPairsMissingIPException();
        var unknown = element.EnumerateObject().Select(member => member.Name).Where(name => name is not (Ip or Mac)).ToList();
        if (unknown.Count > 0)
            throw new HttpBadRequestException($"Unrecognized attribute(s) '{ValueText.Cut(string.Join(", ", unknown))}'");
        return new(ReadAddress(address), mac);
    }

    private static string ReadAddress(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        if (!text.Contains('/', StringComparison.Ordinal))
            return Bare(AttributeTypes.IpAddress, element).ToString();

        _ = Bare(AttributeTypes.Cidr, element);
        return text;
    }

    /// <summary>The API says what is wrong with a pair's member without naming the attribute.</summary>
    private static TValue Bare<TValue>(AttributeType<TValue> type, JsonElement element)
    {
        try
        {
            return type.Read(element);
        }
        catch (AttributeFormatException e)
        {
            throw new HttpBadRequestException(e.Message);
        }
    }

    private static IEnumerable<string> PolicyParts(IReadOnlyList<AllowedAddressPair> pairs)
    {
        if (pairs.Any(pair => pair.MacAddress is not null))
            yield return Mac;
        if (pairs.Count > 0)
            yield return Ip;
    }

    private static AttributeFormatException NotDictionary(string value) =>
        AttributeFormatException.Invalid($"'{value}' is not a dictionary");
}
