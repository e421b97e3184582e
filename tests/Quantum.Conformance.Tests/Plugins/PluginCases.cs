using Quantum.Server.Tests.Plugins;
using Quantum.TestSupport.OpenFlow;

namespace Quantum.Conformance.Tests.Plugins;

/// <summary>All plugins. One that is not here fails <see cref="CompletenessTests"/>.</summary>
internal static class PluginCases
{
    private const string OpenVSwitch = "Quantum:OpenVSwitch";
    private const string LinuxBridge = "Quantum:LinuxBridge";

    private static readonly string[] Vlans =
        [$"{LinuxBridge}:TenantNetworkType=vlan", $"{LinuxBridge}:NetworkVlanRanges:0=physnet1:100:3999", $"{LinuxBridge}:NetworkVlanRanges:1=*"];

    private static readonly string[] Tunnels =
    [
        $"{OpenVSwitch}:TenantNetworkType=gre",
        $"{OpenVSwitch}:EnableTunneling=true",
        $"{OpenVSwitch}:TunnelIdRanges:0=1:9999",
        $"{OpenVSwitch}:NetworkVlanRanges:0=*",
    ];

    /// <summary>A tunnel's head takes its place in every packet.</summary>
    private static readonly string[] Tunnelled = ["mtu"];

    private static readonly string[] Flavors =
    [
        "Quantum:Meta:PluginList:0=ovs:OpenVSwitch",
        "Quantum:Meta:PluginList:1=lb:LinuxBridge",
        "Quantum:Meta:L3PluginList:0=lb:LinuxBridge",
        "Quantum:Meta:L3PluginList:1=ovs:OpenVSwitch",
        "Quantum:Meta:DefaultFlavor=ovs",
        "Quantum:Meta:DefaultL3Flavor=lb",
    ];

    public static IReadOnlyList<PluginCase> All { get; } =
    [
        new("Database", "Quantum:Plugin=Database"),
        new("OpenVSwitch", ["Quantum:Plugin=OpenVSwitch", .. Tunnels]) { OwnValues = Tunnelled },
        new("LinuxBridge", ["Quantum:Plugin=LinuxBridge", .. Vlans]),
        new("Meta", ["Quantum:Plugin=Meta", .. Flavors, .. Tunnels, .. Vlans])
        {
            Extensions = ["flavor"],
            Attributes = ["flavor:network"],
            OwnValues = Tunnelled,
        },
        new("OpenFlow", "Quantum:Plugin=OpenFlow", "Quantum:OpenFlow:Driver=ryu")
        {
            MissingExtensions = ["provider"],
            OwnValues = ["status", "revision_number"],
            StartBackendAsync = static async () =>
            {
                var controller = await FakeController.StartAsync();
                return new(OpenFlowHost.Options(controller, "ryu"), controller);
            },
        },
        new("Acme", $"Quantum:Plugin={AcmeServer.Plugin}")
        {
            Extensions = ["acme-cables"],
            Attributes = ["acme:colour"],
        },
    ];

    public static PluginCase Named(string name) => All.Single(plugin => plugin.Name == name);
}
