using Microsoft.OpenApi;
using Quantum.Core.Policy;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api.OpenApi;

/// <summary>Which types of QoS rules there are.</summary>
internal sealed class QosRuleTypePaths(OpenApiDocument document, Failures failures)
{
    private const string Tag = "rule_types";
    private const string Path = "/v2.0/qos/rule-types";
    private const string Sample = "bandwidth_limit";

    private const string Driver = """
        {"name": "database", "supported_parameters": [
            {"parameter_name": "max_kbps", "parameter_type": "range", "parameter_values": {"start": 0, "end": 2147483647}},
            {"parameter_name": "direction", "parameter_type": "choices", "parameter_values": ["egress", "ingress"]}]}
        """;

    private static readonly DocumentedMember Name = new("type", JsonSchemaType.String, "The type's name.", $"\"{Sample}\"");
    private static readonly DocumentedObject Listed = new("QosRuleType", "rule_type", Tag, [Name]);

    private static readonly DocumentedObject Shown = new("QosRuleTypeDetails", "rule_type", Tag,
    [
        Name,
        new("drivers", JsonSchemaType.Array, "What carries the rules out, and the values that their parameters can have.", $"[{Driver}]")
        {
            Items = () => new() { Type = JsonSchemaType.Object },
        },
    ]);

    /// <summary>Puts tag and operations into the document.</summary>
    public void Add()
    {
        document.Tags!.Add(new OpenApiTag { Name = Tag, Description = "Which types of QoS rules there are." });
        Operations.Add(document, Path, (HttpMethod.Get, List()));
        Operations.Add(document, $"{Path}/{{type}}", (HttpMethod.Get, Show()));
    }

    private OpenApiOperation List()
    {
        var operation = Operations.Of(document, Tag, "listQosRuleTypes", "List the types of QoS rules");
        operation.Parameters =
        [
            ListParameters.Flag("all_supported", "Only types that are carried out."),
            ListParameters.Flag("all_rules", "All types that are known."),
        ];
        operation.Answers(StatusCodes.Status200OK, "All types: those that are known are carried out.", Listed.Many());
        failures.Add(operation, [new HttpBadRequestException("['colour'] is invalid attribute for filtering"), .. Failures.OfAll()]);
        return operation;
    }

    private OpenApiOperation Show()
    {
        var operation = Operations.Of(document, Tag, "showQosRuleType", "Show what rules of a type can say");
        operation.Parameters = [Operations.PathParameter("type", "The type's name.")];
        operation.Answers(StatusCodes.Status200OK, "The type.", Shown.One());
        failures.Add(operation, [new PolicyNotAuthorizedException(["get_rule_type"]), new HttpNotFoundException(), .. Failures.OfAll()]);
        return operation;
    }
}
