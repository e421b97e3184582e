using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;

namespace Quantum.Resources.Dns;

/// <summary>The rows by which floating IPs have names of their own; they never change.</summary>
public static class FloatingIpDnsAttributes
{
    /// <summary><c>dns_name</c>: the name below the domain.</summary>
    public static readonly AttributeDefinition<FloatingIp, string> Name =
        Attribute("dns_name", DnsNames.RelativeHost, floatingIp => floatingIp.DnsName)
            .Extension((floatingIp, name) => floatingIp.DnsName = name)
            .Doc("The name in DNS, below dns_domain.", "\"\"");

    /// <summary><c>dns_domain</c>: the domain.</summary>
    public static readonly AttributeDefinition<FloatingIp, string> Domain =
        Attribute("dns_domain", DnsNames.Domain, floatingIp => floatingIp.DnsDomain)
            .Extension((floatingIp, domain) => floatingIp.DnsDomain = domain)
            .Doc("The domain of the name in DNS; ends with a dot.", "\"\"");

    /// <summary>A new floating IP has both or none.</summary>
    /// <exception cref="BadRequestException">It has one of them.</exception>
    public static void DemandWhole(FloatingIp floatingIp)
    {
        ArgumentNullException.ThrowIfNull(floatingIp);
        if (floatingIp.DnsDomain.Length > 0 && floatingIp.DnsName.Length == 0)
            throw new BadRequestException("floatingip", "dns_domain cannot be specified without a dns_name");
        if (floatingIp.DnsName.Length > 0 && floatingIp.DnsDomain.Length == 0)
            throw new BadRequestException("floatingip", "dns_name cannot be specified without a dns_domain");
    }

    private static AttributeDefinition<FloatingIp, string> Attribute(
        string name, AttributeType<string> type, Expression<Func<FloatingIp, string>> read) =>
        new AttributeDefinition<FloatingIp, string>(name, type, read)
            .PostDefault("").Filter().Sort().Only(profile => profile.StandardAttributes);
}
