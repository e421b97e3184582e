using Quantum.Core.Plugins;
using Quantum.Resources.Dns;

namespace Quantum.Core.Dns;

/// <summary>The extension by which ports and floating IPs have names.</summary>
internal static class DnsExtension
{
    /// <summary>What the plugin serves.</summary>
    public static ApiExtension Of(PortDnsAttributes ofPorts) =>
        new("dns-integration", "DNS Integration", "Provides integration with DNS.", "2015-08-15T18:00:00-00:00")
        {
            Attributes = [ofPorts.Name, ofPorts.Assignment, FloatingIpDnsAttributes.Name, FloatingIpDnsAttributes.Domain],
        };
}
