using Quantum.Resources.Ports;

namespace Quantum.Resources.Routers;

/// <summary>A router's way out. In a request everything but the network may be left open.</summary>
/// <param name="NetworkId">The external network.</param>
/// <param name="EnableSnat">True when hosts without a floating IP leave through the gateway's address; <c>null</c> in a request: true.</param>
/// <param name="ExternalFixedIps">The router's addresses there; <c>null</c> in a request: as they are, at first one of each IP version.</param>
public sealed record ExternalGateway(Guid NetworkId, bool? EnableSnat, IReadOnlyList<FixedIp>? ExternalFixedIps)
{
    /// <summary>The QoS policy that traffic through the gateway follows; <c>null</c>: none of its own.</summary>
    public Guid? QosPolicyId { get; init; }

    /// <summary>True for a request that says nothing about the policy, which stays as it is.</summary>
    public bool KeepsQosPolicy { get; init; }
}
