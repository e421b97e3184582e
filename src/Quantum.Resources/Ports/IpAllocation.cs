using Quantum.Resources.Addressing;

namespace Quantum.Resources.Ports;

/// <summary>One address of a subnet that is taken. Unique by subnet and address: the database decides who gets it.</summary>
public sealed class IpAllocation
{
    /// <summary>The subnet.</summary>
    public Guid SubnetId { get; set; }

    /// <summary>The address.</summary>
    public required HostAddress IpAddress { get; set; }

    /// <summary>The port that holds the address, or <c>null</c> when it was released and is held until its lease ends.</summary>
    public Guid? PortId { get; set; }

    /// <summary>Place among the port's addresses, from 0.</summary>
    public int Position { get; set; }

    /// <summary>End of the lease, UTC: until then a released address is held back; <c>null</c>: it is free at once.</summary>
    public DateTime? ExpiresAt { get; set; }
}
