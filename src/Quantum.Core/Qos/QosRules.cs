using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>What makes the rules of one policy fit together.</summary>
internal static class QosRules
{
    /// <summary>Checks a new or changed rule against the policy's others.</summary>
    /// <exception cref="QoSRuleParameterConflictException">
    /// A limit would be below a promise, or one promise for both directions would stand beside one for a single direction.
    /// </exception>
    /// <exception cref="QoSRulesConflictException">There is such a rule already.</exception>
    public static void Check(QosPolicy policy, QosRule rule)
    {
        var others = policy.Rules.Where(other => other.Id != rule.Id).ToList();
        foreach (var other in others)
        {
            if (rule is QosBandwidthLimitRule limit && other is QosMinimumBandwidthRule promise && promise.MinKbps > limit.MaxKbps)
                throw new QoSRuleParameterConflictException(limit.MaxKbps, policy.Id, promise.Type, promise.MinKbps);
            if (rule is QosMinimumBandwidthRule minimum && other is QosBandwidthLimitRule cap && cap.MaxKbps < minimum.MinKbps)
                throw new QoSRuleParameterConflictException(minimum.MinKbps, policy.Id, cap.Type, cap.MaxKbps);
            if (rule is QosMinimumPacketRateRule && other is QosMinimumPacketRateRule
                && (rule.Direction == QosRule.Any) != (other.Direction == QosRule.Any))
                throw new QoSRuleParameterConflictException(rule.Direction, policy.Id, other.Type, other.Direction);
        }

        if (others.Find(other => other.Type == rule.Type && other.Direction == rule.Direction) is { } same)
            throw new QoSRulesConflictException(rule.Type, same.Id, policy.Id);
    }
}
