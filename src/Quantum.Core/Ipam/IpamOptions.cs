using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Ipam;

/// <summary>How addresses are handed out; section <c>Quantum</c>.</summary>
public sealed class IpamOptions
{
    /// <summary>
    /// Prefix of generated MAC addresses: three octets, or four when the fourth is not 00. Default <c>fa:16:3e:00:00:00</c>;
    /// must be a unicast address.
    /// </summary>
    [RegularExpression("^[0-9A-Fa-f][aceACE02468](:[0-9A-Fa-f]{2}){5}$", ErrorMessage = "must be a unicast MAC address with colons")]
    public string BaseMac { get; set; } = "fa:16:3e:00:00:00";

    /// <summary>Attempts to find a MAC address that is free on the network. Default 16.</summary>
    [Range(1, 1000)]
    public int MacGenerationRetries { get; set; } = 16;

    /// <summary>Largest number of name servers of a subnet. Default 5.</summary>
    [Range(0, 1000)]
    public int MaxDnsNameservers { get; set; } = 5;

    /// <summary>Largest number of host routes of a subnet. Default 20.</summary>
    [Range(0, 1000)]
    public int MaxSubnetHostRoutes { get; set; } = 20;

    /// <summary>Seconds that a lease lasts, and so the longest time a released address is held back. Default 120; -1: for ever.</summary>
    [Range(-1, int.MaxValue)]
    public int DhcpLeaseDuration { get; set; } = 120;

    /// <summary>Refuses a gateway outside its subnet. Default false.</summary>
    public bool ForceGatewayOnSubnet { get; set; }
}
