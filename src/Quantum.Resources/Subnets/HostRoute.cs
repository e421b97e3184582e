using System.Net;
using Quantum.Resources.Addressing;

namespace Quantum.Resources.Subnets;

/// <summary>A route that DHCP hands to the hosts of a subnet.</summary>
/// <param name="Destination">Where to.</param>
/// <param name="NextHop">Through which address; need not lie in the subnet.</param>
public sealed record HostRoute(IpCidr Destination, IPAddress NextHop);
