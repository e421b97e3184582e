using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;

namespace Quantum.Resources.Bindings;

/// <summary>The port is not bound to the host (404).</summary>
/// <param name="portId">The port.</param>
/// <param name="host">The host.</param>
public sealed class PortBindingNotFoundException(Guid portId, string host)
    : QuantumException(ErrorKind.NotFound, $"Binding for port {portId} for host {host} could not be found.");

/// <summary>The port is bound to the host already (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="host">The host.</param>
public sealed class PortBindingAlreadyExistsException(Guid portId, string host)
    : QuantumException(ErrorKind.Conflict, $"Binding for port {portId} on host {host} already exists.");

/// <summary>The port uses its binding to the host already (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="host">The host.</param>
public sealed class PortBindingAlreadyActiveException(Guid portId, string host)
    : QuantumException(ErrorKind.Conflict, $"Binding for port {portId} on host {host} is already active.");

/// <summary>The plugin cannot connect the port on the host (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="host">The host.</param>
public sealed class PortBindingErrorException(Guid portId, string host)
    : QuantumException(ErrorKind.Conflict, $"Binding for port {portId} on host {host} could not be created or updated.");

/// <summary>A device is plugged into the port: its MAC address stays (409).</summary>
/// <param name="portId">The port.</param>
/// <param name="vifType">What the device is plugged into.</param>
/// <param name="present">The port's MAC address.</param>
/// <param name="wanted">The address asked for.</param>
public sealed class PortBoundException(Guid portId, string vifType, MacAddress present, MacAddress wanted)
    : QuantumException(
        ErrorKind.InUse,
        $"Unable to complete operation on port {portId}, port is already bound, port type: {vifType}, "
            + $"old_mac {present}, new_mac {wanted}.");
