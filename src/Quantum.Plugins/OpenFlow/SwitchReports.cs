using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// Keeps where agents say that ports are plugged in, and tells the controller. A place is forgotten when the controller knows
/// that the port has left it, not before: what fails is repeated by the next report or change.
/// </summary>
internal sealed class SwitchReports(QuantumStore store, ControllerPorts ports)
{
    /// <summary>Takes over what an agent reports.</summary>
    /// <param name="datapath">The agent's switch.</param>
    /// <param name="added">The ports that are plugged in there; none is named twice, and no place.</param>
    /// <param name="removed">The ports that are not plugged in there any more; of other switches the agent knows nothing.</param>
    /// <param name="carries">The networks whose ports are meant.</param>
    /// <param name="cancellationToken">Ends the controller's time.</param>
    public async Task TakeAsync(
        ulong datapath,
        IReadOnlyCollection<SwitchReport> added,
        IReadOnlyCollection<Guid> removed,
        Func<Network, bool> carries,
        CancellationToken cancellationToken)
    {
        var places = added.ToDictionary(
            report => report.PortId,
            report => new SwitchPort(datapath, report.PortNo, SwitchPort.Untagged, report.MacAddress));
        var gone = removed.Where(id => !places.ContainsKey(id)).ToHashSet();

        var leaving = await store.WriteAsync(
            (transaction, token) => LeaveAsync(transaction.Db, datapath, places, gone, token), cancellationToken);
        await ports.ApplyAsync(leaving, cancellationToken);

        var plugged = await store.WriteAsync(
            (transaction, token) => PlugInAsync(transaction.Db, places, carries, token), cancellationToken);
        await ports.ApplyAsync(plugged, cancellationToken);
    }

    /// <summary>Marks the ports that leave the place where they are, and those in whose place another one was found.</summary>
    private static async Task<IReadOnlyList<Guid>> LeaveAsync(
        QuantumDbContext db, ulong datapath, Dictionary<Guid, SwitchPort> places, HashSet<Guid> gone, CancellationToken cancellationToken)
    {
        var ids = places.Keys.Concat(gone).ToList();
        var numbers = places.Values.Select(place => (long)place.PortNo).ToList();
        var thisSwitch = PortState.TextOf(datapath);
        var rows = await db.PluggedPorts
            .Where(row => ids.Contains(row.PortId) || (row.DatapathId == thisSwitch && numbers.Contains(row.PortNo)))
            .OrderBy(row => row.PortId)
            .ToListAsync(cancellationToken);
        var leaving = rows.FindAll(row => places.TryGetValue(row.PortId, out var place)
            ? place != PortState.PlaceOf(row)
            : row.DatapathId == thisSwitch);
        leaving.ForEach(row => row.IsLeaving = true);
        return [.. leaving.Select(row => row.PortId)];
    }

    /// <summary>Writes the places of the ports that there are; one whose row names another place was moved again meanwhile.</summary>
    private static async Task<IReadOnlyList<Guid>> PlugInAsync(
        QuantumDbContext db, Dictionary<Guid, SwitchPort> places, Func<Network, bool> carries, CancellationToken cancellationToken)
    {
        var plugged = new List<Guid>();
        foreach (var state in await PortState.ReadAsync(db, [.. places.Keys], cancellationToken))
        {
            if (state.Port is null || state.Network is null || !carries(state.Network))
                continue;

            var place = places[state.PortId];
            if (state.Plugged is null)
                db.Add(RowOf(state.Port, place));
            else if (state.Place == place)
                state.Plugged.IsLeaving = false;
            plugged.Add(state.PortId);
        }

        return plugged;
    }

    private static PluggedPort RowOf(Port port, SwitchPort place) => new()
    {
        PortId = port.Id,
        NetworkId = port.NetworkId,
        DatapathId = PortState.TextOf(place.DatapathId),
        PortNo = place.PortNo,
        VlanId = place.VlanId,
        MacAddress = place.MacAddress,
    };
}
