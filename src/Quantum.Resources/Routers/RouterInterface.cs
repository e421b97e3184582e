namespace Quantum.Resources.Routers;

/// <summary>A router's presence on a subnet. Unique by router and subnet: the database decides who connects them.</summary>
public sealed class RouterInterface
{
    /// <summary>The router.</summary>
    public Guid RouterId { get; set; }

    /// <summary>The subnet.</summary>
    public Guid SubnetId { get; set; }

    /// <summary>The router's port, which has an address on the subnet.</summary>
    public Guid PortId { get; set; }
}
