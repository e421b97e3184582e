using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Resources.Routers;

/// <summary>Forms of the router attributes that are objects.</summary>
internal static class RouterAttributeTypes
{
    private static readonly string[] Keys = ["network_id", "enable_snat", "external_fixed_ips", "qos_policy_id"];

    private static readonly AttributeType<Guid?> QosPolicyId = AttributeTypes.Uuid.OrNone();

    /// <summary>Today's form: the network, whether hosts leave through it, the addresses there, and the policy of the traffic.</summary>
    public static AttributeType<ExternalGateway?> ExternalGateway { get; } = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            IsNullable = true,
            Properties = new Dictionary<string, ValueSchema>
            {
                ["network_id"] = AttributeTypes.Uuid.Schema,
                ["enable_snat"] = AttributeTypes.Boolean.Schema,
                ["external_fixed_ips"] = PortAttributeTypes.FixedIps.Schema,
                ["qos_policy_id"] = QosPolicyId.Schema,
            },
            Required = ["network_id"],
        },
        Read = Read,
        ReadText = _ => throw AttributeFormatException.Invalid("an object cannot stand in a query"),
        Write = (writer, gateway) => Write(writer, gateway, isWhole: true),
    };

    /// <summary>The form of 2012: the network alone; other keys are ignored.</summary>
    public static AttributeType<ExternalGateway?> NetworkOnly { get; } = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            IsNullable = true,
            Properties = new Dictionary<string, ValueSchema> { ["network_id"] = AttributeTypes.Uuid.Schema },
        },
        Read = element => IsNone(element) || !Member(element, "network_id", out var network) ? null : new(AttributeTypes.Uuid.Read(network), null, null),
        ReadText = ExternalGateway.ReadText,
        Write = (writer, gateway) => Write(writer, gateway, isWhole: false),
    };

    /// <summary><c>null</c> and <c>{}</c> both stand for no gateway.</summary>
    private static bool IsNone(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.GetPropertyCount() == 0,
        _ => throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a dictionary"),
    };

    private static ExternalGateway? Read(JsonElement element)
    {
        if (IsNone(element))
            return null;

        var sent = element.EnumerateObject().Select(member => member.Name).ToList();
        if (sent.Except(Keys).ToList() is { Count: > 0 } unexpected)
            throw AttributeFormatException.Invalid($"Unexpected keys supplied: {ValueText.Cut(string.Join(", ", unexpected))}");
        if (!Member(element, "network_id", out var network))
        {
            var provided = string.Join(", ", sent.Select(name => $"'{name}'"));
            throw AttributeFormatException.Invalid(
                $"Validation of dictionary's keys failed. Expected keys: {{'network_id'}} Provided keys: {{{provided}}}");
        }

        return new(
            AttributeTypes.Uuid.Read(network),
            Member(element, "enable_snat", out var snat) ? AttributeTypes.Boolean.Read(snat) : null,
            Member(element, "external_fixed_ips", out var addresses) && addresses.ValueKind != JsonValueKind.Null
                ? PortAttributeTypes.FixedIps.Read(addresses)
                : null)
        {
            QosPolicyId = Member(element, "qos_policy_id", out var policy) ? QosPolicyId.Read(policy) : null,
            KeepsQosPolicy = !sent.Contains("qos_policy_id"),
        };
    }

    private static bool Member(JsonElement element, string name, out JsonElement member) => element.TryGetProperty(name, out member);

    private static void Write(Utf8JsonWriter writer, ExternalGateway? gateway, bool isWhole)
    {
        if (gateway is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("network_id", gateway.NetworkId);
        if (isWhole)
        {
            writer.WriteBoolean("enable_snat", gateway.EnableSnat ?? true);
            writer.WritePropertyName("external_fixed_ips");
            PortAttributeTypes.FixedIps.Write(writer, gateway.ExternalFixedIps ?? []);
            if (gateway.QosPolicyId is { } policy)
                writer.WriteString("qos_policy_id", policy);
        }

        writer.WriteEndObject();
    }
}
