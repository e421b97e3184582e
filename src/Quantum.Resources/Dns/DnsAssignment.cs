namespace Quantum.Resources.Dns;

/// <summary>What DNS says about one address of a port.</summary>
/// <param name="IpAddress">The address.</param>
/// <param name="Hostname">The port's name, or one made of the address.</param>
/// <param name="Fqdn">The same with its domain.</param>
public sealed record DnsAssignment(string IpAddress, string Hostname, string Fqdn);
