namespace Quantum.Resources.Trunks;

/// <summary>A port that a trunk carries. A port is carried once, and a trunk has a tag once: the database sees to it.</summary>
public sealed class SubPort
{
    /// <summary>The port.</summary>
    public Guid PortId { get; set; }

    /// <summary>The trunk.</summary>
    public Guid TrunkId { get; set; }

    /// <summary>The kind of the tag: <c>vlan</c>.</summary>
    public string SegmentationType { get; set; } = "";

    /// <summary>The tag.</summary>
    public int SegmentationId { get; set; }
}
