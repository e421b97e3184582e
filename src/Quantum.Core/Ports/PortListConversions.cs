using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.AddressPairs;
using Quantum.Resources.DhcpOptions;

namespace Quantum.Core.Ports;

/// <summary>Keeps a port's lists as JSON in its row. Most ports have none: that is not parsed.</summary>
internal static class PortListConversions
{
    private const string Empty = "[]";

    /// <summary>A list of pairs: IP address, MAC address.</summary>
    public static void HasAddressPairsConversion(this PropertyBuilder<IReadOnlyList<AllowedAddressPair>> property) =>
        property.HasConversion(new AddressPairsConverter(), ListConversions.Comparer<AllowedAddressPair>());

    /// <summary>A list of triples: name, IP version, value.</summary>
    public static void HasDhcpOptionsConversion(this PropertyBuilder<IReadOnlyList<ExtraDhcpOption>> property) =>
        property.HasConversion(new DhcpOptionsConverter(), ListConversions.Comparer<ExtraDhcpOption>());

    private static string Write<TItem>(IReadOnlyList<TItem> list, Func<TItem, string[]> parts) =>
        list.Count == 0 ? Empty : JsonSerializer.Serialize(list.Select(parts));

    private static IReadOnlyList<TItem> Read<TItem>(string json, Func<string[], TItem> item) =>
        json == Empty ? [] : [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(item)];

    private static string WritePairs(IReadOnlyList<AllowedAddressPair> pairs) =>
        Write(pairs, pair => [pair.IpAddress, pair.MacAddress.ToString()!]);

    private static IReadOnlyList<AllowedAddressPair> ReadPairs(string json) =>
        Read(json, parts => new AllowedAddressPair(parts[0], MacAddress.Parse(parts[1])));

    private static string WriteOptions(IReadOnlyList<ExtraDhcpOption> options) =>
        Write(options, option => [option.Name, option.IpVersion.ToString(CultureInfo.InvariantCulture), option.Value!]);

    private static IReadOnlyList<ExtraDhcpOption> ReadOptions(string json) =>
        Read(json, parts => new ExtraDhcpOption(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));

    private sealed class AddressPairsConverter() : ValueConverter<IReadOnlyList<AllowedAddressPair>, string>(
        pairs => WritePairs(pairs), json => ReadPairs(json));

    private sealed class DhcpOptionsConverter() : ValueConverter<IReadOnlyList<ExtraDhcpOption>, string>(
        options => WriteOptions(options), json => ReadOptions(json));
}
