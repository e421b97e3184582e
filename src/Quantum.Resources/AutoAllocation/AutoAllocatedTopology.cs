namespace Quantum.Resources.AutoAllocation;

/// <summary>What was made for a tenant that asked for a network without knowing any.</summary>
public sealed class AutoAllocatedTopology
{
    /// <summary>The tenant; it has one at most.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>The tenant's network.</summary>
    public Guid NetworkId { get; set; }

    /// <summary>The router that leads out of it, or <c>null</c> when it is gone.</summary>
    public Guid? RouterId { get; set; }
}
