using Quantum.Resources.Attributes;

namespace Quantum.Resources.Qos;

/// <summary>The attribute tables of QoS rules, one a type.</summary>
public static class QosRuleResources
{
    /// <summary><c>max_kbps</c>.</summary>
    public static readonly AttributeDefinition<QosBandwidthLimitRule, int> MaxKbps =
        QosRuleTable<QosBandwidthLimitRule>.Attribute("max_kbps", QosAttributeTypes.Amount, rule => rule.MaxKbps)
            .PostRequired().Doc("Limit in kbit/s.", "10000");

    /// <summary><c>max_burst_kbps</c>.</summary>
    public static readonly AttributeDefinition<QosBandwidthLimitRule, int> MaxBurstKbps =
        QosRuleTable<QosBandwidthLimitRule>.Attribute("max_burst_kbps", QosAttributeTypes.Amount, rule => rule.MaxBurstKbps)
            .PostDefault(0).Doc("Burst in kbit; 0: the data plane's choice.", "0");

    /// <summary><c>direction</c> of a limit.</summary>
    public static readonly AttributeDefinition<QosBandwidthLimitRule, string> LimitDirection =
        Direction<QosBandwidthLimitRule>();

    /// <summary><c>dscp_mark</c>.</summary>
    public static readonly AttributeDefinition<QosDscpMarkingRule, int> DscpMark =
        QosRuleTable<QosDscpMarkingRule>.Attribute("dscp_mark", QosAttributeTypes.DscpMark, rule => rule.DscpMark)
            .PostRequired().Doc("The mark that packets carry.", "26");

    /// <summary><c>min_kbps</c>.</summary>
    public static readonly AttributeDefinition<QosMinimumBandwidthRule, int> MinKbps =
        QosRuleTable<QosMinimumBandwidthRule>.Attribute("min_kbps", QosAttributeTypes.Amount, rule => rule.MinKbps)
            .PostRequired().Doc("Promise in kbit/s.", "1000");

    /// <summary><c>direction</c> of a promise.</summary>
    public static readonly AttributeDefinition<QosMinimumBandwidthRule, string> MinimumDirection =
        Direction<QosMinimumBandwidthRule>();

    /// <summary><c>max_kpps</c>.</summary>
    public static readonly AttributeDefinition<QosPacketRateLimitRule, int> MaxKpps =
        QosRuleTable<QosPacketRateLimitRule>.Attribute("max_kpps", QosAttributeTypes.Amount, rule => rule.MaxKpps)
            .PostRequired().Doc("Limit in thousands of packets a second.", "100");

    /// <summary><c>max_burst_kpps</c>.</summary>
    public static readonly AttributeDefinition<QosPacketRateLimitRule, int> MaxBurstKpps =
        QosRuleTable<QosPacketRateLimitRule>.Attribute("max_burst_kpps", QosAttributeTypes.Amount, rule => rule.MaxBurstKpps)
            .PostDefault(0).Doc("Burst in thousands of packets; 0: the data plane's choice.", "0");

    /// <summary><c>direction</c> of a limit of packets.</summary>
    public static readonly AttributeDefinition<QosPacketRateLimitRule, string> PacketLimitDirection =
        Direction<QosPacketRateLimitRule>();

    /// <summary><c>min_kpps</c>.</summary>
    public static readonly AttributeDefinition<QosMinimumPacketRateRule, int> MinKpps =
        QosRuleTable<QosMinimumPacketRateRule>.Attribute("min_kpps", QosAttributeTypes.Amount, rule => rule.MinKpps)
            .PostRequired().Doc("Promise in thousands of packets a second.", "10");

    /// <summary><c>direction</c> of a promise of packets.</summary>
    public static readonly AttributeDefinition<QosMinimumPacketRateRule, string> PacketMinimumDirection =
        QosRuleTable<QosMinimumPacketRateRule>.Attribute("direction", QosAttributeTypes.AnyDirection, rule => rule.Direction)
            .PostDefault(QosRule.Egress)
            .Doc("Which traffic: egress leaves the port, ingress reaches it, any is both together.", "\"egress\"");

    /// <summary>Limits.</summary>
    public static readonly QosRuleTable<QosBandwidthLimitRule> BandwidthLimit =
        new(QosBandwidthLimitRule.TypeName, MaxKbps, MaxBurstKbps, LimitDirection);

    /// <summary>Marks.</summary>
    public static readonly QosRuleTable<QosDscpMarkingRule> DscpMarking = new(QosDscpMarkingRule.TypeName, DscpMark);

    /// <summary>Promises.</summary>
    public static readonly QosRuleTable<QosMinimumBandwidthRule> MinimumBandwidth = new(QosMinimumBandwidthRule.TypeName, MinKbps, MinimumDirection);

    /// <summary>Limits of packets.</summary>
    public static readonly QosRuleTable<QosPacketRateLimitRule> PacketRateLimit =
        new(QosPacketRateLimitRule.TypeName, MaxKpps, MaxBurstKpps, PacketLimitDirection);

    /// <summary>Promises of packets.</summary>
    public static readonly QosRuleTable<QosMinimumPacketRateRule> MinimumPacketRate =
        new(QosMinimumPacketRateRule.TypeName, MinKpps, PacketMinimumDirection);

    private static AttributeDefinition<TRule, string> Direction<TRule>()
        where TRule : QosRule =>
        QosRuleTable<TRule>.Attribute("direction", QosAttributeTypes.Direction, rule => rule.Direction)
            .PostDefault(QosRule.Egress).Doc("Which traffic: egress leaves the port, ingress reaches it.", "\"egress\"");
}
