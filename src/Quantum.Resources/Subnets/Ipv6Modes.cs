using Quantum.Resources.Attributes;

namespace Quantum.Resources.Subnets;

/// <summary>How the hosts of an IPv6 subnet come to their addresses.</summary>
public static class Ipv6Modes
{
    /// <summary>From DHCP.</summary>
    public const string Stateful = "dhcpv6-stateful";

    /// <summary>From router advertisements; everything else from DHCP.</summary>
    public const string Stateless = "dhcpv6-stateless";

    /// <summary>From router advertisements (RFC 4862).</summary>
    public const string Slaac = "slaac";

    /// <summary>One of the modes, or none.</summary>
    internal static AttributeType<string?> Type { get; } =
        AttributeTypes.Text(Stateless.Length).OneOf(Stateful, Stateless, Slaac).OrNull();

    /// <summary>True when hosts make addresses of their MAC addresses.</summary>
    public static bool IsAutomatic(string? mode) => mode is Slaac or Stateless;
}
