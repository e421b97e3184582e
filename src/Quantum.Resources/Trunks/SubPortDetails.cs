namespace Quantum.Resources.Trunks;

/// <summary>A port of a trunk, as requests ask for it and answers show it.</summary>
/// <param name="PortId">The port.</param>
/// <param name="SegmentationType">The kind of the tag; in a request <c>inherit</c> means that of the port's network, <c>null</c> that it was not sent.</param>
/// <param name="SegmentationId">The tag; <c>null</c> in a request that does not send it.</param>
public sealed record SubPortDetails(Guid PortId, string? SegmentationType, int? SegmentationId)
{
    /// <summary>The kind that stands for the network's own.</summary>
    public const string Inherit = "inherit";

    /// <summary>The kind that trunks have.</summary>
    public const string Vlan = "vlan";
}
