using System.Globalization;
using Quantum.Resources.Errors;

namespace Quantum.Resources.SubnetPools;

/// <summary>No such subnet pool, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class SubnetPoolNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Subnet pool {id} could not be found.");

/// <summary>A pool was given no prefix (400).</summary>
public sealed class EmptySubnetPoolPrefixListException() : QuantumException(ErrorKind.BadRequest, "Empty subnet pool prefix list.");

/// <summary>A pool was given prefixes of both IP versions (400).</summary>
public sealed class PrefixVersionMismatchException()
    : QuantumException(ErrorKind.BadRequest, "Cannot mix IPv4 and IPv6 prefixes in a subnet pool.");

/// <summary>Two prefix lengths of a pool contradict each other (400).</summary>
/// <param name="name">The one that is wrong: <c>min_prefixlen</c>.</param>
/// <param name="length">Its value.</param>
/// <param name="bound">What it contradicts: <c>max_prefixlen</c>.</param>
/// <param name="limit">That one's value.</param>
public sealed class IllegalSubnetPoolPrefixBoundsException(string name, int length, string bound, int limit)
    : QuantumException(
        ErrorKind.BadRequest, string.Create(CultureInfo.InvariantCulture, $"Illegal prefix bounds: {name}={length}, {bound}={limit}."));

/// <summary>A pool cannot lose these prefixes (400).</summary>
/// <param name="reason">Why not, without full stop.</param>
public sealed class IllegalSubnetPoolPrefixUpdateException(string reason)
    : QuantumException(ErrorKind.BadRequest, $"Illegal update to prefixes: {reason}.")
{
    /// <summary>A change may only add prefixes.</summary>
    public const string Lost = "Existing prefixes must be a subset of the new prefixes";

    /// <summary>A subnet has addresses of a prefix that is to go.</summary>
    public const string InUse = "One or more the prefixes to be removed is in use by a subnet.";
}

/// <summary>The caller cannot change the pool (400).</summary>
/// <param name="id">The pool.</param>
/// <param name="scopeId">The address scope of another tenant that it is in.</param>
public sealed class IllegalSubnetPoolUpdateException(Guid id, Guid scopeId)
    : QuantumException(
        ErrorKind.BadRequest,
        $"Illegal subnetpool update : subnetpool {id} cannot be updated when associated with shared address scope {scopeId}.");

/// <summary>Subnets of the pool still exist (400).</summary>
public sealed class SubnetPoolDeleteErrorException()
    : QuantumException(ErrorKind.BadRequest, "Unable to delete subnet pool: Subnet pool has existing allocations.");

/// <summary>A subnet larger than the pool gives was asked for (400).</summary>
/// <param name="length">The prefix length asked for.</param>
/// <param name="limit">The least that the pool gives.</param>
public sealed class MinPrefixSubnetAllocationErrorException(int length, int limit)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture, $"Unable to allocate subnet with prefix length {length}, minimum allowed prefix is {limit}."));

/// <summary>A subnet smaller than the pool gives was asked for (400).</summary>
/// <param name="length">The prefix length asked for.</param>
/// <param name="limit">The greatest that the pool gives.</param>
public sealed class MaxPrefixSubnetAllocationErrorException(int length, int limit)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture, $"Unable to allocate subnet with prefix length {length}, maximum allowed prefix is {limit}."));

/// <summary>The pool has no room for a subnet (409).</summary>
/// <param name="reason">What it has no room for, without full stop.</param>
public sealed class SubnetAllocationErrorException(string reason)
    : QuantumException(ErrorKind.Exhausted, $"Failed to allocate subnet: {reason}.")
{
    /// <summary>The block asked for is taken, or not one of the pool's.</summary>
    public static SubnetAllocationErrorException Taken() =>
        new("Cannot allocate requested subnet from the available set of prefixes");

    /// <summary>No block of that size is free.</summary>
    public static SubnetAllocationErrorException Full(int length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Insufficient prefix space to allocate subnet size /{length}"));
}

/// <summary>The tenant's subnets would take more of the pool than one tenant may (409).</summary>
public sealed class SubnetPoolQuotaExceededException()
    : QuantumException(ErrorKind.Exhausted, "Per-tenant subnet pool prefix quota exceeded.");

/// <summary>The network has subnets of the same IP version from elsewhere (400).</summary>
public sealed class NetworkSubnetPoolAffinityErrorException()
    : QuantumException(ErrorKind.BadRequest, "Subnets hosted on the same network must be allocated from the same subnet pool.");
