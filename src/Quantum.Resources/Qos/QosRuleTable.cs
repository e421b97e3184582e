using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Qos;

/// <summary>The attribute table of one type of QoS rules, under the two names that the API has for it.</summary>
/// <typeparam name="TRule">The rules in code.</typeparam>
public sealed class QosRuleTable<TRule>
    where TRule : QosRule
{
    private const int TenantLength = 255;

    private readonly AttributeDefinition<TRule, Guid> _id = new AttributeDefinition<TRule, Guid>("id", AttributeTypes.Uuid, rule => rule.Id)
        .Filter().Sort().Doc("Identity; generated.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    private readonly AttributeDefinition<TRule, string> _tenantId =
        new AttributeDefinition<TRule, string>("tenant_id", AttributeTypes.Text(TenantLength), rule => rule.TenantId)
            .PostGenerated().Hidden().Doc("The owner of the policy.", "\"acme\"");

    internal QosRuleTable(string type, params IReadOnlyList<IResourceAttribute<TRule>> rows)
    {
        var project = new AttributeDefinition<TRule, string>("project_id", AttributeTypes.Text(TenantLength), rule => rule.TenantId)
            .Synonym(_tenantId).PostGenerated().Hidden().Doc("The owner of the policy.", "\"acme\"");
        IReadOnlyList<IResourceAttribute<TRule>> table = [.. rows, _id, _tenantId, project, PolicyId];
        Type = type;
        Definition = Named($"{type}_rule", table, $"qos/policies/{{policy_id}}/{type}_rules", $"policy_{type}_rule");
        Alias = Named($"alias_{type}_rule", table, $"qos/alias_{type}_rules", policyName: null);
    }

    /// <summary>The type's name.</summary>
    public string Type { get; }

    /// <summary><c>qos_policy_id</c>: the policy, which stands in the URL.</summary>
    public AttributeDefinition<TRule, Guid> PolicyId { get; } =
        new AttributeDefinition<TRule, Guid>("qos_policy_id", AttributeTypes.Uuid, rule => rule.PolicyId).Hidden()
            .Doc("The policy.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary>The rules below their policy.</summary>
    public ResourceDefinition<TRule> Definition { get; }

    /// <summary>The same rules without mention of their policy.</summary>
    public ResourceDefinition<TRule> Alias { get; }

    internal static AttributeDefinition<TRule, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<TRule, TValue>> read) =>
        new AttributeDefinition<TRule, TValue>(name, type, read).Put().Filter().Sort();

    private static ResourceDefinition<TRule> Named(
        string name, IReadOnlyList<IResourceAttribute<TRule>> table, string path, string? policyName) => new(name, $"{name}s", table)
        {
            Path = path,
            PolicyName = policyName ?? name,
            IsMemberOnly = policyName is null,
            AllowsBulk = false,
            Description = "Rules of a QoS policy.",
            NotFound = id => new QosRuleNotFoundException(id, ""),
            Failures = policyName is null ? new() : Refusals(name),
        };

    private static ResourceFailures Refusals(string name) => new()
    {
        Create =
        [
            new QosPolicyNotFoundException($"{ResourceFailures.SampleId}"),
            new QoSRulesConflictException(name, ResourceFailures.SampleId, ResourceFailures.SampleId),
        ],
    };
}
