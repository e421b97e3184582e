namespace Quantum.Resources.SecurityGroups;

/// <summary>A port is guarded by a security group.</summary>
public sealed class PortSecurityGroup
{
    /// <summary>The port.</summary>
    public Guid PortId { get; set; }

    /// <summary>The group; it cannot be deleted meanwhile.</summary>
    public Guid SecurityGroupId { get; set; }
}
