namespace Quantum.Resources.Attributes;

/// <summary>A resource whose data plane has a state.</summary>
public interface IHasStatus
{
    /// <summary>What the data plane last said.</summary>
    ResourceStatus Status { get; set; }
}
