namespace Quantum.Plugins.OpenFlow;

/// <summary>What makes frames belong to a slice of Trema's sliceable switch.</summary>
internal interface ITremaBinding
{
    /// <summary>Binds a port to its network at a place, and nowhere else.</summary>
    /// <param name="client">The controller.</param>
    /// <param name="network">The network's path.</param>
    /// <param name="portId">The port.</param>
    /// <param name="place">Where it is plugged in.</param>
    /// <param name="cancellationToken">Abandons the operation.</param>
    Task AttachAsync(ControllerClient client, string network, Guid portId, SwitchPort place, CancellationToken cancellationToken);

    /// <summary>Removes a port from its network.</summary>
    /// <param name="client">The controller.</param>
    /// <param name="network">The network's path.</param>
    /// <param name="portId">The port.</param>
    /// <param name="cancellationToken">Abandons the operation.</param>
    Task DetachAsync(ControllerClient client, string network, Guid portId, CancellationToken cancellationToken);
}
