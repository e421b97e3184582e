using Quantum.Resources.Errors;

namespace Quantum.Resources.SecurityGroups;

/// <summary>No such security group, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for, or several.</param>
public sealed class SecurityGroupNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Security group {id} does not exist");

/// <summary>Ports are guarded by the group (409).</summary>
/// <param name="id">The group.</param>
public sealed class SecurityGroupInUseException(Guid id)
    : QuantumException(ErrorKind.InUse, $"Security Group {id} in use.");

/// <summary>The name belongs to the group that every tenant has (409).</summary>
public sealed class SecurityGroupDefaultAlreadyExistsException()
    : QuantumException(ErrorKind.InUse, "Default security group already exists.");

/// <summary>The default group keeps its name (409).</summary>
public sealed class SecurityGroupCannotUpdateDefaultException()
    : QuantumException(ErrorKind.InUse, "Updating default security group not allowed.");

/// <summary>Only an administrator removes a default group (409).</summary>
public sealed class SecurityGroupCannotRemoveDefaultException()
    : QuantumException(ErrorKind.InUse, "Insufficient rights for removing default security group.");

/// <summary>The change contradicts others (409).</summary>
/// <param name="reason">What is wrong.</param>
public sealed class SecurityGroupConflictException(string reason)
    : QuantumException(ErrorKind.Conflict, $"Error {reason} while attempting the operation.")
{
    /// <summary>A port's groups are all stateful or none is.</summary>
    public const string MixedStates = "Cannot apply both stateful and stateless security groups on the same port at the same time";
}

/// <summary>Security groups do not guard the port: it belongs to the service itself, or has no port security (400).</summary>
public sealed class PortSecurityAndIPRequiredForSecurityGroupsException()
    : QuantumException(
        ErrorKind.BadRequest, "Port security must be enabled and port must have an IP address in order to use security groups.");

/// <summary>Port security cannot be switched off while groups guard the port (409).</summary>
public sealed class PortSecurityPortHasSecurityGroupException()
    : QuantumException(
        ErrorKind.Conflict,
        "Port has security group associated. Cannot disable port security or IP address until security group is removed.");

/// <summary>No such address group (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class AddressGroupNotFoundException(Guid id)
    : QuantumException(ErrorKind.NotFound, $"Address group {id} could not be found.");
