using Quantum.Core.Bindings;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.AddressPairs;
using Quantum.Resources.Bindings;
using Quantum.Resources.DhcpOptions;
using Quantum.Resources.Ports;
using Quantum.Resources.PortSecurity;

namespace Quantum.Core.Ports;

/// <summary>The extensions of a plugin whose ports are bound to hosts and filtered there.</summary>
internal static class PortExtensions
{
    /// <summary>What the plugin serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(IPortBindingPlugin plugin) =>
    [
        new("binding", "Port Binding", "Expose port bindings of a virtual port to external application", "2014-02-03T10:00:00-00:00")
        {
            Attributes = PortBindingAttributes.All,
        },
        new(
            "binding-extended",
            "Port Bindings Extended",
            "Expose port bindings of a virtual port to external application",
            "2017-07-17T10:00:00-00:00")
        {
            Children = [Bindings(plugin)],
        },
        new("port-security", "Port Security", "Provides port security", "2012-07-23T10:00:00-00:00")
        {
            Attributes = [PortSecurityAttributes.OfNetwork, PortSecurityAttributes.OfPort],
        },
        new("allowed-address-pairs", "Allowed Address Pairs", "Provides allowed address pairs", "2013-07-23T10:00:00-00:00")
        {
            Attributes = [AddressPairAttributes.AllowedAddressPairs],
        },
        new(
            "extra_dhcp_opt",
            "Neutron Extra DHCP options",
            "Extra options configuration for DHCP. For example PXE boot options to DHCP clients can be specified "
                + "(e.g. tftp-server, server-ip-address, bootfile-name)",
            "2013-03-17T12:00:00-00:00")
        {
            Attributes = [ExtraDhcpOptionAttributes.ExtraDhcpOptions],
        },
        new(
            "port-mac-address-regenerate",
            "Neutron Port MAC address regenerate",
            "Network port MAC address regenerate",
            "2018-05-03T10:00:00-00:00"),
        new("ip_allocation", "IP Allocation", "IP allocation extension.", "2016-06-10T23:00:00-00:00")
        {
            Attributes = [PortDetailAttributes.IpAllocation],
        },
        new(
            "uplink-status-propagation",
            "Uplink status propagation extension",
            "Provides ability to propagate port uplink status.",
            "2018-05-31T18:00:00-00:00")
        {
            Attributes = [PortDetailAttributes.PropagateUplinkStatus],
        },
        new(
            "ip-substring-filtering",
            "IP address substring filtering",
            "Provides IP address substring filtering when listing ports",
            "2017-11-28T09:00:00-00:00"),
    ];

    private static ServedChild<Port, PortBinding> Bindings(IPortBindingPlugin plugin) => new()
    {
        Definition = BindingResource.Definition,
        ExistsIn = profile => profile.StandardAttributes,
        ReadAsync = BindingService.ReadAsync,
        Find = (port, bindings, host) =>
            bindings.FirstOrDefault(binding => binding.Host == host) ?? throw new PortBindingNotFoundException(port.Id, host),
        CreateAsync = plugin.CreateBindingAsync,
        UpdateAsync = plugin.UpdateBindingAsync,
        DeleteAsync = plugin.DeleteBindingAsync,
        Actions = new Dictionary<string, Func<RequestContext, ChangeTarget, string, CancellationToken, Task<PortBinding>>>
        {
            ["activate"] = plugin.ActivateBindingAsync,
        },
    };
}
