using System.Net;
using System.Text.Json;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Subnets;

/// <summary>Forms of the subnet attributes that are lists.</summary>
internal static class SubnetAttributeTypes
{
    private const int LongestServiceType = 255;

    private static readonly string[] DevicePrefixes = ["network:", "compute:", "neutron:", "baremetal:"];

    private static readonly ValueSchema Address = AttributeTypes.IpAddress.Schema;

    /// <summary>A list of <c>{"start", "end"}</c>.</summary>
    public static AttributeType<IReadOnlyList<AllocationPool>> AllocationPools { get; } = new AttributeType<AllocationPool>
    {
        Schema = ObjectOf("start", "end", Address),
        Read = ReadPool,
        ReadText = text => throw AttributeFormatException.Invalid(Refusal("IP pool")(text)),
        Write = (writer, pool) => WritePair(writer, "start", pool.FirstIp.ToString(), "end", pool.LastIp.ToString()),
    }.List(Refusal("IP pool"));

    /// <summary>A list of addresses without duplicates.</summary>
    public static AttributeType<IReadOnlyList<IPAddress>> DnsNameservers { get; } = Distinct(
        new AttributeType<IPAddress>
        {
            Schema = Address,
            Read = ReadNameserver,
            ReadText = AttributeTypes.IpAddress.ReadText,
            Write = AttributeTypes.IpAddress.Write,
        }.List(Refusal("nameserver")),
        server => $"Duplicate nameserver '{server}'");

    /// <summary>A list of <c>{"destination", "nexthop"}</c> without duplicates.</summary>
    public static AttributeType<IReadOnlyList<HostRoute>> HostRoutes { get; } = Distinct(
        new AttributeType<HostRoute>
        {
            Schema = ObjectOf("destination", "nexthop", Address),
            Read = ReadRoute,
            ReadText = text => throw AttributeFormatException.Invalid(Refusal("hostroute")(text)),
            Write = (writer, route) => WritePair(writer, "destination", route.Destination.ToString(), "nexthop", route.NextHop.ToString()),
        }.List(Refusal("hostroute")),
        route => $"Duplicate hostroute '{{\"destination\": \"{route.Destination}\", \"nexthop\": \"{route.NextHop}\"}}'");

    /// <summary>A list of kinds of device.</summary>
    public static AttributeType<IReadOnlyList<string>> ServiceTypes { get; } = new AttributeType<string>
    {
        Schema = AttributeTypes.Text(LongestServiceType).Schema,
        Read = ReadServiceType,
        ReadText = text => text,
        Write = (writer, type) => writer.WriteStringValue(type),
    }.List(_ => "Subnet service types must be a list");

    private static Func<string, string> Refusal(string what) => value => $"'{value}' in not a valid {what}";

    private static ValueSchema ObjectOf(string first, string second, ValueSchema member) => new()
    {
        Type = "object",
        Properties = new Dictionary<string, ValueSchema> { [first] = member, [second] = member },
    };

    private static AllocationPool ReadPool(JsonElement element)
    {
        var (start, end) = ReadPair(element, "start", "end", "IP pool");
        return new() { FirstIp = ReadAddress(start), LastIp = ReadAddress(end) };
    }

    private static IPAddress ReadAddress(JsonElement element) => AttributeTypes.IpAddress.Read(element);

    private static IPAddress ReadNameserver(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && IpAddressMath.TryParseAddress(element.GetString(), out var address)
            ? address
            : throw AttributeFormatException.Unconvertible($"error parsing dns address {ValueText.Of(element)}");

    private static string ReadServiceType(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw new InvalidInputSubnetServiceTypeException(ValueText.Of(element));
        var type = AttributeTypes.Text(LongestServiceType).Read(element);
        return DevicePrefixes.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)) ? type : throw new InvalidSubnetServiceTypeException(type);
    }

    private static HostRoute ReadRoute(JsonElement element)
    {
        var (destination, nextHop) = ReadPair(element, "destination", "nexthop", "hostroute");
        return destination.ValueKind == JsonValueKind.String && IpCidr.TryParse(destination.GetString(), out var cidr)
            && nextHop.ValueKind == JsonValueKind.String && IpAddressMath.TryParseAddress(nextHop.GetString(), out var address)
            ? new HostRoute(cidr, address)
            : throw AttributeFormatException.Unconvertible($"invalid route: {ValueText.Of(element)}");
    }

    private static (JsonElement First, JsonElement Second) ReadPair(JsonElement element, string first, string second, string what)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw AttributeFormatException.Invalid(Refusal(what)(ValueText.Of(element)));
        if (!element.TryGetProperty(first, out var one) || !element.TryGetProperty(second, out var two) || element.GetPropertyCount() != 2)
        {
            var provided = string.Join(", ", element.EnumerateObject().Select(property => $"'{property.Name}'"));
            throw AttributeFormatException.Invalid(
                $"Expected keys not found. Expected: set(['{first}', '{second}']) Provided: [{ValueText.Cut(provided)}]");
        }

        return (one, two);
    }

    private static void WritePair(Utf8JsonWriter writer, string first, string one, string second, string two)
    {
        writer.WriteStartObject();
        writer.WriteString(first, one);
        writer.WriteString(second, two);
        writer.WriteEndObject();
    }

    private static AttributeType<IReadOnlyList<T>> Distinct<T>(AttributeType<IReadOnlyList<T>> list, Func<T, string> refusal) => new()
    {
        Schema = list.Schema,
        Read = element =>
        {
            var seen = new HashSet<T>();
            var values = list.Read(element);
            foreach (var value in values)
            {
                if (!seen.Add(value))
                    throw AttributeFormatException.Invalid(refusal(value));
            }

            return values;
        },
        ReadText = list.ReadText,
        Write = list.Write,
    };
}
