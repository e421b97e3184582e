using Quantum.Resources.Errors;

namespace Quantum.Resources.Networks;

/// <summary>No such network, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class NetworkNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Network {id} could not be found.", $"Network {id} could not be found");

/// <summary>A network still has ports that its deletion may not remove (409).</summary>
/// <param name="id">The network.</param>
public sealed class NetworkInUseException(Guid id)
    : QuantumException(
        ErrorKind.InUse,
        $"Unable to complete operation on network {id}. There are one or more ports still in use on the network.",
        $"Unable to complete operation on network {id}. There is one or more ports still in use on the network.");

/// <summary>A network used by several tenants cannot stop being shared (409).</summary>
/// <param name="name">The network's name.</param>
public sealed class InvalidSharedSettingException(string name)
    : QuantumException(
        ErrorKind.Conflict,
        $"Unable to reconfigure sharing settings for network {name}. Multiple tenants are using it.",
        $"Unable to reconfigure sharing settings for network {name}. Multiple tenants are using it");

/// <summary>A port or subnet was asked for on a network of another tenant that is not shared (403).</summary>
/// <param name="tenantId">The owner that the new object would have.</param>
/// <param name="resource"><c>port</c> or <c>subnet</c>.</param>
public sealed class NetworkOwnershipException(string tenantId, string resource)
    : QuantumException(ErrorKind.Forbidden, $"Tenant {tenantId} not allowed to create {resource} on this network")
{
    /// <inheritdoc />
    public override string Type => "HTTPForbidden";
}
