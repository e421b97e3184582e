using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Plugins.OpenVSwitch;

/// <summary>Networks on Open vSwitch: flat, VLAN and tunnels. The agents on the hosts build what the rows say.</summary>
public sealed class OpenVSwitchPlugin : DatabasePlugin
{
    /// <summary>Creates the plugin.</summary>
    public OpenVSwitchPlugin(PluginServices services, OpenVSwitchOptions options)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        SegmentPlan = options.ToPlan([NetworkType.Flat, NetworkType.Vlan, NetworkType.Gre, NetworkType.Vxlan, NetworkType.Local]);
    }

    /// <inheritdoc />
    protected override SegmentPlan SegmentPlan { get; }
}
