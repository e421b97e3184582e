using System.Net;
using System.Net.Sockets;

namespace Quantum.Resources.Addressing;

/// <summary>Addresses that hosts make of their MAC address (RFC 4291, appendix A).</summary>
public static class Eui64
{
    /// <summary>The length of the prefixes that leave room for the rest.</summary>
    public const int PrefixLength = 64;

    private const ulong Filling = 0xfffe;
    private const ulong UniversalBit = 0x02;

    /// <summary>The address in a block of <see cref="PrefixLength"/> bits.</summary>
    public static IPAddress Address(IpCidr prefix, MacAddress mac)
    {
        var vendor = mac.Value >> 24;
        var device = mac.Value & 0xff_ffff;
        var host = (vendor << 40 | Filling << 24 | device) ^ (UniversalBit << 56);
        return IpAddressMath.FromNumber(prefix.Network.ToNumber() | host, AddressFamily.InterNetworkV6);
    }
}
