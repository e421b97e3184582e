using Quantum.Core.Plugins;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>The extension of plugins whose networks are carried by something.</summary>
internal static class ProviderNetworkExtension
{
    public static ApiExtension Instance { get; } =
        new("provider", "Provider Network", "Expose mapping of virtual networks to physical networks", "2012-09-07T10:00:00-00:00")
        {
            Namespace = "http://docs.openstack.org/ext/provider/api/v1.0",
            Attributes = ProviderNetworkAttributes.All,
        };
}
