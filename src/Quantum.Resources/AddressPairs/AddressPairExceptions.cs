using System.Globalization;
using Quantum.Resources.Addressing;
using Quantum.Resources.Errors;

namespace Quantum.Resources.AddressPairs;

/// <summary>A pair does not name its address (400).</summary>
public sealed class AllowedAddressPairsMissingIPException()
    : QuantumException(ErrorKind.BadRequest, "AllowedAddressPair must contain ip_address");

/// <summary>A pair comes twice (400).</summary>
/// <param name="mac">Its hardware address; <c>null</c>: the port's.</param>
/// <param name="address">Its address.</param>
public sealed class DuplicateAddressPairInRequestException(MacAddress? mac, string address) : QuantumException(
    ErrorKind.BadRequest, $"Request contains duplicate address pair: mac_address {mac?.ToString() ?? "None"} ip_address {address}.");

/// <summary>There are more pairs than the operator allows (400).</summary>
/// <param name="most">The largest number.</param>
public sealed class AllowedAddressPairExhaustedException(int most) : QuantumException(
    ErrorKind.BadRequest,
    string.Create(CultureInfo.InvariantCulture, $"The number of allowed address pair exceeds the maximum {most}."));

/// <summary>A port that may send under any address has no use for pairs (409).</summary>
public sealed class AddressPairAndPortSecurityRequiredException() : QuantumException(
    ErrorKind.Conflict, "Port Security must be enabled in order to have allowed address pairs on a port.");
