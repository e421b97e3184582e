using System.Net;

namespace Quantum.Resources.Ports;

/// <summary>
/// An address of a port. In a request either part may be left open: the subnet alone asks for its next free address, the
/// address alone for the subnet that contains it.
/// </summary>
/// <param name="SubnetId">The subnet, or <c>null</c> in a request.</param>
/// <param name="IpAddress">The address, or <c>null</c> in a request.</param>
public sealed record FixedIp(Guid? SubnetId, IPAddress? IpAddress);
