using Quantum.Core.Agents;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Ports;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Plugins.LinuxBridge;

/// <summary>Networks on Linux bridges: flat and VLAN. The agents on the hosts build what the rows say.</summary>
public sealed class LinuxBridgePlugin : DatabasePlugin, IAgentPlugin
{
    private const int Flat = -1;
    private const int Local = -2;

    private static readonly DeviceDetail VlanId = DeviceDetail.Of("vlan_id", AttributeTypes.Integer, "101", VlanOf);

    private readonly Vif _vif;

    /// <summary>Creates the plugin.</summary>
    public LinuxBridgePlugin(PluginServices services, LinuxBridgeOptions options, DeviceReports reports)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        _vif = options.VifType == "ovs" ? Vif.OpenVSwitch : Vif.LinuxBridge;
        SegmentPlan = options.ToPlan([NetworkType.Flat, NetworkType.Vlan, NetworkType.Local]);
        var devices = new DeviceMethods(reports, DeviceNames.Tap);
        AgentMethods =
        [
            devices.GetDetails(
                [DeviceDetail.PhysicalNetwork, VlanId, DeviceDetail.NetworkId, DeviceDetail.PortId, DeviceDetail.AdminStateUp],
                static port => port.AdminStateUp ? ResourceStatus.Active : ResourceStatus.Down),
            devices.Up(),
            devices.Down(),
        ];
    }

    /// <inheritdoc />
    public IReadOnlyList<AgentMethod> AgentMethods { get; }

    /// <inheritdoc />
    protected override SegmentPlan SegmentPlan { get; }

    /// <summary>A bridge connects virtual interfaces alone.</summary>
    protected override Task<Vif> BindAsync(
        StoreTransaction transaction, Port port, PortBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return Task.FromResult(binding.VnicType == VnicTypes.Normal ? _vif : Vif.Failed);
    }

    /// <summary>Agents know networks that have no VLAN by numbers below zero.</summary>
    private static int VlanOf(PortDevice device) => device.Network.Segment is { } segment ? segment.SegmentationId ?? Flat : Local;
}
