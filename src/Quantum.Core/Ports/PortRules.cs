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
