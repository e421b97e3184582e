using System.Net;

namespace Quantum.Resources.Addressing;

/// <summary>
/// An <see cref="IPAddress"/> with an order (IPv4 before IPv6, then by number) and value semantics, for keys and range
/// conditions. Converts both ways by itself.
/// </summary>
public readonly record struct HostAddress : IComparable<HostAddress>
{
    private readonly IPAddress? _address;

    private HostAddress(IPAddress address) => _address = address;

    /// <summary>The address; <c>0.0.0.0</c> for the default value.</summary>
    public IPAddress Address => _address ?? IPAddress.Any;

    /// <summary>Wraps an address.</summary>
    public static implicit operator HostAddress(IPAddress address) => new(address);

    /// <summary>Unwraps the address.</summary>
    public static implicit operator IPAddress(HostAddress address) => address.Address;

    /// <summary>Wraps an address.</summary>
    public static HostAddress FromIPAddress(IPAddress address) => new(address);

    /// <summary>Unwraps the address.</summary>
    public IPAddress ToIPAddress() => Address;

    /// <summary>Sorts before.</summary>
    public static bool operator <(HostAddress left, HostAddress right) => left.CompareTo(right) < 0;

    /// <summary>Sorts behind.</summary>
    public static bool operator >(HostAddress left, HostAddress right) => left.CompareTo(right) > 0;

    /// <summary>Sorts before or is equal.</summary>
    public static bool operator <=(HostAddress left, HostAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Sorts behind or is equal.</summary>
    public static bool operator >=(HostAddress left, HostAddress right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public int CompareTo(HostAddress other) => IpAddressMath.Compare(Address, other.Address);

    /// <inheritdoc />
    public bool Equals(HostAddress other) => Address.Equals(other.Address);

    /// <inheritdoc />
    public override int GetHashCode() => Address.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => Address.ToString();
}
