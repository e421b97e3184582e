using System.Net;
using System.Net.Sockets;

namespace Quantum.Resources.Addressing;

/// <summary>
/// An unbroken run of addresses of one IP version, both ends included. The default value holds only <c>0.0.0.0</c>.
/// </summary>
public readonly record struct IpRange : IComparable<IpRange>
{
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly bool _isIpv6;

    /// <summary>Creates the range from the first to the last address.</summary>
    /// <exception cref="ArgumentException">The IP versions differ, or the last address is before the first.</exception>
    public IpRange(IPAddress first, IPAddress last)
    {
        if (!AreEnds(first, last))
            throw new ArgumentException($"{first} and {last} are not the first and last address of a range", nameof(last));
        _first = first.ToNumber();
        _last = last.ToNumber();
        _isIpv6 = first.IpVersion() == 6;
    }

    private IpRange(UInt128 first, UInt128 last, bool isIpv6)
    {
        _first = first;
        _last = last;
        _isIpv6 = isIpv6;
    }

    /// <summary>The lowest address.</summary>
    public IPAddress First => IpAddressMath.FromNumber(_first, Family);

    /// <summary>The highest address.</summary>
    public IPAddress Last => IpAddressMath.FromNumber(_last, Family);

    /// <summary>The <c>ip_version</c> of the API: 4 or 6.</summary>
    public int IpVersion => _isIpv6 ? 6 : 4;

    /// <summary>The number of addresses; <see cref="UInt128.MaxValue"/> for all of IPv6, which has one more.</summary>
    public UInt128 Count => _last - _first == UInt128.MaxValue ? UInt128.MaxValue : _last - _first + UInt128.One;

    private AddressFamily Family => _isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    /// <summary>Whether the first range sorts before the second.</summary>
    public static bool operator <(IpRange left, IpRange right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first range sorts after the second.</summary>
    public static bool operator >(IpRange left, IpRange right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first range sorts before the second or equals it.</summary>
    public static bool operator <=(IpRange left, IpRange right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first range sorts after the second or equals it.</summary>
    public static bool operator >=(IpRange left, IpRange right) => left.CompareTo(right) >= 0;

    /// <summary>Creates a range from ends that a client gave; false if versions differ or the last is before the first.</summary>
    public static bool TryCreate(IPAddress first, IPAddress last, out IpRange range)
    {
        var valid = AreEnds(first, last);
        range = valid ? new IpRange(first, last) : default;
        return valid;
    }

    /// <summary>Splits the range into its ends.</summary>
    public void Deconstruct(out IPAddress first, out IPAddress last) => (first, last) = (First, Last);

    /// <summary>Whether the address lies in the range. An address of the other IP version never does.</summary>
    public bool Contains(IPAddress address) =>
        address.IpVersion() == IpVersion && address.ToNumber() is var number && _first <= number && number <= _last;

    /// <summary>Whether all addresses of the other range lie in this one.</summary>
    public bool Contains(IpRange other) => _isIpv6 == other._isIpv6 && _first <= other._first && other._last <= _last;

    /// <summary>Whether both ranges have an address in common.</summary>
    public bool Overlaps(IpRange other) => _isIpv6 == other._isIpv6 && _first <= other._last && other._first <= _last;

    /// <summary>What remains without the address: none, one or two ranges, ascending.</summary>
    public IReadOnlyList<IpRange> Subtract(IPAddress address) => Subtract(new IpRange(address, address));

    /// <summary>What remains without the addresses of the other range: none, one or two ranges, ascending.</summary>
    public IReadOnlyList<IpRange> Subtract(IpRange other)
    {
        if (!Overlaps(other))
            return [this];
        var remaining = new List<IpRange>(capacity: 2);
        if (_first < other._first)
            remaining.Add(new IpRange(_first, other._first - UInt128.One, _isIpv6));
        if (other._last < _last)
            remaining.Add(new IpRange(other._last + UInt128.One, _last, _isIpv6));
        return remaining;
    }

    /// <summary>Order: IPv4 before IPv6, then first address, then last address.</summary>
    public int CompareTo(IpRange other) => (IpVersion, _first, _last).CompareTo((other.IpVersion, other._first, other._last));

    /// <summary>Both ends joined by a dash, such as <c>10.0.0.2-10.0.0.254</c>.</summary>
    public override string ToString() => $"{First}-{Last}";

    private static bool AreEnds(IPAddress first, IPAddress last) =>
        first.IpVersion() == last.IpVersion() && IpAddressMath.Compare(first, last) <= 0;
}
