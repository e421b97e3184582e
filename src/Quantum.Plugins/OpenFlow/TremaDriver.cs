using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>Trema's sliceable switch: a network is a slice with a description; how ports belong to it is a matter of the binding.</summary>
internal sealed class TremaDriver(ControllerClient client, ITremaBinding binding) : IControllerDriver
{
    private const string Networks = "/networks";

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CreateNetworkAsync(Network network, CancellationToken cancellationToken) => TryCreateAsync(network, cancellationToken);

    public async Task RegisterNetworkAsync(Network network, CancellationToken cancellationToken)
    {
        if (!await TryCreateAsync(network, cancellationToken))
            await UpdateNetworkAsync(network, cancellationToken);
    }

    public Task UpdateNetworkAsync(Network network, CancellationToken cancellationToken) =>
        client.UpdateAsync(PathOf(network.Id), new { Description = Describe(network) }, cancellationToken);

    public Task DeleteNetworkAsync(Network network, CancellationToken cancellationToken) =>
        client.DeleteAsync(PathOf(network.Id), cancellationToken);

    public Task AttachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken) =>
        binding.AttachAsync(client, PathOf(port.NetworkId), port.Id, place, cancellationToken);

    public Task DetachPortAsync(Port port, SwitchPort place, CancellationToken cancellationToken) =>
        binding.DetachAsync(client, PathOf(port.NetworkId), port.Id, cancellationToken);

    public void Dispose() => client.Dispose();

    private Task<bool> TryCreateAsync(Network network, CancellationToken cancellationToken) =>
        client.TryCreateAsync(Networks, new { network.Id, Description = Describe(network) }, cancellationToken);

    private static string PathOf(Guid networkId) => $"{Networks}/{networkId}";

    private static string Describe(Network network) => $"ID={network.Id} Name={network.Name} at Quantum.";
}
