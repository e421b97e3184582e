using System.Text.Json;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Qos;

namespace Quantum.Server.Api.Qos;

/// <summary>The URLs below <c>/v2.0/qos/rule-types</c>: which types of QoS rules there are, and what their parameters can be.</summary>
internal sealed class QosRuleTypes(ResourceCatalog catalog, PolicyEngine policy)
{
    private const string Collection = "/v2.0/qos/rule-types";
    private const string Rule = "get_rule_type";

    private static readonly PolicyTarget NoTarget = new();

    private static readonly IReadOnlyDictionary<string, ResourceDefinition> Types = new Dictionary<string, ResourceDefinition>
    {
        [QosRuleResources.BandwidthLimit.Type] = QosRuleResources.BandwidthLimit.Definition,
        [QosRuleResources.MinimumBandwidth.Type] = QosRuleResources.MinimumBandwidth.Definition,
        [QosRuleResources.MinimumPacketRate.Type] = QosRuleResources.MinimumPacketRate.Definition,
        [QosRuleResources.DscpMarking.Type] = QosRuleResources.DscpMarking.Definition,
        [QosRuleResources.PacketRateLimit.Type] = QosRuleResources.PacketRateLimit.Definition,
    };

    private readonly bool _isServed = catalog.SubResources.Any(resource => resource.Description.Path == QosRuleResources.DscpMarking.Definition.Path);

    /// <summary>Answers any request below <c>/v2.0/qos/rule-types</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="path">The parts of the path behind <c>rule-types</c>.</param>
    public Task HandleAsync(HttpContext http, RequestContext context, ReadOnlySpan<string> path)
    {
        if (!_isServed || !context.Profile.StandardAttributes)
            throw new HttpNotFoundException();

        ApiRequest.Of(http).Route = path.Length == 0 ? Collection : $"{Collection}/{{type}}";
        if (!HttpMethods.IsGet(http.Request.Method))
            throw ResourceEndpoints.NoSuchMethod(context);

        return path switch
        {
            [] => ListAsync(http, policy.Allows(context, Rule, NoTarget)),
            [var type] when Types.TryGetValue(type, out var definition) => ShowAsync(http, context, type, definition),
            _ => throw new HttpNotFoundException(),
        };
    }

    private static Task ListAsync(HttpContext http, bool isAllowed)
    {
        // Both filters let all types through: what is known is supported.
        new ListQuery(http.Request.QueryString).DemandFilters(static name => name is "all_supported" or "all_rules");
        return Documents.WriteAsync(http, null, writer =>
        {
            writer.WriteStartArray("rule_types");
            foreach (var type in isAllowed ? Types.Keys : [])
            {
                writer.WriteStartObject();
                writer.WriteString("type", type);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>What carries out the rules is for administrators to know.</summary>
    private static Task ShowAsync(HttpContext http, RequestContext context, string type, ResourceDefinition definition)
    {
        if (!context.IsAdmin)
            throw new PolicyNotAuthorizedException([Rule]);

        return Documents.WriteAsync(http, null, writer =>
        {
            writer.WriteStartObject("rule_type");
            writer.WriteString("type", type);
            writer.WriteStartArray("drivers");
            writer.WriteStartObject();
            writer.WriteString("name", "database");
            writer.WriteStartArray("supported_parameters");
            foreach (var parameter in definition.Attributes.Where(attribute => attribute.AllowsPut(context.Profile)))
                Write(writer, parameter);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, AttributeDefinition parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("parameter_name", parameter.Name);
        writer.WriteString("parameter_type", parameter.Schema.Values is null ? "range" : "choices");
        writer.WritePropertyName("parameter_values");
        JsonSerializer.Serialize(writer, parameter.Schema.Values ?? (object)new { start = 0, end = int.MaxValue });
        writer.WriteEndObject();
    }
}
