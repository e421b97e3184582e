using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Quantum.Resources.Addressing;

/// <summary>
/// A network address with its prefix length, such as <c>10.0.0.0/24</c>. Host bits are cleared on creation, so two
/// values are equal exactly when they hold the same addresses. The default value is <c>0.0.0.0/0</c>.
/// </summary>
public readonly record struct IpCidr : IComparable<IpCidr>
{
    private readonly UInt128 _first;
    private readonly byte _prefixLength;
    private readonly bool _isIpv6;

    /// <summary>Creates the network of this prefix length that contains the address.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix length is negative or above 32 (IPv4) or 128 (IPv6).</exception>
    public IpCidr(IPAddress address, int prefixLength)
    {
        _isIpv6 = address.IpVersion() == 6;
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, AddressBits);
        _prefixLength = (byte)prefixLength;
        _first = address.ToNumber() & ~HostMask;
    }

    /// <summary>The network address.</summary>
    public IPAddress Network => IpAddressMath.FromNumber(_first, Family);

    /// <summary>The number of leading bits that all addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength => _prefixLength;

    /// <summary>The <c>ip_version</c> of the API: 4 or 6.</summary>
    public int IpVersion => _isIpv6 ? 6 : 4;

    /// <summary>The lowest address, which is the network address.</summary>
    public IPAddress First => Network;

    /// <summary>The highest address, which is the broadcast address in IPv4.</summary>
    public IPAddress Last => IpAddressMath.FromNumber(LastNumber, Family);

    /// <summary>
    /// The address after the network address: the gateway when a request names none. It lies outside a network of one
    /// address, and is the network address itself where no further address exists.
    /// </summary>
    public IPAddress FirstHost => _first == AllBits ? Network : Network.Next();

    /// <summary>
    /// The addresses strictly between the network address and the last one, from which allocation pools are taken;
    /// null where there are none (the two longest prefix lengths).
    /// </summary>
    public IpRange? HostRange => HasEdges ? new IpRange(First.Next(), Last.Previous()) : null;

    /// <summary>The number of addresses; <see cref="UInt128.MaxValue"/> for <c>::/0</c>, which has one more.</summary>
    public UInt128 Count => HostMask == UInt128.MaxValue ? UInt128.MaxValue : HostMask + UInt128.One;

    private AddressFamily Family => _isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    private int AddressBits => _isIpv6 ? 128 : 32;

    private UInt128 AllBits => _isIpv6 ? UInt128.MaxValue : uint.MaxValue;

    // A shift by the full width would shift by nothing (C# takes the count modulo 128), hence the exception for /128.
    private UInt128 HostMask => _prefixLength == 128 ? UInt128.Zero : AllBits >> _prefixLength;

    private UInt128 LastNumber => _first | HostMask;

    // RFC 3021 and RFC 6164: on point-to-point links of two addresses neither is set apart.
    private bool HasEdges => _prefixLength < AddressBits - 1;

    /// <summary>Whether the first network sorts before the second.</summary>
    public static bool operator <(IpCidr left, IpCidr right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first network sorts after the second.</summary>
    public static bool operator >(IpCidr left, IpCidr right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first network sorts before the second or equals it.</summary>
    public static bool operator <=(IpCidr left, IpCidr right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first network sorts after the second or equals it.</summary>
    public static bool operator >=(IpCidr left, IpCidr right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Reads <c>address/prefix-length</c>, or for IPv4 <c>address/netmask</c>, and clears host bits. The slash is
    /// required, and the address must be complete: <c>10.3/16</c> is refused.
    /// </summary>
    public static bool TryParse(string? text, out IpCidr cidr)
    {
        cidr = default;
        if (text?.Split('/') is not [var addressText, var prefixText]
            || !IpAddressMath.TryParseAddress(addressText, out var address)
            || !TryParsePrefixLength(prefixText, address, out var prefixLength))
            return false;
        cidr = new IpCidr(address, prefixLength);
        return true;
    }

    /// <summary>Reads text that is known to be valid, such as a stored value.</summary>
    /// <exception cref="FormatException"><see cref="TryParse"/> refuses the text.</exception>
    public static IpCidr Parse(string text) =>
        TryParse(text, out var cidr) ? cidr : throw new FormatException($"'{text}' is not an IP network");

    /// <summary>Whether the address belongs to this network. An address of the other IP version never does.</summary>
    public bool Contains(IPAddress address) =>
        address.IpVersion() == IpVersion && (address.ToNumber() & ~HostMask) == _first;

    /// <summary>Whether both networks have an address in common, which means that one contains the other.</summary>
    public bool Overlaps(IpCidr other) =>
        _isIpv6 == other._isIpv6 && _first <= other.LastNumber && other._first <= LastNumber;

    /// <summary>
    /// Whether a port may have the address: inside, and neither the network address nor the last one. Everything inside
    /// is usable for the two longest prefix lengths, where these are not set apart.
    /// </summary>
    public bool IsUsableHost(IPAddress address)
    {
        if (!Contains(address))
            return false;
        var number = address.ToNumber();
        return !HasEdges || (number != _first && number != LastNumber);
    }

    /// <summary>Order: IPv4 before IPv6, then network address, then the larger network first.</summary>
    public int CompareTo(IpCidr other) =>
        (IpVersion, _first, _prefixLength).CompareTo((other.IpVersion, other._first, other._prefixLength));

    /// <summary>The canonical text, such as <c>10.0.0.0/24</c> or <c>fd00::/64</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Network}/{PrefixLength}");

    private static bool TryParsePrefixLength(string text, IPAddress address, out byte prefixLength)
    {
        var isIpv4 = address.IpVersion() == 4;
        if (IpAddressMath.TryParseDecimal(text, (byte)(isIpv4 ? 32 : 128), out prefixLength))
            return true;
        return isIpv4 && TryParseNetmask(text, out prefixLength);
    }

    private static bool TryParseNetmask(string text, out byte prefixLength)
    {
        prefixLength = 0;
        if (!IpAddressMath.TryParseAddress(text, out var mask) || mask.IpVersion() != 4)
            return false;
        var bits = (uint)mask.ToNumber();
        prefixLength = (byte)BitOperations.LeadingZeroCount(~bits);
        // Contiguous: no bit is set after the leading ones.
        return BitOperations.PopCount(bits) == prefixLength;
    }
}
