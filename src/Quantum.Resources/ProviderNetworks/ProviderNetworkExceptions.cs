using Quantum.Resources.Errors;

namespace Quantum.Resources.ProviderNetworks;

/// <summary>The VLAN asked for carries another network (409).</summary>
/// <param name="vlanId">The VLAN.</param>
/// <param name="physicalNetwork">Where it is.</param>
public sealed class VlanIdInUseException(int vlanId, string physicalNetwork) : QuantumException(
    ErrorKind.Conflict,
    FormattableString.Invariant($"Unable to create the network. The VLAN {vlanId} on physical network {physicalNetwork} is in use."));

/// <summary>The physical network asked for carries another flat network (409).</summary>
/// <param name="physicalNetwork">The physical network.</param>
public sealed class FlatNetworkInUseException(string physicalNetwork) : QuantumException(
    ErrorKind.Conflict, $"Unable to create the flat network. Physical network {physicalNetwork} is in use.");

/// <summary>The tunnel key asked for carries another network (409).</summary>
/// <param name="tunnelId">The tunnel key.</param>
public sealed class TunnelIdInUseException(int tunnelId) : QuantumException(
    ErrorKind.Conflict, FormattableString.Invariant($"Unable to create the network. The tunnel ID {tunnelId} is in use."));

/// <summary>No segment is left for the networks of tenants (503).</summary>
public sealed class NoNetworkAvailableException() : QuantumException(
    ErrorKind.Unavailable, "Unable to create the network. No tenant network is available for allocation.");

/// <summary>The operator keeps networks without a segment of the caller's choice from being created (409).</summary>
public sealed class TenantNetworksDisabledException() : QuantumException(
    ErrorKind.Conflict, "Tenant network creation is not enabled.");
