using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>The rules of each type, below their policies.</summary>
internal sealed class ServedQosRules(ChangeDispatcher dispatcher)
{
    public ServedResource<QosBandwidthLimitRule> BandwidthLimit => Rules(QosRuleResources.BandwidthLimit, static (rule, values) =>
    {
        rule.MaxKbps = values.GetOr(QosRuleResources.MaxKbps, rule.MaxKbps);
        rule.MaxBurstKbps = values.GetOr(QosRuleResources.MaxBurstKbps, rule.MaxBurstKbps);
        rule.Direction = values.GetOr(QosRuleResources.LimitDirection, rule.Direction);
    });

    public ServedResource<QosDscpMarkingRule> DscpMarking => Rules(QosRuleResources.DscpMarking, static (rule, values) =>
        rule.DscpMark = values.GetOr(QosRuleResources.DscpMark, rule.DscpMark));

    public ServedResource<QosMinimumBandwidthRule> MinimumBandwidth => Rules(QosRuleResources.MinimumBandwidth, static (rule, values) =>
    {
        rule.MinKbps = values.GetOr(QosRuleResources.MinKbps, rule.MinKbps);
        rule.Direction = values.GetOr(QosRuleResources.MinimumDirection, rule.Direction);
    });

    public ServedResource<QosPacketRateLimitRule> PacketRateLimit => Rules(QosRuleResources.PacketRateLimit, static (rule, values) =>
    {
        rule.MaxKpps = values.GetOr(QosRuleResources.MaxKpps, rule.MaxKpps);
        rule.MaxBurstKpps = values.GetOr(QosRuleResources.MaxBurstKpps, rule.MaxBurstKpps);
        rule.Direction = values.GetOr(QosRuleResources.PacketLimitDirection, rule.Direction);
    });

    public ServedResource<QosMinimumPacketRateRule> MinimumPacketRate => Rules(QosRuleResources.MinimumPacketRate, static (rule, values) =>
    {
        rule.MinKpps = values.GetOr(QosRuleResources.MinKpps, rule.MinKpps);
        rule.Direction = values.GetOr(QosRuleResources.PacketMinimumDirection, rule.Direction);
    });

    private ServedResource<TRule> Rules<TRule>(QosRuleTable<TRule> table, Action<TRule, AttributeValues> apply)
        where TRule : QosRule, new() => new()
        {
            Definition = table.Definition,
            Plugin = new QosRuleService<TRule>(dispatcher, table, apply),
            Visible = Visibility.QosRules<TRule>,
            Read = static (_, rules) => rules.AsAsyncEnumerable(),
            Parent = new(table.PolicyId, QosQueries.FindIdAsync, static (id, policy) => new QosRuleNotFoundException(id, policy)),
        };
}
