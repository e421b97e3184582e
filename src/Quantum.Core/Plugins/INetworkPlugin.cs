using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Plugins;

/// <summary>
/// The one class that every change of networks, subnets and ports is handed to. The server names it in its configuration
/// (<c>Quantum:Plugin</c>), creates one instance, with constructor parameters from its services, and calls it from many
/// requests at once. Further abilities are interfaces of their own; derive from <see cref="DatabasePlugin"/> to inherit all.
/// </summary>
public interface INetworkPlugin : IResourcePlugin<Network>, IResourcePlugin<Subnet>, IResourcePlugin<Port>
{
    /// <summary>What the plugin serves beyond networks, subnets and ports; always the same instances. No alias may occur twice.</summary>
    IReadOnlyList<ApiExtension> Extensions { get; }
}
