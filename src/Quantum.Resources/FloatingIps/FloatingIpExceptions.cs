using System.Net;
using Quantum.Resources.Errors;

namespace Quantum.Resources.FloatingIps;

/// <summary>No such floating IP, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class FloatingIPNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Floating IP {id} could not be found");

/// <summary>The port's address has a floating IP of that network already (409).</summary>
/// <param name="floatingIp">The floating IP that was to be associated.</param>
/// <param name="portId">The port.</param>
/// <param name="fixedIp">Its address.</param>
public sealed class FloatingIPPortAlreadyAssociatedException(FloatingIp floatingIp, Guid portId, IPAddress fixedIp)
    : QuantumException(
        ErrorKind.Conflict,
        $"Cannot associate floating IP {floatingIp.FloatingIpAddress} ({floatingIp.Id}) with port {portId} using fixed IP {fixedIp}, "
        + $"as that fixed IP already has a floating IP on external network {floatingIp.FloatingNetworkId}.");

/// <summary>No router leads from the port's subnet to the external network (404).</summary>
/// <param name="networkId">The external network.</param>
/// <param name="subnetId">The port's subnet.</param>
/// <param name="portId">The port.</param>
public sealed class ExternalGatewayForFloatingIPNotFoundException(Guid networkId, Guid subnetId, Guid portId)
    : QuantumException(
        ErrorKind.NotFound,
        $"External network {networkId} is not reachable from subnet {subnetId}.  Therefore, cannot associate Port {portId} with a Floating IP.");
