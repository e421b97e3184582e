using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Plugins.LinuxBridge;

/// <summary>Networks on Linux bridges: flat and VLAN. The agents on the hosts build what the rows say.</summary>
public sealed class LinuxBridgePlugin : DatabasePlugin
{
    /// <summary>Creates the plugin.</summary>
    public LinuxBridgePlugin(PluginServices services, LinuxBridgeOptions options)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        SegmentPlan = options.ToPlan([NetworkType.Flat, NetworkType.Vlan, NetworkType.Local]);
    }

    /// <inheritdoc />
    protected override SegmentPlan SegmentPlan { get; }
}
