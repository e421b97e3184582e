using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// What an OpenFlow controller is told. Every operation may be repeated: creating what the controller knows and deleting what
/// it does not know are successes. A controller that refuses, fails or does not answer in time raises a
/// <see cref="ControllerException"/>; what it has done by then is unknown.
/// </summary>
internal interface IControllerDriver : IDisposable
{
    /// <summary>What the controller must know before any network: at the start, and after the controller lost its state.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>A new network.</summary>
    Task CreateNetworkAsync(Network network, CancellationToken cancellationToken);

    /// <summary>A network that the controller may or may not know; afterwards it knows it as it is now.</summary>
    Task RegisterNetworkAsync(Network network, CancellationToken cancellationToken);

    /// <summary>A known network has another name.</summary>
    Task UpdateNetworkAsync(Network network, CancellationToken cancellationToken);

    /// <summary>A network is gone, and its ports with it.</summary>
    Task DeleteNetworkAsync(Network network, CancellationToken cancellationToken);

    /// <summary>A port of a known network is plugged in; wherever the controller believed it to be, it is there now.</summary>
    Task AttachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken);

    /// <summary>A port is not plugged in any more.</summary>
    /// <param name="port">The port.</param>
    /// <param name="place">Where it was attached.</param>
    /// <param name="cancellationToken">Abandons the operation.</param>
    Task DetachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken);
}
