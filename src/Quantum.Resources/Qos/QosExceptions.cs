using Quantum.Resources.Errors;

namespace Quantum.Resources.Qos;

/// <summary>No such QoS policy, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class QosPolicyNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"QoS policy {id} could not be found.");

/// <summary>The policy has no such rule (404).</summary>
/// <param name="id">The id asked for.</param>
/// <param name="policyId">The policy; empty where none was named.</param>
public sealed class QosRuleNotFoundException(string id, string policyId)
    : QuantumException(ErrorKind.NotFound, $"QoS rule {id} for policy {policyId} could not be found.");

/// <summary>The tenant has another default policy already (409).</summary>
/// <param name="tenantId">The tenant.</param>
public sealed class QoSPolicyDefaultAlreadyExistsException(string tenantId)
    : QuantumException(ErrorKind.Conflict, $"A default QoS policy exists for project {tenantId}.");

/// <summary>Something follows a policy that was to go (409).</summary>
/// <param name="policyId">The policy.</param>
/// <param name="objectType">What follows it: <c>port</c>, <c>network</c>, <c>fip</c> or <c>router</c>.</param>
/// <param name="objectId">Which one.</param>
public sealed class QosPolicyInUseException(Guid policyId, string objectType, Guid objectId)
    : QuantumException(ErrorKind.InUse, $"QoS Policy {policyId} is used by {objectType} {objectId}.");

/// <summary>The policy has a rule of that type for that direction already (409).</summary>
/// <param name="type">The type of the rule that was sent.</param>
/// <param name="ruleId">The rule that exists.</param>
/// <param name="policyId">The policy.</param>
public sealed class QoSRulesConflictException(string type, Guid ruleId, Guid policyId)
    : QuantumException(ErrorKind.Conflict, $"Rule {type} conflicts with rule {ruleId} which already exists in QoS Policy {policyId}.");

/// <summary>A limit would be below a promise, or a promise for both directions would stand beside one for one of them (409).</summary>
/// <param name="value">The value that was sent.</param>
/// <param name="policyId">The policy.</param>
/// <param name="type">The type of the rule that contradicts it.</param>
/// <param name="existing">That rule's value.</param>
public sealed class QoSRuleParameterConflictException(object value, Guid policyId, string type, object existing)
    : QuantumException(
        ErrorKind.Conflict,
        $"Unable to add the rule with value {value} to the policy {policyId} as the existing rule of type {type} has value {existing}.");
