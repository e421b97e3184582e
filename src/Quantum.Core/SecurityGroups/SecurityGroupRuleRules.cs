using System.Globalization;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>What makes a rule valid, as far as the rule itself tells.</summary>
public static class SecurityGroupRuleRules
{
    private const int FirstPort = 1;
    private const int LastPort = 65535;
    private const int LargestIcmpNumber = 255;

    /// <summary>The one group that the rules of a request are for.</summary>
    public static Guid GroupOf(IReadOnlyList<SecurityGroupRule> rules)
    {
        if (rules.Any(rule => rule.SecurityGroupId != rules[0].SecurityGroupId))
            throw new SecurityGroupNotSingleGroupRulesException();
        if (rules.Any(rule => rule.TenantId != rules[0].TenantId))
            throw new SecurityGroupRulesNotSingleTenantException();
        return rules[0].SecurityGroupId;
    }

    /// <summary>Brings a rule into the form in which it is kept, and refuses what contradicts itself.</summary>
    public static void Settle(SecurityGroupRule rule)
    {
        if (rule.EtherType == EtherType.IPv6)
            rule.Protocol = TodaysIcmp(rule.Protocol);
        if ((rule.PortRangeMin, rule.PortRangeMax) == (FirstPort, LastPort))
            (rule.PortRangeMin, rule.PortRangeMax) = (null, null);

        var protocol = rule.Protocol is { } named ? IpProtocols.NumberOf(named) : (int?)null;
        CheckPorts(rule, protocol);
        rule.NormalizedCidr = rule.RemoteIpPrefix is { } prefix ? IpCidr.Parse(prefix) : null;
        if (rule.NormalizedCidr is { } cidr && (cidr.IpVersion == 4) != (rule.EtherType == EtherType.IPv4))
            throw new SecurityGroupRuleParameterConflictException(rule.EtherType, rule.RemoteIpPrefix!);
        if (rule.EtherType == EtherType.IPv4 && protocol is { } number && IpProtocols.IsOfIpV6(number))
            throw new SecurityGroupEthertypeConflictWithProtocolException(rule.EtherType, rule.Protocol!);
        rule.Meaning = MeaningOf(rule, protocol);
    }

    /// <summary>At most one thing is said about the other end.</summary>
    public static void CheckRemote(AttributeValues values)
    {
        var said = (values.Get(SecurityGroupRuleResource.RemoteIpPrefix) is null ? 0 : 1)
            + (values.Get(SecurityGroupRuleResource.RemoteGroupId) is null ? 0 : 1)
            + (values.Get(SecurityGroupRuleResource.RemoteAddressGroupId) is null ? 0 : 1);
        if (said > 1)
            throw new SecurityGroupMultipleRemoteEntitesException();
    }

    /// <summary>Old clients ask for ICMP of IPv6 by the names and the number of that of IPv4.</summary>
    private static string? TodaysIcmp(string? protocol) => protocol switch
    {
        "icmp" or "icmpv6" => IpProtocols.IcmpV6Name,
        "1" => IpProtocols.IcmpV6.ToString(CultureInfo.InvariantCulture),
        _ => protocol,
    };

    private static void CheckPorts(SecurityGroupRule rule, int? protocol)
    {
        var (first, last) = (rule.PortRangeMin, rule.PortRangeMax);
        if (first is null && last is null)
            return;

        switch (protocol)
        {
            case null:
                throw new SecurityGroupProtocolRequiredWithPortsException();
            case { } number when IpProtocols.HasPorts(number):
                if (first == 0 || last == 0)
                    throw new SecurityGroupInvalidPortValueException("0");
                if (first is null || last is null || first > last)
                    throw new SecurityGroupInvalidPortRangeException();
                break;
            case IpProtocols.Icmp or IpProtocols.IcmpV6:
                if (first > LargestIcmpNumber)
                    throw new SecurityGroupInvalidIcmpValueException("type", "port_range_min", first.Value);
                if (last > LargestIcmpNumber)
                    throw new SecurityGroupInvalidIcmpValueException("code", "port_range_max", last.Value);
                if (first is null)
                    throw new SecurityGroupMissingIcmpTypeException(last!.Value);
                break;
            case { } number:
                throw new SecurityGroupInvalidProtocolForPortException(number);
        }
    }

    /// <summary>A block of all addresses says as little about the other end as none; a protocol's name says what its number says.</summary>
    private static string MeaningOf(SecurityGroupRule rule, int? protocol)
    {
        var prefix = rule.RemoteIpPrefix is "0.0.0.0/0" or "::/0" ? null : rule.RemoteIpPrefix;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rule.Direction} {rule.EtherType} {protocol} {rule.PortRangeMin}-{rule.PortRangeMax} {rule.RemoteGroupId}{prefix}");
    }
}
