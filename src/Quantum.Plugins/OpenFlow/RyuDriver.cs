using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// Ryu's <c>rest</c> application (v1.0): a network is an id, a port is a number on a switch. Requests have no body; POST is
/// refused for what is known, PUT never is.
/// </summary>
internal sealed class RyuDriver(ControllerClient client) : IControllerDriver
{
    private const string Networks = "/v1.0/networks";

    /// <summary>The network that Ryu's agent puts the switches' own ports on.</summary>
    private const string ExternalNetwork = "__NW_ID_EXTERNAL__";

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        client.UpdateAsync($"{Networks}/{ExternalNetwork}", body: null, cancellationToken);

    public Task CreateNetworkAsync(Network network, CancellationToken cancellationToken) =>
        client.TryCreateAsync(PathOf(network), body: null, cancellationToken);

    public Task RegisterNetworkAsync(Network network, CancellationToken cancellationToken) =>
        client.UpdateAsync(PathOf(network), body: null, cancellationToken);

    /// <summary>Ryu does not know names.</summary>
    public Task UpdateNetworkAsync(Network network, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteNetworkAsync(Network network, CancellationToken cancellationToken) =>
        client.DeleteAsync(PathOf(network), cancellationToken);

    public async Task AttachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken)
    {
        // Known can also mean: as a port of another network. PUT brings it to this one.
        var path = PathOf(port, place);
        if (!await client.TryCreateAsync(path, body: null, cancellationToken))
            await client.UpdateAsync(path, body: null, cancellationToken);
    }

    public Task DetachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken) =>
        client.DeleteAsync(PathOf(port, place), cancellationToken);

    public void Dispose() => client.Dispose();

    private static string PathOf(Network network) => $"{Networks}/{network.Id}";

    private static string PathOf(Port port, SwitchPort place) => $"{Networks}/{port.NetworkId}/{place.DatapathId:x16}_{place.PortNo}";
}
