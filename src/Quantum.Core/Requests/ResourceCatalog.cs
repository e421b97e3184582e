using Microsoft.EntityFrameworkCore;
using Quantum.Core.Networks;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Rbac;
using Quantum.Core.Subnets;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Qos;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Requests;

/// <summary>All resources that this server serves with its plugin. A resource in this list has complete CRUD, lists, bulk and documents.</summary>
public sealed class ResourceCatalog
{
    /// <summary>Puts the core's tables together with the plugin's extensions.</summary>
    public ResourceCatalog(INetworkPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        Extensions = plugin.Extensions;
        var rows = Extensions.SelectMany(extension => extension.Attributes).ToList();
        var children = Extensions.SelectMany(extension => extension.Children).ToList();
        Networks = new ServedResource<Network>
        {
            Definition = NetworkResource.Definition,
            Plugin = plugin,
            Visible = Visibility.Networks,
            Read = NetworkQueries.Read,
            ReadBare = CallerSharing.Read,
        }.With(rows, children);
        Subnets = new ServedResource<Subnet>
        {
            Definition = SubnetResource.Definition,
            Plugin = plugin,
            Visible = Visibility.Subnets,
            Read = SubnetQueries.Read,
            Network = SubnetResource.NetworkId,
        }.With(rows, children);
        Ports = new ServedResource<Port>
        {
            Definition = PortResource.Definition,
            Plugin = plugin,
            Visible = Visibility.Ports,
            Read = PortQueries.Read,
            ReadBare = static (_, ports) => PortQueries.Whole(ports).AsAsyncEnumerable(),
            Joined = [QosPolicyResource.OfPortsNetwork],
            Network = PortResource.NetworkId,
        }.With(rows, children);
        All =
        [
            Networks, Subnets, Ports,
            .. Extensions.SelectMany(extension => extension.Resources.Select(resource => resource.With(rows, children, extension))),
        ];
        SubResources = [.. Extensions.SelectMany(extension => extension.SubResources.Select(resource => resource.With([], [], extension)))];
    }

    /// <summary>What stands below one of them in the URL.</summary>
    public IReadOnlyList<ServedResource> SubResources { get; }

    /// <summary>What the plugin serves beyond the core.</summary>
    public IReadOnlyList<ApiExtension> Extensions { get; }

    /// <summary>Networks.</summary>
    public ServedResource<Network> Networks { get; }

    /// <summary>Subnets.</summary>
    public ServedResource<Subnet> Subnets { get; }

    /// <summary>Ports.</summary>
    public ServedResource<Port> Ports { get; }

    /// <summary>All of them, in the order of documents.</summary>
    public IReadOnlyList<ServedResource> All { get; }
}
