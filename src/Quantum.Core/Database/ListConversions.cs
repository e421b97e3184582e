using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Resources.Addressing;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Database;

/// <summary>Keeps ordered lists that no query looks into as JSON in their owner's row.</summary>
internal static class ListConversions
{
    /// <summary>A list of pairs: destination, next hop.</summary>
    public static void HasRoutesConversion(this PropertyBuilder<IReadOnlyList<HostRoute>> property) =>
        property.HasConversion(new RoutesConverter(), Comparer<HostRoute>());

    /// <summary>A list of texts; empty in rows that are older than its column.</summary>
    public static void HasTextsConversion(this PropertyBuilder<IReadOnlyList<string>> property) =>
        property.HasDefaultValueSql("'[]'").HasConversion(new TextsConverter(), Comparer<string>());

    /// <summary>A list of addresses.</summary>
    public static void HasAddressesConversion(this PropertyBuilder<IReadOnlyList<IPAddress>> property) =>
        property.HasConversion(new AddressesConverter(), Comparer<IPAddress>());

    /// <summary>A list of blocks.</summary>
    public static void HasPrefixesConversion(this PropertyBuilder<IReadOnlyList<IpCidr>> property) =>
        property.HasConversion(new PrefixesConverter(), Comparer<IpCidr>());

    /// <summary>Lists are equal when their items are.</summary>
    public static ValueComparer<IReadOnlyList<T>> Comparer<T>() => new(
        (left, right) => left!.SequenceEqual(right!),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list);

    private static IReadOnlyList<IPAddress> ReadAddresses(string json) =>
        [.. JsonSerializer.Deserialize<string[]>(json)!.Select(IPAddress.Parse)];

    private static IReadOnlyList<HostRoute> ReadRoutes(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => new HostRoute(IpCidr.Parse(pair[0]), IPAddress.Parse(pair[1])))];

    private static IReadOnlyList<IpCidr> ReadPrefixes(string json) => [.. JsonSerializer.Deserialize<string[]>(json)!.Select(IpCidr.Parse)];

    private sealed class TextsConverter() : ValueConverter<IReadOnlyList<string>, string>(
        texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Default),
        json => JsonSerializer.Deserialize<string[]>(json, JsonSerializerOptions.Default)!);

    private sealed class AddressesConverter() : ValueConverter<IReadOnlyList<IPAddress>, string>(
        addresses => JsonSerializer.Serialize(addresses.Select(address => address.ToString()), JsonSerializerOptions.Default),
        json => ReadAddresses(json));

    private sealed class PrefixesConverter() : ValueConverter<IReadOnlyList<IpCidr>, string>(
        prefixes => JsonSerializer.Serialize(prefixes.Select(prefix => prefix.ToString()), JsonSerializerOptions.Default),
        json => ReadPrefixes(json));

    private sealed class RoutesConverter() : ValueConverter<IReadOnlyList<HostRoute>, string>(
        routes => JsonSerializer.Serialize(
            routes.Select(route => new[] { route.Destination.ToString(), route.NextHop.ToString() }), JsonSerializerOptions.Default),
        json => ReadRoutes(json));
}
