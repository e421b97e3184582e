using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Qos;
using Quantum.Resources.Subnets;

namespace Quantum.Resources.Routers;

/// <summary>Connects subnets of a tenant with each other and, through its gateway, with an external network.</summary>
public sealed class Router : Resource, IHasStatus, IQosTarget
{
    /// <summary>The policy of the traffic through the gateway, or <c>null</c>.</summary>
    public Guid? QosPolicyId { get; set; }

    /// <summary>Administrative state; stored only.</summary>
    public bool AdminStateUp { get; set; } = true;

    /// <summary>What the data plane says.</summary>
    public ResourceStatus Status { get; set; } = ResourceStatus.Active;

    /// <summary>The router's port on the external network, or <c>null</c>.</summary>
    public Guid? GatewayPortId { get; set; }

    /// <summary>The port of <see cref="GatewayPortId"/> with its addresses, where it was read.</summary>
    public Port? GatewayPort { get; set; }

    /// <summary>True when hosts without a floating IP leave through the gateway's address.</summary>
    public bool EnableSnat { get; set; } = true;

    /// <summary>Further routes, in the order of the request.</summary>
    public IReadOnlyList<HostRoute> Routes { get; set; } = [];

    /// <summary>The zones that the creator would like the router to be served from.</summary>
    public IReadOnlyList<string> AvailabilityZoneHints { get; set; } = [];

    /// <summary>The gateway as the API shows it, or <c>null</c>.</summary>
    public ExternalGateway? ExternalGateway => GatewayPort is { } port
        ? new(port.NetworkId, EnableSnat, port.FixedIps) { QosPolicyId = QosPolicyId }
        : null;
}
