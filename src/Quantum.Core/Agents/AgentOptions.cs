using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Agents;

/// <summary>How agents are watched; section <c>Quantum</c>.</summary>
public sealed class AgentOptions
{
    /// <summary>Seconds after its last report from which on an agent counts as dead. Default 75.</summary>
    [Range(1, int.MaxValue)]
    public int AgentDownTime { get; set; } = 75;

    /// <summary>The availability zone that there is even without agents. Default <c>nova</c>; empty: none.</summary>
    [MaxLength(255)]
    public string DefaultAvailabilityZone { get; set; } = "nova";
}
