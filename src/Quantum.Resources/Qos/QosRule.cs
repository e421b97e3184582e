using Quantum.Resources.Attributes;

namespace Quantum.Resources.Qos;

/// <summary>One promise or limit of a QoS policy. A policy has at most one rule of a type for a direction.</summary>
/// <param name="type">The type, as policies show it: <c>bandwidth_limit</c>.</param>
public abstract class QosRule(string type) : Resource
{
    /// <summary>Traffic that leaves the port.</summary>
    public const string Egress = "egress";

    /// <summary>Traffic that reaches the port.</summary>
    public const string Ingress = "ingress";

    /// <summary>Traffic of both directions together.</summary>
    public const string Any = "any";

    /// <summary>The policy that the rule is part of; never changes.</summary>
    public Guid PolicyId { get; set; }

    /// <summary>The policy of <see cref="PolicyId"/>, where it was read.</summary>
    public QosPolicy? Policy { get; set; }

    /// <summary>The type.</summary>
    public string Type { get; set; } = type;

    /// <summary>
    /// <see cref="Egress"/> or <see cref="Ingress"/>, for some types <see cref="Any"/>; empty for rules that have no direction.
    /// </summary>
    public string Direction { get; set; } = "";
}

/// <summary>Traffic may not be faster.</summary>
public sealed class QosBandwidthLimitRule() : QosRule(TypeName)
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "bandwidth_limit";

    /// <summary>Limit in kbit/s.</summary>
    public int MaxKbps { get; set; }

    /// <summary>Burst in kbit; 0: the data plane's choice.</summary>
    public int MaxBurstKbps { get; set; }
}

/// <summary>Packets carry a mark.</summary>
public sealed class QosDscpMarkingRule() : QosRule(TypeName)
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "dscp_marking";

    /// <summary>The mark, RFC 2474.</summary>
    public int DscpMark { get; set; }
}

/// <summary>Traffic is promised to be at least that fast.</summary>
public sealed class QosMinimumBandwidthRule() : QosRule(TypeName)
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "minimum_bandwidth";

    /// <summary>Promise in kbit/s.</summary>
    public int MinKbps { get; set; }
}

/// <summary>Packets may not be more.</summary>
public sealed class QosPacketRateLimitRule() : QosRule(TypeName)
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "packet_rate_limit";

    /// <summary>Limit in thousands of packets a second.</summary>
    public int MaxKpps { get; set; }

    /// <summary>Burst in thousands of packets; 0: the data plane's choice.</summary>
    public int MaxBurstKpps { get; set; }
}

/// <summary>That many packets are promised to pass.</summary>
public sealed class QosMinimumPacketRateRule() : QosRule(TypeName)
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "minimum_packet_rate";

    /// <summary>Promise in thousands of packets a second.</summary>
    public int MinKpps { get; set; }
}
