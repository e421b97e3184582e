using System.Linq.Expressions;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Ports;

/// <summary>
/// The list filter <c>fixed_ips=key=value</c>. Values of one key are alternatives; all keys must hold on the same address.
/// Unknown keys are ignored.
/// </summary>
internal static class FixedIpFilter
{
    /// <summary>Builds the condition.</summary>
    /// <exception cref="AttributeFormatException">A text is not of the form key=value.</exception>
    public static Expression<Func<Port, bool>> Matches(IReadOnlyList<string> texts)
    {
        var pairs = texts.Where(text => text != "True").Select(ReadPair).ToLookup(pair => pair.Key, pair => pair.Value);
        var parts = pairs["ip_address_substr"].Select(part => part.ToLowerInvariant()).ToList();
        if (!pairs.Contains("ip_address") && !pairs.Contains("subnet_id") && parts.Count == 0)
            return port => true;

        var anyAddress = !pairs.Contains("ip_address");
        var anySubnet = !pairs.Contains("subnet_id");
        HostAddress[] addresses = [.. AttributeQuery.Values(AttributeTypes.IpAddress, [.. pairs["ip_address"]])];
        Guid[] subnets = [.. AttributeQuery.Values(AttributeTypes.Uuid, [.. pairs["subnet_id"]])];
        if (parts.Count == 0)
        {
            return port => port.Allocations.Any(held =>
                (anyAddress || addresses.Contains(held.IpAddress)) && (anySubnet || subnets.Contains(held.SubnetId)));
        }

        return port => port.Allocations.Any(held =>
            (anyAddress || addresses.Contains(held.IpAddress))
            && (anySubnet || subnets.Contains(held.SubnetId))
            && parts.Any(part => AddressText.Of(held.IpAddress).Contains(part)));
    }

    private static (string Key, string Value) ReadPair(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split > 0
            ? (text[..split].Trim(), text[(split + 1)..].Trim())
            : throw AttributeFormatException.Unconvertible($"'{ValueText.Cut(text)}' is not of the form <key>=[value]");
    }
}
