using Quantum.Resources.Attributes;

namespace Quantum.Resources.Trunks;

/// <summary>A port that carries the traffic of further ports, each told apart by its tag.</summary>
public sealed class Trunk : Resource, IHasStatus
{
    /// <summary>Administrative state; a trunk that is down cannot be changed otherwise.</summary>
    public bool AdminStateUp { get; set; } = true;

    /// <summary>What the data plane says.</summary>
    public ResourceStatus Status { get; set; } = ResourceStatus.Down;

    /// <summary>The parent port; never changes.</summary>
    public Guid PortId { get; set; }

    /// <summary>The ports that the parent carries.</summary>
    public List<SubPort> SubPorts { get; set; } = [];

    /// <summary>The ports that the parent carries, in the order of their tags.</summary>
    public IReadOnlyList<SubPortDetails> Details =>
        [.. SubPorts.OrderBy(port => port.SegmentationId).Select(port => new SubPortDetails(port.PortId, port.SegmentationType, port.SegmentationId))];
}
