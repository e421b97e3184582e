using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Qos;

namespace Quantum.Resources.FloatingIps;

/// <summary>An address of an external network that a router maps to a port's fixed IP.</summary>
public sealed class FloatingIp : Resource, IHasStatus, IQosTarget
{
    /// <inheritdoc />
    public Guid? QosPolicyId { get; set; }

    /// <summary><c>ACTIVE</c> while associated, else <c>DOWN</c>.</summary>
    public ResourceStatus Status { get; set; } = ResourceStatus.Down;

    /// <summary>The external network; never changes.</summary>
    public Guid FloatingNetworkId { get; set; }

    /// <summary>The address; never changes.</summary>
    public IPAddress FloatingIpAddress { get; set; } = IPAddress.None;

    /// <summary>The port that holds the address on the external network.</summary>
    public Guid FloatingPortId { get; set; }

    /// <summary>The port that the address is mapped to, or <c>null</c>.</summary>
    public Guid? PortId { get; set; }

    /// <summary>The port of <see cref="PortId"/>, where it was read.</summary>
    public Port? Port { get; set; }

    /// <summary>The fixed IP of the port; <c>null</c> when there is no port.</summary>
    public HostAddress? FixedIpAddress { get; set; }

    /// <summary>The router that does the mapping; <c>null</c> when there is no port.</summary>
    public Guid? RouterId { get; set; }

    /// <summary>The name in DNS, below <see cref="DnsDomain"/>; empty: none.</summary>
    public string DnsName { get; set; } = "";

    /// <summary>The domain of <see cref="DnsName"/>; ends with a dot.</summary>
    public string DnsDomain { get; set; } = "";

    /// <summary>
    /// While the mapping is changed, the router that did it before; otherwise, and when there was none, <c>null</c>. Not kept.
    /// </summary>
    public Guid? FormerRouterId { get; set; }
}
