using Quantum.Core.Plugins;
using Quantum.Resources.Dns;

namespace Quantum.Core.Dns;

/// <summary>The extensions by which ports and floating IPs have names.</summary>
internal static class DnsExtensions
{
    /// <summary>What the plugin serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(PortDnsAttributes ofPorts) =>
    [
        new("dns-integration", "DNS Integration", "Provides integration with DNS.", "2015-08-15T18:00:00-00:00")
        {
            Attributes = [ofPorts.Name, ofPorts.Assignment, FloatingIpDnsAttributes.Name, FloatingIpDnsAttributes.Domain],
        },
        new(
            "dns-domain-ports",
            "dns_domain for ports",
            "Allows the DNS domain to be specified for a network port.",
            "2017-04-24T10:00:00-00:00")
        {
            Attributes = [ofPorts.Domain],
        },
    ];
}
