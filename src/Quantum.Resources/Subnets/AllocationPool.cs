using Quantum.Resources.Addressing;

namespace Quantum.Resources.Subnets;

/// <summary>A run of addresses of a subnet that may be handed out; both ends are included.</summary>
public sealed class AllocationPool
{
    /// <summary>The subnet.</summary>
    public Guid SubnetId { get; set; }

    /// <summary>Lowest address.</summary>
    public required HostAddress FirstIp { get; set; }

    /// <summary>Highest address.</summary>
    public required HostAddress LastIp { get; set; }

    /// <summary>The pool as a range.</summary>
    public IpRange Range => new(FirstIp, LastIp);

    /// <summary>A pool of that range.</summary>
    public static AllocationPool Of(IpRange range) => new() { FirstIp = range.First, LastIp = range.Last };
}
