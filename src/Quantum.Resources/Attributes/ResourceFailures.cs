using Quantum.Resources.Errors;

namespace Quantum.Resources.Attributes;

/// <summary>
/// What documents say of a resource's refusals: one sample of each that clients should be ready for. Those that every resource
/// has (not found, policy, quota, revision) go without saying.
/// </summary>
public sealed record ResourceFailures
{
    /// <summary>The id that samples name.</summary>
    public static readonly Guid SampleId = Guid.Parse("7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10");

    /// <summary>Refusals of POST.</summary>
    public IReadOnlyList<QuantumException> Create { get; init; } = [];

    /// <summary>Refusals of PUT.</summary>
    public IReadOnlyList<QuantumException> Update { get; init; } = [];

    /// <summary>Refusals of POST and PUT that clients of 2012 cannot meet.</summary>
    public IReadOnlyList<QuantumException> Younger { get; init; } = [];

    /// <summary>Refusals of DELETE.</summary>
    public IReadOnlyList<QuantumException> Delete { get; init; } = [];
}
