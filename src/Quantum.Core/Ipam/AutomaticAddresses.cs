using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ipam;

/// <summary>
/// The addresses that hosts make of their MAC address: every port on the network has one of each subnet that says so, whatever else
/// it asks for. Router interfaces have the addresses that they ask for.
/// </summary>
internal static class AutomaticAddresses
{
    /// <summary>True when the port has such an address of the subnet, and no other.</summary>
    public static bool Rule(Subnet subnet, Port port) => subnet.HasAutomaticAddresses && port.DeviceOwner != DeviceOwners.RouterInterface;

    /// <summary>True when the port holds the address of the subnet by the rule, but made of another MAC address.</summary>
    public static bool IsStale(IpAllocation held, Subnet subnet, Port port) =>
        held.SubnetId == subnet.Id && Rule(subnet, port) && !held.IpAddress.Address.Equals(Eui64.Address(subnet.Cidr, port.MacAddress));

    /// <summary>Gives the ports their addresses of the subnet, unless they have them.</summary>
    public static async Task GiveAsync(ChangeScope scope, Subnet subnet, IEnumerable<Port> ports, CancellationToken cancellationToken)
    {
        var rows = ports.Where(port => Rule(subnet, port) && port.Allocations.TrueForAll(held => held.SubnetId != subnet.Id))
            .Select(port => new IpAllocation
            {
                SubnetId = subnet.Id,
                IpAddress = Eui64.Address(subnet.Cidr, port.MacAddress),
                PortId = port.Id,
                Position = port.Allocations.Count,
            })
            .ToList();
        var refused = await AddressClaim.InsertAsync(scope.Transaction, rows, cancellationToken);
        if (refused.Count > 0)
            throw new IpAddressAlreadyAllocatedException(subnet.NetworkId, subnet.Id, refused[0].IpAddress);
    }

    /// <summary>Gives all ports that are on the network their addresses of a new subnet.</summary>
    public static async Task GiveToAllAsync(ChangeScope scope, Subnet subnet, CancellationToken cancellationToken)
    {
        var ports = await scope.Db.Ports.Include(port => port.Allocations)
            .Where(port => port.NetworkId == subnet.NetworkId && port.DeviceOwner != DeviceOwners.RouterInterface)
            .ToListAsync(cancellationToken);
        await GiveAsync(scope, subnet, ports, cancellationToken);
        foreach (var port in ports)
        {
            port.Touch(scope.Transaction.Now);
            scope.Record(ChangeKind.Update, port);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
