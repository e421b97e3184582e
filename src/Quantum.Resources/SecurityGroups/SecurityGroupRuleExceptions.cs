using System.Globalization;
using Quantum.Resources.Errors;

namespace Quantum.Resources.SecurityGroups;

/// <summary>No such rule, or not visible to the caller (404).</summary>
/// <param name="id">The id asked for.</param>
public sealed class SecurityGroupRuleNotFoundException(string id)
    : QuantumException(ErrorKind.NotFound, $"Security group rule {id} does not exist");

/// <summary>The group has the rule already (409).</summary>
/// <param name="id">The rule that it has.</param>
public sealed class SecurityGroupRuleExistsException(Guid id)
    : QuantumException(ErrorKind.InUse, $"Security group rule already exists. Rule id is {id}.");

/// <summary>A request has the same rule twice (409).</summary>
public sealed class DuplicateSecurityGroupRuleInPostException()
    : QuantumException(ErrorKind.InUse, "Duplicate Security Group Rule in POST.");

/// <summary>A request has rules for several groups (400).</summary>
public sealed class SecurityGroupNotSingleGroupRulesException()
    : QuantumException(ErrorKind.BadRequest, "Only allowed to update rules for one security profile at a time");

/// <summary>A request has rules for several tenants (400).</summary>
public sealed class SecurityGroupRulesNotSingleTenantException()
    : QuantumException(ErrorKind.BadRequest, "Multiple tenant_ids in bulk security group rule create not allowed");

/// <summary>No protocol is called that (400).</summary>
/// <param name="protocol">What was sent.</param>
public sealed class SecurityGroupRuleInvalidProtocolException(string protocol)
    : QuantumException(
        ErrorKind.BadRequest,
        $"Security group rule protocol {protocol} not supported. Only protocol values [None, {string.Join(", ", IpProtocols.Names.Select(name => $"'{name}'"))}]"
        + " and integer representations [0 to 255] are supported.");

/// <summary>There is no such version of the Internet protocol (400).</summary>
/// <param name="etherType">What was sent.</param>
public sealed class SecurityGroupRuleInvalidEtherTypeException(string etherType)
    : QuantumException(
        ErrorKind.BadRequest, $"Security group rule for ethertype '{etherType}' not supported. Allowed values are ['IPv4', 'IPv6'].");

/// <summary>A port is no number from 0 to 65535, or 0 where ports begin with 1 (400).</summary>
/// <param name="port">What was sent.</param>
public sealed class SecurityGroupInvalidPortValueException(string port)
    : QuantumException(ErrorKind.BadRequest, $"Invalid value for port {port}");

/// <summary>A range of ports lacks an end, or ends before it begins (400).</summary>
public sealed class SecurityGroupInvalidPortRangeException()
    : QuantumException(ErrorKind.BadRequest, "For TCP/UDP protocols, port_range_min must be <= port_range_max");

/// <summary>The protocol has no ports (400).</summary>
/// <param name="protocol">Its number.</param>
public sealed class SecurityGroupInvalidProtocolForPortException(int protocol)
    : QuantumException(
        ErrorKind.BadRequest,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Ports cannot be specified for protocol {protocol}. Ports are only supported for {string.Join(", ", IpProtocols.WithPorts).ToUpperInvariant()}."));

/// <summary>Ports mean nothing without a protocol (400).</summary>
public sealed class SecurityGroupProtocolRequiredWithPortsException()
    : QuantumException(ErrorKind.BadRequest, "Must also specify protocol if port range is given.");

/// <summary>A type or code of ICMP is too large (400).</summary>
/// <param name="field"><c>type</c> or <c>code</c>.</param>
/// <param name="attribute">The attribute that it was sent as.</param>
/// <param name="value">What was sent.</param>
public sealed class SecurityGroupInvalidIcmpValueException(string field, string attribute, int value)
    : QuantumException(
        ErrorKind.BadRequest,
        string.Create(CultureInfo.InvariantCulture, $"Invalid value for ICMP {field} ({attribute}) {value}. It must be 0 to 255."));

/// <summary>A code of ICMP means nothing without a type (400).</summary>
/// <param name="code">The code.</param>
public sealed class SecurityGroupMissingIcmpTypeException(int code)
    : QuantumException(
        ErrorKind.BadRequest,
        string.Create(
            CultureInfo.InvariantCulture, $"ICMP code (port-range-max) {code} is provided but ICMP type (port-range-min) is missing."));

/// <summary>The protocol is one of IPv6 alone (400).</summary>
/// <param name="etherType">The rule's version.</param>
/// <param name="protocol">The protocol.</param>
public sealed class SecurityGroupEthertypeConflictWithProtocolException(string etherType, string protocol)
    : QuantumException(ErrorKind.BadRequest, $"Invalid ethertype {etherType} for protocol {protocol}.");

/// <summary>The addresses are of the other version (400).</summary>
/// <param name="etherType">The rule's version.</param>
/// <param name="cidr">The addresses.</param>
public sealed class SecurityGroupRuleParameterConflictException(string etherType, string cidr)
    : QuantumException(ErrorKind.BadRequest, $"Conflicting value ethertype {etherType} for CIDR {cidr}");

/// <summary>More than one thing is said about the other end (400).</summary>
public sealed class SecurityGroupMultipleRemoteEntitesException()
    : QuantumException(
        ErrorKind.BadRequest, "Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.");

/// <summary>A text is no address and no block of addresses (400).</summary>
/// <param name="input">What was sent.</param>
public sealed class InvalidCIDRException(string input)
    : QuantumException(ErrorKind.BadRequest, $"Invalid CIDR {input} given as IP prefix.");
