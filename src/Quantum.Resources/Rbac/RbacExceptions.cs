using Quantum.Resources.Errors;

namespace Quantum.Resources.Rbac;

/// <summary>No such RBAC policy, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class RbacPolicyNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"RBAC policy of type unknown with ID {id} not found");

/// <summary>Others use an object by virtue of the policy that was to go (409).</summary>
/// <param name="objectId">The object.</param>
/// <param name="details">Who depends on the policy.</param>
public sealed class RbacPolicyInUseException(Guid objectId, string details)
    : QuantumException(
        ErrorKind.InUse,
        $"RBAC policy on object {objectId} cannot be removed because other objects depend on it.\nDetails: {details}");

/// <summary>The object is open to that target already (409).</summary>
public sealed class DuplicateRbacPolicyException()
    : QuantumException(ErrorKind.Conflict, "An RBAC policy already exists with those values.");

/// <summary>Objects of that type cannot be opened in that way (400).</summary>
/// <param name="action">What was asked for.</param>
/// <param name="objectType">The type.</param>
/// <param name="valid">What the type knows.</param>
public sealed class InvalidActionForTypeException(string action, string objectType, IReadOnlyList<string> valid)
    : QuantumException(
        ErrorKind.BadRequest,
        $"Invalid action '{action}' for object type '{objectType}'. Valid actions: {Tuple(valid)}")
{
    private static string Tuple(IReadOnlyList<string> items) =>
        $"({string.Join(", ", items.Select(item => $"'{item}'"))}{(items.Count == 1 ? "," : "")})";
}
