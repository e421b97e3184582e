using Quantum.Resources.Attributes;
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
    /// <summary>
    /// Attributes that the plugin adds to networks; see <see cref="ExtensionAttribute"/>. Always the same instances: they are the
    /// keys under which values are kept. No name of the table may occur twice.
    /// </summary>
    IReadOnlyList<IResourceAttribute<Network>> NetworkAttributes { get; }

    /// <inheritdoc cref="NetworkAttributes" path="/summary" />
    IReadOnlyList<IResourceAttribute<Subnet>> SubnetAttributes { get; }

    /// <inheritdoc cref="NetworkAttributes" path="/summary" />
    IReadOnlyList<IResourceAttribute<Port>> PortAttributes { get; }
}
