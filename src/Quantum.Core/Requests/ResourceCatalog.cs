using Microsoft.EntityFrameworkCore;
using Quantum.Core.Networks;
using Quantum.Core.Plugins;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Requests;

/// <summary>All resources that this server serves with its plugin. A resource in this list has complete CRUD, lists, bulk and documents.</summary>
public sealed class ResourceCatalog
{
    /// <summary>Puts the tables together with the plugin's rows.</summary>
    public ResourceCatalog(INetworkPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        Networks = new()
        {
            Definition = NetworkResource.Definition.With(plugin.NetworkAttributes),
            Plugin = plugin,
            Visible = Visibility.Networks,
            Read = NetworkQueries.Read,
        };
        Subnets = new()
        {
            Definition = SubnetResource.Definition.With(plugin.SubnetAttributes),
            Plugin = plugin,
            Visible = Visibility.Subnets,
            Read = static (_, subnets) => subnets.Include(subnet => subnet.AllocationPools.OrderBy(pool => pool.FirstIp)).AsAsyncEnumerable(),
            Network = SubnetResource.NetworkId,
        };
        Ports = new()
        {
            Definition = PortResource.Definition.With(plugin.PortAttributes),
            Plugin = plugin,
            Visible = Visibility.Ports,
            Read = static (_, ports) => ports.Include(port => port.Allocations).AsAsyncEnumerable(),
            Network = PortResource.NetworkId,
        };
        All = [Networks, Subnets, Ports];
    }

    /// <summary>Networks.</summary>
    public ServedResource<Network> Networks { get; }

    /// <summary>Subnets.</summary>
    public ServedResource<Subnet> Subnets { get; }

    /// <summary>Ports.</summary>
    public ServedResource<Port> Ports { get; }

    /// <summary>All of them, in the order of documents.</summary>
    public IReadOnlyList<ServedResource> All { get; }
}
