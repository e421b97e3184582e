using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Rbac;

namespace Quantum.Resources.Subnets;

/// <summary>A block of addresses of one version on a network, with what its ports are told by DHCP.</summary>
public sealed class Subnet : Resource, IOnNetwork, IShareable
{
    /// <summary>The network that the subnet belongs to; never changes.</summary>
    public Guid NetworkId { get; set; }

    /// <inheritdoc />
    public string NetworkTenantId { get; set; } = "";

    /// <summary>4 or 6.</summary>
    public int IpVersion { get; set; }

    /// <summary>The block; host bits are cleared.</summary>
    public IpCidr Cidr { get; set; }

    /// <summary>The pool that the block comes from; <c>null</c>: it was chosen freely.</summary>
    public Guid? SubnetPoolId { get; set; }

    /// <summary>The router's address, or <c>null</c> for none; need not lie in <see cref="Cidr"/>.</summary>
    public IPAddress? GatewayIp { get; set; }

    /// <summary>True when DHCP serves the subnet.</summary>
    public bool EnableDhcp { get; set; } = true;

    /// <summary>How routers announce the block (IPv6): one of <see cref="Ipv6Modes"/>; <c>null</c>: they do not.</summary>
    public string? Ipv6RaMode { get; set; }

    /// <summary>How hosts get their addresses (IPv6): one of <see cref="Ipv6Modes"/>; <c>null</c>: nothing is said.</summary>
    public string? Ipv6AddressMode { get; set; }

    /// <summary>True when hosts make their own addresses of the block and their MAC address, so that each has one and none is handed out.</summary>
    public bool HasAutomaticAddresses => Ipv6Modes.IsAutomatic(Ipv6RaMode) || Ipv6Modes.IsAutomatic(Ipv6AddressMode);

    /// <summary>The kinds of device whose ports get addresses from the subnet, as <c>device_owner</c> names them; empty: all.</summary>
    public IReadOnlyList<string> ServiceTypes { get; set; } = [];

    /// <summary>Copy of the network's setting.</summary>
    public bool Shared { get; set; }

    /// <inheritdoc />
    public bool SharedWithCaller { get; set; }

    /// <summary>The addresses that are handed out automatically, ascending and disjoint.</summary>
    public List<AllocationPool> AllocationPools { get; set; } = [];

    /// <summary>Name servers in the order of preference.</summary>
    public IReadOnlyList<IPAddress> DnsNameservers { get; set; } = [];

    /// <summary>Routes that DHCP hands to hosts.</summary>
    public IReadOnlyList<HostRoute> HostRoutes { get; set; } = [];
}
