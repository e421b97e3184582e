using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Plugins.OpenFlow;

/// <summary>Brings what the controller knows of networks to what the rows say, as <see cref="ControllerPorts"/> does for ports.</summary>
internal sealed class ControllerNetworks(QuantumStore store, Controller controller, ControllerPorts ports)
{
    private const int Rounds = 20;

    private readonly Turns _turns = new();

    /// <summary>The status of a network that the controller knows.</summary>
    public static ResourceStatus StatusOf(Network network) => network.AdminStateUp ? ResourceStatus.Active : ResourceStatus.Down;

    /// <summary>Tells of a new network.</summary>
    /// <returns>The network as it is then; <c>null</c> when it is deleted.</returns>
    public Task<Network?> CreateAsync(Network network, CancellationToken cancellationToken) =>
        SettleAsync(network, controller.CreateNetworkAsync, cancellationToken);

    /// <summary>Tells of a network's name.</summary>
    /// <inheritdoc cref="CreateAsync" path="/returns" />
    public Task<Network?> RenameAsync(Network network, CancellationToken cancellationToken) =>
        SettleAsync(network, controller.RenameNetworkAsync, cancellationToken);

    /// <summary>Tells of a network and its ports, whatever the controller knows.</summary>
    /// <inheritdoc cref="CreateAsync" path="/returns" />
    public Task<Network?> RegisterAsync(Network network, CancellationToken cancellationToken) =>
        SettleAsync(network, RegisterWithPortsAsync, cancellationToken);

    /// <summary>Tells that a network is gone, and its ports before it.</summary>
    public async Task DeleteAsync(Network network, CancellationToken cancellationToken)
    {
        using var turn = await _turns.EnterAsync(network.Id, cancellationToken);
        await ApplyPortsAsync(network.Id, cancellationToken);
        await controller.DeleteNetworkAsync(network, cancellationToken);
    }

    private async Task<Network?> SettleAsync(
        Network network, Func<Network, CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        using var turn = await _turns.EnterAsync(network.Id, cancellationToken);
        for (var round = 1; round <= Rounds; round++)
        {
            await tell(network, cancellationToken);
            var (isSettled, now) = await store.WriteAsync(
                (transaction, token) => KeepAsync(transaction, network, token), CancellationToken.None);
            if (isSettled)
                return now;
            if (now is null)
            {
                await controller.DeleteNetworkAsync(network, cancellationToken);
                return null;
            }

            (network, tell) = (now, RegisterWithPortsAsync);
        }

        throw new PluginBackendException("network", network.Id);
    }

    private async Task RegisterWithPortsAsync(Network network, CancellationToken cancellationToken)
    {
        await controller.RegisterNetworkAsync(network, cancellationToken);
        await ApplyPortsAsync(network.Id, cancellationToken);
    }

    private async Task ApplyPortsAsync(Guid networkId, CancellationToken cancellationToken)
    {
        List<Guid> ids;
        await using (var db = store.OpenRead())
        {
            ids = await db.PluggedPorts.Where(plugged => plugged.NetworkId == networkId)
                .OrderBy(plugged => plugged.PortId).Select(plugged => plugged.PortId).ToListAsync(cancellationToken);
        }

        await ports.ApplyAsync(ids, cancellationToken);
    }

    /// <summary>Keeps the status, unless the network is another one by now than the controller was told.</summary>
    private static async Task<(bool IsSettled, Network? Now)> KeepAsync(
        StoreTransaction transaction, Network told, CancellationToken cancellationToken)
    {
        var now = await transaction.Db.Networks.Include(network => network.Segment)
            .FirstOrDefaultAsync(network => network.Id == told.Id, cancellationToken);
        if (now is null || now.Name != told.Name || now.AdminStateUp != told.AdminStateUp)
            return (false, now);

        if (now.Status != StatusOf(now))
        {
            now.Status = StatusOf(now);
            now.Touch(transaction.Now);
        }

        return (true, now);
    }
}
