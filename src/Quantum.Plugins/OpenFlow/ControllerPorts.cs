using Microsoft.Extensions.Logging;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// Brings what the controller knows of ports to what the rows say. Any number of processes may do so at once: each tells what it
/// read, and looks afterwards whether that still holds; so whoever comes last has told the truth.
/// </summary>
internal sealed partial class ControllerPorts(QuantumStore store, Controller controller, ILogger logger)
{
    private const int Rounds = 20;

    /// <summary>As many ports as one statement can name on any database.</summary>
    private const int BatchSize = 500;

    private readonly Turns _turns = new();

    /// <summary>Tells the controller of ports, whatever it was told before, and keeps the status that follows.</summary>
    /// <returns>The ports that there are, as they are then.</returns>
    /// <exception cref="PluginBackendException">The controller failed; the ports it was not told of are in status <c>ERROR</c>.</exception>
    public async Task<IReadOnlyList<Port>> ApplyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var settled = new List<Port>();
        PluginBackendException? failure = null;
        foreach (var batch in ids.Chunk(BatchSize))
        {
            try
            {
                if (failure is null)
                    settled.AddRange(await ApplyBatchAsync(batch, cancellationToken));
                else
                    await GiveUpAsync(batch);
            }
            catch (PluginBackendException e)
            {
                failure = e;
            }
        }

        return failure is null ? settled : throw failure;
    }

    private async Task<IReadOnlyList<Port>> ApplyBatchAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var settled = new List<Port>();
        var told = new Dictionary<Guid, SwitchPort>();
        for (var round = 1; ids.Length > 0; round++)
        {
            if (round > Rounds)
                throw new PluginBackendException("port", ids[0]);

            var states = await ReadAsync(ids, cancellationToken);
            var count = 0;
            Exception? failure = null;
            try
            {
                for (; count < states.Count; count++)
                    await TellAsync(states[count], told, cancellationToken);
            }
            catch (Exception e) when (e is ControllerException or OperationCanceledException)
            {
                failure = e;
                Log.Failed(logger, states[count].PortId, e);
            }

            // What the controller was told is kept even if there is no time left.
            var (kept, stale) = await store.WriteAsync(
                (transaction, token) => KeepAsync(transaction, states, count, token), CancellationToken.None);
            if (failure is not null)
                throw new PluginBackendException("port", states[count].PortId);
            settled.AddRange(kept);
            ids = [.. stale];
        }

        return settled;
    }

    private async Task GiveUpAsync(Guid[] ids)
    {
        var states = await ReadAsync(ids, CancellationToken.None);
        await store.WriteAsync((transaction, token) => KeepAsync(transaction, states, count: 0, token), CancellationToken.None);
    }

    private async Task<IReadOnlyList<PortState>> ReadAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await PortState.ReadAsync(db, ids, cancellationToken);
    }

    private async Task TellAsync(PortState state, Dictionary<Guid, SwitchPort> told, CancellationToken cancellationToken)
    {
        using var turn = await _turns.EnterAsync(state.PortId, cancellationToken);
        if (told.Remove(state.PortId, out var earlier) && earlier != state.Place)
            await controller.DetachPortAsync(state.Subject, earlier, cancellationToken);
        if (state.Place is not { } place)
            return;

        if (!state.IsActive)
        {
            await controller.DetachPortAsync(state.Subject, place, cancellationToken);
            return;
        }

        told[state.PortId] = place;
        await controller.AttachPortAsync(state.Network!, state.Port!, place, cancellationToken);
    }

    /// <summary>Keeps what follows from what the controller was told.</summary>
    /// <param name="transaction">Where.</param>
    /// <param name="states">What the ports were.</param>
    /// <param name="count">Of how many of them the controller knows.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    /// <returns>The ports of which the controller knows, and the ids of those that have changed meanwhile.</returns>
    private static async Task<(IReadOnlyList<Port> Kept, IReadOnlyList<Guid> Stale)> KeepAsync(
        StoreTransaction transaction, IReadOnlyList<PortState> states, int count, CancellationToken cancellationToken)
    {
        var now = await PortState.ReadAsync(transaction.Db, [.. states.Select(state => state.PortId)], cancellationToken);
        var kept = new List<Port>();
        var stale = new List<Guid>();
        for (var i = 0; i < states.Count; i++)
        {
            var isTold = i < count;
            if (isTold && !now[i].SaysTheSameAs(states[i]))
            {
                stale.Add(now[i].PortId);
                continue;
            }

            if (isTold && now[i] is { Plugged: { } gone } state && (gone.IsLeaving || state.Port is null))
                transaction.Db.Remove(gone);
            if (now[i].Port is { } port)
            {
                Change(transaction, port, isTold ? now[i].Status : ResourceStatus.Error);
                kept.Add(port);
            }
        }

        return (kept, stale);
    }

    private static void Change(StoreTransaction transaction, Port port, ResourceStatus status)
    {
        if (port.Status == status)
            return;
        port.Status = status;
        port.Touch(transaction.Now);
    }

    /// <summary>Ids 5001 to 5049; next 5002.</summary>
    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Error, "The controller could not be told of port {PortId}")]
        public static partial void Failed(ILogger logger, Guid portId, Exception exception);
    }
}
