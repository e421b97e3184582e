using Quantum.Core.Bindings;
using Quantum.Core.Plugins;
using Quantum.Resources.AddressPairs;
using Quantum.Resources.Attributes;
using Quantum.Resources.DhcpOptions;
using Quantum.Resources.Ports;
using Quantum.Resources.PortSecurity;

namespace Quantum.Core.Ports;

/// <summary>How a port meets its host and what may pass through it: binding, port security, address pairs, DHCP options.</summary>
public sealed class PortWiring(PortOptions options)
{
    /// <summary>Wires a new port, whose MAC address and network's port security are settled.</summary>
    public async Task CreateAsync(ChangeScope scope, Port port, AttributeValues values, CancellationToken cancellationToken)
    {
        Filter(port, values);

        // The service's own ports send for others.
        port.PortSecurityEnabled &= !DeviceOwners.IsOfService(port.DeviceOwner);
        DemandConsistent(port);
        await PortBinder.BindAsync(scope, port, values, cancellationToken);
    }

    /// <summary>Wires a port anew, where the request says something about it.</summary>
    public Task UpdateAsync(ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        Filter(port, changes);
        DemandConsistent(port);
        return PortBinder.RebindAsync(scope, port, changes, cancellationToken);
    }

    private void Filter(Port port, AttributeValues values)
    {
        port.PortSecurityEnabled = values.GetOr(PortSecurityAttributes.OfPort, port.PortSecurityEnabled);
        if (values.TryGet(AddressPairAttributes.AllowedAddressPairs, out var pairs))
            port.AllowedAddressPairs = Completed(port, pairs);
        if (values.TryGet(ExtraDhcpOptionAttributes.ExtraDhcpOptions, out var asked))
            port.ExtraDhcpOptions = ExtraDhcpOption.Merge(port.ExtraDhcpOptions, asked);
    }

    /// <summary>What can be filtered only where there is a filter.</summary>
    private static void DemandConsistent(Port port)
    {
        if (!port.PortSecurityEnabled && port.AllowedAddressPairs.Count > 0)
            throw new AddressPairAndPortSecurityRequiredException();
    }

    private List<AllowedAddressPair> Completed(Port port, IReadOnlyList<AllowedAddressPair> pairs)
    {
        if (pairs.Count > options.MaxAllowedAddressPair)
            throw new AllowedAddressPairExhaustedException(options.MaxAllowedAddressPair);

        List<AllowedAddressPair> completed = [.. pairs.Select(pair => pair with { MacAddress = pair.MacAddress ?? port.MacAddress })];
        AllowedAddressPair.DemandDistinct(completed);
        return completed;
    }
}
