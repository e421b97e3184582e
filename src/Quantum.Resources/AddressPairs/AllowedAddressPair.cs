using Quantum.Resources.Addressing;

namespace Quantum.Resources.AddressPairs;

/// <summary>Addresses besides its own that a port may send under.</summary>
/// <param name="IpAddress">An address or a block, as the client wrote it.</param>
/// <param name="MacAddress">The hardware address; <c>null</c> in a request: the port's.</param>
public sealed record AllowedAddressPair(string IpAddress, MacAddress? MacAddress)
{
    /// <summary>Refuses a pair that comes twice.</summary>
    /// <exception cref="DuplicateAddressPairInRequestException">One does.</exception>
    public static void DemandDistinct(IReadOnlyList<AllowedAddressPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var seen = new HashSet<AllowedAddressPair>();
        if (pairs.FirstOrDefault(pair => !seen.Add(pair)) is { } duplicate)
            throw new DuplicateAddressPairInRequestException(duplicate.MacAddress, duplicate.IpAddress);
    }
}
