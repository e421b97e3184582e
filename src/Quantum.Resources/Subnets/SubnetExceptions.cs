using System.Globalization;
using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;

namespace Quantum.Resources.Subnets;

/// <summary>No such subnet, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class SubnetNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Subnet {id} could not be found.", $"Subnet {id} could not be found");

/// <summary>Ports still hold addresses of a subnet (409).</summary>
/// <param name="id">The subnet.</param>
public sealed class SubnetInUseException(Guid id)
    : QuantumException(
        ErrorKind.InUse,
        $"Unable to complete operation on subnet {id}: One or more ports have an IP allocation from this subnet.",
        $"Unable to complete operation on subnet {id}. One or more ports have an IP allocation from this subnet.");

/// <summary>A pool is not a run of addresses of the subnet's version (400).</summary>
/// <param name="pool">The pool.</param>
public sealed class InvalidAllocationPoolException(string pool)
    : QuantumException(ErrorKind.BadRequest, $"The allocation pool {pool} is not valid.");

/// <summary>A pool leaves the subnet, or takes its network or broadcast address (400).</summary>
/// <param name="pool">The pool.</param>
/// <param name="cidr">The subnet's block.</param>
public sealed class OutOfBoundsAllocationPoolException(IpRange pool, IpCidr cidr)
    : QuantumException(ErrorKind.BadRequest, $"The allocation pool {pool} spans beyond the subnet cidr {cidr}.");

/// <summary>Two pools of a subnet share addresses (409).</summary>
/// <param name="first">One pool.</param>
/// <param name="second">The other pool.</param>
/// <param name="cidr">The subnet's block.</param>
public sealed class OverlappingAllocationPoolsException(IpRange first, IpRange second, IpCidr cidr)
    : QuantumException(
        ErrorKind.Conflict,
        $"Found overlapping allocation pools: {first} {second} for subnet {cidr}.",
        $"Found overlapping allocation pools:{first} {second} for subnet {cidr}.");

/// <summary>A pool contains the subnet's gateway (409).</summary>
/// <param name="pool">The pool.</param>
/// <param name="gateway">The gateway.</param>
/// <param name="cidr">The subnet's block.</param>
public sealed class GatewayConflictWithAllocationPoolsException(IpRange pool, IPAddress gateway, IpCidr cidr)
    : QuantumException(
        ErrorKind.Conflict,
        $"Gateway ip {gateway} conflicts with allocation pool {pool}.",
        $"Found overlapping allocation pools:{pool} {gateway} for subnet {cidr}.");

/// <summary>A gateway that a port holds as its address cannot be changed (409).</summary>
/// <param name="address">The gateway.</param>
/// <param name="portId">The port that holds it.</param>
public sealed class GatewayIpInUseException(IPAddress address, Guid portId)
    : QuantumException(ErrorKind.InUse, $"Current gateway ip {address} already in use by port {portId}. Unable to update.");

/// <summary>More name servers than the configuration allows (400).</summary>
/// <param name="subnet">The subnet, or <c>new subnet</c>.</param>
/// <param name="limit">Largest number.</param>
public sealed class DnsNameServersExhaustedException(string subnet, int limit)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to complete operation for {subnet}. The number of DNS nameservers exceeds the limit {limit}."))
{
    /// <inheritdoc />
    public override string Type => "DNSNameServersExhausted";
}

/// <summary>More host routes than the configuration allows (400).</summary>
/// <param name="subnet">The subnet, or <c>new subnet</c>.</param>
/// <param name="limit">Largest number.</param>
public sealed class HostRoutesExhaustedException(string subnet, int limit)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to complete operation for {subnet}. The number of host routes exceeds the limit {limit}."));

/// <summary>A service type is no text (400).</summary>
/// <param name="value">What it is.</param>
public sealed class InvalidInputSubnetServiceTypeException(string value)
    : QuantumException(ErrorKind.BadRequest, $"Subnet service type {value} is not a string.");

/// <summary>A service type is not the beginning of a device owner (400).</summary>
/// <param name="type">The service type.</param>
public sealed class InvalidSubnetServiceTypeException(string type)
    : QuantumException(ErrorKind.BadRequest, $"Subnet service type {type} does not correspond to a valid device owner.");
