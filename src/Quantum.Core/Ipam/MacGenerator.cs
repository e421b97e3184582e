using System.Security.Cryptography;
using Quantum.Resources.Addressing;

namespace Quantum.Core.Ipam;

/// <summary>Makes random MAC addresses below the configured prefix.</summary>
public sealed class MacGenerator(IpamOptions options, RandomNumberGenerator random)
{
    private const int ShortPrefix = 3;
    private readonly byte[] _base = MacAddress.Parse(options.BaseMac).ToOctets();

    /// <summary>A random address; whether it is free on a network is for the database to say.</summary>
    public MacAddress Next()
    {
        var octets = (byte[])_base.Clone();
        var prefix = _base[ShortPrefix] == 0 ? ShortPrefix : ShortPrefix + 1;
        random.GetBytes(octets.AsSpan(prefix));
        return MacAddress.FromOctets(octets);
    }
}
