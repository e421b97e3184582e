using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Quantum.Resources.Addressing;

/// <summary>
/// Arithmetic, order and strict parsing of addresses. IPv4 and IPv6 are separate spaces: an IPv4-mapped IPv6 address
/// stays IPv6. A zone id never takes part, and results carry none.
/// </summary>
public static class IpAddressMath
{
    /// <summary>Characters of the longest address text: eight groups with an embedded IPv4 address (INET6_ADDRSTRLEN - 1).</summary>
    private const int MaxTextLength = 45;

    /// <summary>The address as an unsigned number: 32 bits for IPv4, 128 bits for IPv6.</summary>
    public static UInt128 ToNumber(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var length);
        return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    /// <summary>The address of a family that has this number.</summary>
    /// <exception cref="ArgumentException">The family is neither IPv4 nor IPv6.</exception>
    /// <exception cref="OverflowException">The number has more bits than the family.</exception>
    public static IPAddress FromNumber(UInt128 number, AddressFamily family)
    {
        Span<byte> octets = stackalloc byte[16];
        switch (family)
        {
            case AddressFamily.InterNetwork:
                // Checked arithmetic: more than 32 bits throws OverflowException.
                BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)number);
                return new IPAddress(octets[..4]);
            case AddressFamily.InterNetworkV6:
                BinaryPrimitives.WriteUInt128BigEndian(octets, number);
                return new IPAddress(octets);
            default:
                throw new ArgumentException($"Address family {family} is neither IPv4 nor IPv6", nameof(family));
        }
    }

    /// <summary>Order of addresses: IPv4 before IPv6, then numeric.</summary>
    public static int Compare(IPAddress left, IPAddress right)
    {
        var byVersion = left.IpVersion().CompareTo(right.IpVersion());
        return byVersion != 0 ? byVersion : left.ToNumber().CompareTo(right.ToNumber());
    }

    /// <summary>The address <paramref name="count"/> steps further in the same family.</summary>
    /// <exception cref="OverflowException">The result lies beyond the last address of the family.</exception>
    public static IPAddress Add(this IPAddress address, UInt128 count) => FromNumber(address.ToNumber() + count, address.AddressFamily);

    /// <summary>The following address.</summary>
    /// <exception cref="OverflowException">The address is the last one of its family.</exception>
    public static IPAddress Next(this IPAddress address) => address.Add(UInt128.One);

    /// <summary>The preceding address.</summary>
    /// <exception cref="OverflowException">The address is the first one of its family.</exception>
    public static IPAddress Previous(this IPAddress address) =>
        FromNumber(address.ToNumber() - UInt128.One, address.AddressFamily);

    /// <summary>The <c>ip_version</c> of the API: 4 or 6.</summary>
    public static int IpVersion(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? 6 : 4;
    }

    /// <summary>
    /// Reads one address: a dotted quad of four decimal octets, or any IPv6 form of RFC 4291. Refused are forms that
    /// programs read differently (<c>10.1</c>, <c>010.0.0.1</c>), zone ids, brackets, prefix lengths, and blanks.
    /// </summary>
    public static bool TryParseAddress(string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text is null || text.Length > MaxTextLength)
            return false;
        return text.Contains(':') ? TryParseIpv6(text, out address) : TryParseIpv4(text, out address);
    }

    private static bool TryParseIpv6(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        // The platform parser also takes zones, brackets and ports, and leading zeros in an embedded IPv4 address.
        if (text.Any(c => !char.IsAsciiHexDigit(c) && c is not (':' or '.')))
            return false;
        if (text.Contains('.') && !TryParseIpv4(text[(text.LastIndexOf(':') + 1)..], out _))
            return false;
        return IPAddress.TryParse(text, out address);
    }

    private static bool TryParseIpv4(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        var parts = text.Split('.');
        if (parts.Length != 4)
            return false;
        Span<byte> octets = stackalloc byte[4];
        for (var i = 0; i < parts.Length; i++)
            if (!TryParseDecimal(parts[i], byte.MaxValue, out octets[i]))
                return false;
        address = new IPAddress(octets);
        return true;
    }

    /// <summary>Reads a number without sign, blanks or leading zeros.</summary>
    internal static bool TryParseDecimal(string text, byte maximum, out byte value)
    {
        value = 0;
        // The digits are checked one by one because the platform parser also takes trailing NUL characters.
        if ((text.StartsWith('0') && text.Length > 1) || !text.All(char.IsAsciiDigit))
            return false;
        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= maximum;
    }
}
