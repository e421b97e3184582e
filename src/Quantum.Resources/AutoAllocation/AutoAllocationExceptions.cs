using Quantum.Resources.Errors;

namespace Quantum.Resources.AutoAllocation;

/// <summary>The cloud does not have what a topology is made of (409).</summary>
/// <param name="reason">What is missing, without full stop.</param>
public sealed class AutoAllocationFailureException(string reason) : QuantumException(ErrorKind.Conflict, $"Deployment error: {reason}.");

/// <summary>Another network is the default external one (409).</summary>
/// <param name="id">That network.</param>
public sealed class DefaultExternalNetworkExistsException(Guid id)
    : QuantumException(ErrorKind.Conflict, $"A default external network already exists: {id}.");

/// <summary>The topology is another tenant's (403).</summary>
public sealed class NotAuthorizedException() : QuantumException(ErrorKind.Forbidden, "Not authorized.");
