using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;

namespace Quantum.Resources.Ports;

/// <summary>No such port, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class PortNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Port {id} could not be found.", $"Port {id} could not be found on network None");

/// <summary>A port that a router or a floating IP uses is not for the port API to delete or to hand to somebody else (409).</summary>
/// <param name="id">The port.</param>
/// <param name="owner">Its <c>device_owner</c>.</param>
public sealed class ServicePortInUseException(Guid id, string owner)
    : QuantumException(
        ErrorKind.InUse,
        $"Port {id} cannot be deleted directly via the port API: has device owner {owner}.",
        $"Port {id} has owner {owner} and therefore cannot be deleted directly via the port API.");

/// <summary>Another device uses the port (409).</summary>
/// <param name="id">The port.</param>
/// <param name="networkId">Its network.</param>
/// <param name="deviceId">The device.</param>
public sealed class PortInUseException(Guid id, Guid networkId, string deviceId)
    : QuantumException(
        ErrorKind.InUse,
        $"Unable to complete operation on port {id} for network {networkId}. Port already has an attached device {deviceId}.",
        $"Unable to complete operation on port {id} for network {networkId}. Port already has an attacheddevice {deviceId}.");

/// <summary>Another port of the network has the MAC address (409).</summary>
/// <param name="networkId">The network.</param>
/// <param name="mac">The address.</param>
public sealed class MacAddressInUseException(Guid networkId, MacAddress mac)
    : QuantumException(ErrorKind.InUse, $"Unable to complete operation for network {networkId}. The mac address {mac} is in use.");

/// <summary>No free MAC address was found within the configured number of attempts (503).</summary>
/// <param name="networkId">The network.</param>
public sealed class MacAddressGenerationFailureException(Guid networkId)
    : QuantumException(ErrorKind.Unavailable, $"Unable to generate unique mac on network {networkId}.");

/// <summary>The address asked for is taken (409).</summary>
/// <param name="networkId">The network.</param>
/// <param name="subnetId">The subnet.</param>
/// <param name="address">The address.</param>
public sealed class IpAddressAlreadyAllocatedException(Guid networkId, Guid subnetId, IPAddress address)
    : QuantumException(
        ErrorKind.Conflict,
        $"IP address {address} already allocated in subnet {subnetId}",
        $"Unable to complete operation for network {networkId}. The IP address {address} is in use.");

/// <summary>No address is left (409).</summary>
/// <param name="networkId">The network.</param>
public sealed class IpAddressGenerationFailureException(Guid networkId)
    : QuantumException(ErrorKind.Exhausted, $"No more IP addresses available on network {networkId}.");

/// <summary>The address asked for lies in no subnet of the network (400).</summary>
/// <param name="address">The address.</param>
public sealed class InvalidIpForNetworkException(IPAddress address)
    : QuantumException(
        ErrorKind.BadRequest,
        $"IP address {address} is not a valid IP for any of the subnets on the specified network.",
        $"Invalid input for operation: IP address {address} is not a valid IP for the defined networks subnets.");

/// <summary>The address asked for does not lie in its subnet, or is its network or broadcast address (400).</summary>
/// <param name="address">The address.</param>
public sealed class InvalidIpForSubnetException(IPAddress address)
    : QuantumException(
        ErrorKind.BadRequest,
        $"IP address {address} is not a valid IP for the specified subnet.",
        $"Invalid input for operation: IP address {address} is not a valid IP for the defined subnet.");

/// <summary>An address was asked for where hosts make their own (400).</summary>
/// <param name="address">The address.</param>
/// <param name="subnetId">The subnet.</param>
public sealed class AllocationOnAutoAddressSubnetException(IPAddress address, Guid subnetId)
    : QuantumException(
        ErrorKind.BadRequest,
        $"IPv6 address {address} cannot be directly assigned to a port on subnet {subnetId} as the subnet is configured for automatic addresses");

/// <summary>The network has subnets, but none for that kind of device (409).</summary>
/// <param name="networkId">The network.</param>
/// <param name="deviceOwner">The kind of device.</param>
public sealed class IpAddressGenerationFailureNoMatchingSubnetException(Guid networkId, string deviceOwner)
    : QuantumException(
        ErrorKind.Exhausted,
        $"No valid service subnet for the given device owner, network {networkId}, service type {deviceOwner}.");
