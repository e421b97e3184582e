using System.Net;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ipam;

/// <summary>One address that a port asks for, with its subnet decided.</summary>
/// <param name="Subnet">The subnet.</param>
/// <param name="Address">The address, or <c>null</c> for the next free one.</param>
/// <param name="Position">Place among the port's addresses, from 0.</param>
public sealed record AddressRequest(Subnet Subnet, IPAddress? Address, int Position)
{
    /// <summary>True when an address that the port holds already will do.</summary>
    public bool IsMetBy(IpAllocation held, ApiProfile profile) =>
        held.SubnetId == Subnet.Id && (Address is null ? profile.KeepAddressesBySubnet : held.IpAddress.Address.Equals(Address));
}
