using Quantum.Core.Agents;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Ports;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Plugins.OpenVSwitch;

/// <summary>Networks on Open vSwitch: flat, VLAN and tunnels. The agents on the hosts build what the rows say.</summary>
public sealed class OpenVSwitchPlugin : DatabasePlugin, IAgentPlugin
{
    /// <summary>Creates the plugin.</summary>
    public OpenVSwitchPlugin(PluginServices services, OpenVSwitchOptions options, DeviceReports reports, TunnelEndpoints tunnels)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tunnels);
        SegmentPlan = options.ToPlan([NetworkType.Flat, NetworkType.Vlan, NetworkType.Gre, NetworkType.Vxlan, NetworkType.Local]);
        var devices = new DeviceMethods(reports, DeviceNames.PortId);
        AgentMethods =
        [
            devices.GetDetails(
                [
                    DeviceDetail.NetworkId,
                    DeviceDetail.PortId,
                    DeviceDetail.AdminStateUp,
                    DeviceDetail.NetworkType,
                    DeviceDetail.SegmentationId,
                    DeviceDetail.PhysicalNetwork,
                ],
                static _ => ResourceStatus.Active),
            devices.Down(),
            tunnels.Method(NetworkType.Gre),
        ];
    }

    /// <inheritdoc />
    public IReadOnlyList<AgentMethod> AgentMethods { get; }

    /// <inheritdoc />
    protected override SegmentPlan SegmentPlan { get; }

    /// <summary>Open vSwitch connects virtual interfaces alone.</summary>
    protected override Task<Vif> BindAsync(
        StoreTransaction transaction, Port port, PortBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return Task.FromResult(binding.VnicType == VnicTypes.Normal ? Vif.OpenVSwitch : Vif.Failed);
    }
}
