using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Qos;

/// <summary>Forms of the values that QoS policies and rules have.</summary>
internal static class QosAttributeTypes
{
    /// <summary>A rate or an amount.</summary>
    public static AttributeType<int> Amount { get; } = new()
    {
        Schema = AttributeTypes.Integer.Schema,
        Read = element => AttributeTypes.Integer.Read(element) is >= 0 and var amount
            ? amount
            : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is too small - must be at least '0'"),
        ReadText = AttributeTypes.Integer.ReadText,
        Write = AttributeTypes.Integer.Write,
    };

    /// <summary>The marks that mean something.</summary>
    public static AttributeType<int> DscpMark { get; } = AttributeTypes.Integer.OneOf(
        0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 46, 48, 56);

    /// <summary>Which traffic.</summary>
    public static AttributeType<string> Direction { get; } = AttributeTypes.Text(16).OneOf(QosRule.Ingress, QosRule.Egress);

    /// <summary>Which traffic, where both directions may be taken together.</summary>
    public static AttributeType<string> AnyDirection { get; } = AttributeTypes.Text(16).OneOf(QosRule.Any, QosRule.Ingress, QosRule.Egress);

    /// <summary>The rules of a policy, as the policy shows them.</summary>
    public static AttributeType<IReadOnlyList<QosRule>> Rules { get; } = new()
    {
        Schema = new() { Type = "array", Items = new() { Type = "object" } },
        Read = _ => throw AttributeFormatException.Invalid("rules are resources of their own"),
        ReadText = _ => throw AttributeFormatException.Invalid("a list cannot stand in a query"),
        Write = (writer, rules) =>
        {
            writer.WriteStartArray();
            foreach (var rule in rules)
                Write(writer, rule);
            writer.WriteEndArray();
        },
    };

    private static void Write(Utf8JsonWriter writer, QosRule rule)
    {
        writer.WriteStartObject();
        switch (rule)
        {
            case QosBandwidthLimitRule limit:
                writer.WriteNumber("max_kbps", limit.MaxKbps);
                writer.WriteNumber("max_burst_kbps", limit.MaxBurstKbps);
                break;
            case QosDscpMarkingRule marking:
                writer.WriteNumber("dscp_mark", marking.DscpMark);
                break;
            case QosMinimumBandwidthRule minimum:
                writer.WriteNumber("min_kbps", minimum.MinKbps);
                break;
            case QosPacketRateLimitRule limit:
                writer.WriteNumber("max_kpps", limit.MaxKpps);
                writer.WriteNumber("max_burst_kpps", limit.MaxBurstKpps);
                break;
            case QosMinimumPacketRateRule minimum:
                writer.WriteNumber("min_kpps", minimum.MinKpps);
                break;
        }

        if (rule.Direction.Length > 0)
            writer.WriteString("direction", rule.Direction);
        writer.WriteString("id", rule.Id);
        writer.WriteString("qos_policy_id", rule.PolicyId);
        writer.WriteString("type", rule.Type);
        writer.WriteEndObject();
    }
}
