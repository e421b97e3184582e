using Quantum.Core.Ipam;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ports;

/// <summary>What makes the addresses that a port asks for valid, as far as the network's subnets tell.</summary>
public static class PortRules
{
    /// <summary>Decides the subnet of every address asked for, in order.</summary>
    /// <param name="networkId">The port's network.</param>
    /// <param name="wanted">What the client asks for.</param>
    /// <param name="subnets">The network's subnets, in order of creation.</param>
    /// <param name="foreign">The subnets among those named that the caller sees on another network.</param>
    public static IReadOnlyList<AddressRequest> Resolve(
        Guid networkId, IReadOnlyList<FixedIp> wanted, IReadOnlyList<Subnet> subnets, IReadOnlyList<Guid> foreign) =>
        [.. wanted.Select((item, position) => new AddressRequest(SubnetOf(networkId, item, subnets, foreign), item.IpAddress, position))];

    /// <summary>The subnets among the network's that serve the port's kind of device; a DHCP server is on all that it serves.</summary>
    public static IReadOnlyList<Subnet> SubnetsFor(Port port, IEnumerable<Subnet> subnets) =>
    [
        .. subnets.Where(subnet => subnet.ServiceTypes.Count == 0
            || subnet.ServiceTypes.Contains(port.DeviceOwner)
            || (subnet.EnableDhcp && port.DeviceOwner == DeviceOwners.Dhcp)),
    ];

    /// <summary>What remains to be handed out: naming a subnet of automatic addresses asks for what the port gets anyway.</summary>
    /// <exception cref="AllocationOnAutoAddressSubnetException">Such a subnet is asked for an address that the port does not have.</exception>
    public static IReadOnlyList<AddressRequest> WithoutAutomatic(Port port, IReadOnlyList<AddressRequest> requests)
    {
        var automatic = requests.Where(item => AutomaticAddresses.Rule(item.Subnet, port)).ToList();
        var chosen = automatic.Find(item => item.Address is { } address
            && !port.Allocations.Exists(held => held.SubnetId == item.Subnet.Id && held.IpAddress.Address.Equals(address)));
        return chosen is null
            ? [.. requests.Except(automatic)]
            : throw new AllocationOnAutoAddressSubnetException(chosen.Address!, chosen.Subnet.Id);
    }

    private static Subnet SubnetOf(Guid networkId, FixedIp item, IReadOnlyList<Subnet> subnets, IReadOnlyList<Guid> foreign)
    {
        if (item.SubnetId is not { } id)
        {
            var address = item.IpAddress ?? throw new InvalidInputException("IP allocation requires subnet_id or ip_address");
            return subnets.FirstOrDefault(subnet => subnet.Cidr.IsUsableHost(address)) ?? throw new InvalidIpForNetworkException(address);
        }

        if (subnets.FirstOrDefault(subnet => subnet.Id == id) is not { } found)
        {
            throw foreign.Contains(id)
                ? new InvalidInputException($"Failed to create port on network {networkId}, because fixed_ips included invalid subnet {id}")
                : new SubnetNotFoundException(id.ToString());
        }

        if (item.IpAddress is { } wanted && !found.Cidr.IsUsableHost(wanted))
            throw new InvalidIpForSubnetException(wanted);
        return found;
    }
}
