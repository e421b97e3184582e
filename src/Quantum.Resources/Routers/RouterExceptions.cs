using System.Globalization;
using Quantum.Resources.Errors;
using Quantum.Resources.Subnets;

namespace Quantum.Resources.Routers;

/// <summary>No such router, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class RouterNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Router {id} could not be found");

/// <summary>A router that is connected to subnets, or serves floating IPs, cannot be deleted (409).</summary>
/// <param name="id">The router.</param>
/// <param name="ports">The ports that connect it.</param>
public sealed class RouterInUseException(Guid id, IEnumerable<Guid> ports)
    : QuantumException(
        ErrorKind.InUse,
        $"Router {id} has ports still attached: {string.Join(", ", ports)}",
        $"Router {id} still has active ports");

/// <summary>The port is none of the router's interfaces (404).</summary>
/// <param name="routerId">The router.</param>
/// <param name="portId">The port asked for.</param>
public sealed class RouterInterfaceNotFoundException(Guid routerId, Guid portId)
    : QuantumException(
        ErrorKind.NotFound,
        $"Router {routerId} does not have an interface with id {portId}",
        $"Router {routerId} does not have  an interface with id {portId}");

/// <summary>The router is not connected to the subnet (404).</summary>
/// <param name="routerId">The router.</param>
/// <param name="subnetId">The subnet asked for.</param>
public sealed class RouterInterfaceNotFoundForSubnetException(Guid routerId, Guid subnetId)
    : QuantumException(ErrorKind.NotFound, $"Router {routerId} has no interface on subnet {subnetId}");

/// <summary>The router's port is not on the subnet named with it (400; in 2012 409).</summary>
/// <param name="kind">The kind, by the caller's profile.</param>
/// <param name="portId">The port.</param>
/// <param name="actual">The subnet that it is on.</param>
/// <param name="asked">The subnet asked for.</param>
public sealed class SubnetMismatchForPortException(ErrorKind kind, Guid portId, Guid actual, Guid asked)
    : QuantumException(
        kind,
        $"Subnet on port {portId} does not match the requested subnet {asked}.",
        $"subnet_id {actual} on port does not match requested one ({asked})");

/// <summary>Floating IPs need the router's connection with the subnet (409).</summary>
/// <param name="routerId">The router.</param>
/// <param name="subnetId">The subnet.</param>
public sealed class RouterInterfaceInUseByFloatingIPException(Guid routerId, Guid subnetId)
    : QuantumException(
        ErrorKind.InUse,
        $"Router interface for subnet {subnetId} on router {routerId} cannot be deleted, as it is required by one or more floating IPs.");

/// <summary>A route leads through the subnet (409).</summary>
/// <param name="routerId">The router.</param>
/// <param name="subnetId">The subnet.</param>
public sealed class RouterInterfaceInUseByRouteException(Guid routerId, Guid subnetId)
    : QuantumException(
        ErrorKind.InUse,
        $"Router interface for subnet {subnetId} on router {routerId} cannot be deleted, as it is required by one or more routes.");

/// <summary>Floating IPs need the router's gateway (409).</summary>
/// <param name="routerId">The router.</param>
/// <param name="networkId">The external network.</param>
public sealed class RouterExternalGatewayInUseByFloatingIpException(Guid routerId, Guid networkId)
    : QuantumException(
        ErrorKind.InUse,
        $"Gateway cannot be updated for router {routerId}, since a gateway to external network {networkId} is required by one or more floating IPs.");

/// <summary>Routers or floating IPs use an external network that is to become internal (409).</summary>
/// <param name="networkId">The network.</param>
public sealed class ExternalNetworkInUseException(Guid networkId)
    : QuantumException(
        ErrorKind.InUse,
        $"External network {networkId} cannot be updated to be made non-external, since it has existing gateway ports.",
        $"External network {networkId} cannot be updated to be made non-external, since it has existing gateway ports");

/// <summary>A route cannot be used by the router (400).</summary>
/// <param name="routes">The routes asked for.</param>
/// <param name="reason">What is wrong.</param>
public sealed class InvalidRoutesException(IEnumerable<HostRoute> routes, string reason)
    : QuantumException(ErrorKind.BadRequest, $"Invalid format for routes: [{string.Join(", ", routes.Select(Text))}], {reason}")
{
    private static string Text(HostRoute route) => $"{{'destination': '{route.Destination}', 'nexthop': '{route.NextHop}'}}";
}

/// <summary>More routes than a router may have (400).</summary>
/// <param name="routerId">The router.</param>
/// <param name="limit">Largest number.</param>
public sealed class RoutesExhaustedException(Guid routerId, int limit)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to complete operation for {routerId}. The number of routes exceeds the maximum {limit}."));
