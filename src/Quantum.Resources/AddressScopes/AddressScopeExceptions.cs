using System.Globalization;
using Quantum.Resources.Errors;

namespace Quantum.Resources.AddressScopes;

/// <summary>No such address scope, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class AddressScopeNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Address scope {id} could not be found.");

/// <summary>Subnet pools are in the scope (409).</summary>
/// <param name="id">The scope.</param>
public sealed class AddressScopeInUseException(Guid id)
    : QuantumException(
        ErrorKind.InUse,
        $"Unable to complete operation on address scope {id}. There are one or more subnet pools in use on the address scope.");

/// <summary>A shared scope stays shared (400).</summary>
/// <param name="id">The scope.</param>
public sealed class AddressScopeUpdateErrorException(Guid id)
    : QuantumException(ErrorKind.BadRequest, $"Unable to update address scope {id} : Shared address scope can't be unshared.");

/// <summary>Another pool of the scope has some of the addresses (409).</summary>
public sealed class AddressScopePrefixConflictException()
    : QuantumException(
        ErrorKind.Conflict, "Failed to associate address scope: subnetpools within an address scope must have unique prefixes.");

/// <summary>Pool and scope are of different IP versions (400).</summary>
/// <param name="poolId">The pool.</param>
/// <param name="scopeId">The scope.</param>
/// <param name="ipVersion">The scope's version.</param>
public sealed class IllegalSubnetPoolIpVersionAssociationToAddressScopeException(Guid poolId, Guid scopeId, int ipVersion)
    : QuantumException(ErrorKind.BadRequest, string.Create(
        CultureInfo.InvariantCulture,
        $"Illegal subnetpool association: subnetpool {poolId} cannot associate with address scope {scopeId} because subnetpool ip_version is not {ipVersion}."));

/// <summary>The subnets of one IP version on a network would be in different scopes (400).</summary>
public sealed class NetworkAddressScopeAffinityErrorException()
    : QuantumException(
        ErrorKind.BadRequest,
        "Subnets of the same address family hosted on the same network must all participate in the same address scope.");
