using System.Net;
using Quantum.Core.Ipam;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

/// <summary>What makes a subnet valid, as far as its own values tell. Checks run in the order of the API; the first failure counts.</summary>
public static class SubnetRules
{
    /// <summary>Block, gateway, name servers and routes are of the subnet's IP version and within the limits.</summary>
    /// <param name="subnet">The subnet after the change.</param>
    /// <param name="label">How limit messages call it.</param>
    /// <param name="options">The limits.</param>
    public static void Check(Subnet subnet, string label, IpamOptions options)
    {
        DemandVersion("cidr", subnet.Cidr.ToString(), subnet.Cidr.IpVersion, subnet.IpVersion);
        if (subnet.GatewayIp is { } gateway)
        {
            DemandVersion("gateway_ip", gateway.ToString(), gateway.IpVersion(), subnet.IpVersion);
            if (options.ForceGatewayOnSubnet && !subnet.Cidr.IsUsableHost(gateway))
                throw new InvalidInputException("Gateway is not valid on subnet");
        }

        if (subnet.DnsNameservers.Count > options.MaxDnsNameservers)
            throw new DnsNameServersExhaustedException(label, options.MaxDnsNameservers);
        foreach (var server in subnet.DnsNameservers)
            DemandVersion("dns_nameserver", server.ToString(), server.IpVersion(), subnet.IpVersion);

        if (subnet.HostRoutes.Count > options.MaxSubnetHostRoutes)
            throw new HostRoutesExhaustedException(label, options.MaxSubnetHostRoutes);
        foreach (var route in subnet.HostRoutes)
        {
            DemandVersion("nexthop", route.NextHop.ToString(), route.NextHop.IpVersion(), subnet.IpVersion);
            DemandVersion("destination", route.Destination.ToString(), route.Destination.IpVersion, subnet.IpVersion);
        }
    }

    /// <summary>The modes fit each other, DHCP and the block.</summary>
    public static void CheckModes(Subnet subnet)
    {
        var modes = new[] { ("ipv6_ra_mode", subnet.Ipv6RaMode), ("ipv6_address_mode", subnet.Ipv6AddressMode) }.Where(mode => mode.Item2 is not null).ToList();
        if (modes.Count == 0)
            return;

        if (subnet.IpVersion == 4)
            throw new InvalidInputException($"{modes[0].Item1} is not valid when ip_version is 4");
        if (!subnet.EnableDhcp)
            throw new InvalidInputException("ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False");
        if (modes.Count == 2 && modes[0].Item2 != modes[1].Item2)
        {
            throw new InvalidInputException(
                $"ipv6_ra_mode set to '{subnet.Ipv6RaMode}' with ipv6_address_mode set to '{subnet.Ipv6AddressMode}' is not valid. "
                + "If both attributes are set, they must be the same value");
        }

        if (subnet.HasAutomaticAddresses && subnet.Cidr.PrefixLength != Eui64.PrefixLength)
        {
            throw new InvalidInputException(
                $"Invalid CIDR {subnet.Cidr} for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64");
        }
    }

    /// <summary>All addresses of the block but the first, the last and the gateway.</summary>
    public static List<AllocationPool> DefaultPools(IpCidr cidr, IPAddress? gateway)
    {
        if (cidr.HostRange is not { } hosts)
            return [];

        IReadOnlyList<IpRange> ranges = gateway is not null && gateway.AddressFamily == hosts.First.AddressFamily ? hosts.Subtract(gateway) : [hosts];
        return [.. ranges.Select(AllocationPool.Of)];
    }

    /// <summary>Each pool is a run of the subnet's usable addresses; pools share no address and leave out the gateway.</summary>
    public static void CheckPools(Subnet subnet)
    {
        foreach (var pool in subnet.AllocationPools)
        {
            if (pool.FirstIp.Address.IpVersion() != subnet.IpVersion || !IpRange.TryCreate(pool.FirstIp, pool.LastIp, out var range))
                throw new InvalidAllocationPoolException($"{pool.FirstIp}-{pool.LastIp}");
            if (subnet.Cidr.HostRange is not { } hosts || !hosts.Contains(range))
                throw new OutOfBoundsAllocationPoolException(range, subnet.Cidr);
        }

        var pools = subnet.AllocationPools.Select(pool => pool.Range).Order().ToList();
        foreach (var (first, second) in pools.Zip(pools.Skip(1)))
        {
            if (first.Overlaps(second))
                throw new OverlappingAllocationPoolsException(first, second, subnet.Cidr);
        }

        CheckGateway(subnet);
    }

    /// <summary>The gateway is in no pool.</summary>
    public static void CheckGateway(Subnet subnet)
    {
        if (subnet.GatewayIp is not { } gateway)
            return;

        foreach (var pool in subnet.AllocationPools)
        {
            if (pool.Range.Contains(gateway))
                throw new GatewayConflictWithAllocationPoolsException(pool.Range, gateway, subnet.Cidr);
        }
    }

    /// <summary>No address of the block belongs to another subnet.</summary>
    public static void CheckOverlap(Subnet subnet, IEnumerable<IpCidr> others)
    {
        if (others.Any(subnet.Cidr.Overlaps))
        {
            throw new InvalidInputException(
                $"Requested subnet with cidr: {subnet.Cidr} for network: {subnet.NetworkId} overlaps with another subnet");
        }
    }

    private static void DemandVersion(string attribute, string value, int version, int wanted)
    {
        if (version != wanted)
            throw new InvalidInputException(FormattableString.Invariant($"{attribute} '{value}' does not match the ip_version '{wanted}'"));
    }
}
