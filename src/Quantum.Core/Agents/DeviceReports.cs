using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;

namespace Quantum.Core.Agents;

/// <summary>
/// What agents say of the devices on their hosts. The status of a port follows; the port is touched only when that changes it.
/// </summary>
public sealed class DeviceReports(QuantumStore store)
{
    /// <summary>Finds the port of a device and gives it the status that follows from the report.</summary>
    /// <param name="names">How the agent names devices.</param>
    /// <param name="device">The device.</param>
    /// <param name="carries">The networks whose devices are meant.</param>
    /// <param name="follows">The status that a port then has.</param>
    /// <param name="cancellationToken">Abandons the work; nothing is changed then.</param>
    /// <returns>The port with its network; <c>null</c> when the device is unknown.</returns>
    public async Task<PortDevice?> ReportAsync(
        DeviceNames names,
        string device,
        Func<Network, bool> carries,
        Func<Port, ResourceStatus> follows,
        CancellationToken cancellationToken)
    {
        // Agents repeat themselves: most reports change nothing and need no transaction.
        var known = await ReadAsync(names, device, cancellationToken);
        if (known is null || !carries(known.Network))
            return null;
        if (known.Port.Status == follows(known.Port))
            return known;

        return await store.WriteAsync(
            async (transaction, token) =>
            {
                await StoreLocks.QueueForAsync<Port>(transaction, known.Port.Id, token);
                var found = await FindAsync(transaction.Db, names, device, token);
                if (found is null || found.Port.Status == follows(found.Port))
                    return found;

                found.Port.Status = follows(found.Port);
                found.Port.Touch(transaction.Now);
                return found;
            },
            cancellationToken);
    }

    /// <summary>The network of a device, whatever kind of agent names it; <c>null</c> when the device is unknown.</summary>
    public async Task<Network?> NetworkOfAsync(string device, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(DeviceNames.PortId, device, cancellationToken)
            ?? await ReadAsync(DeviceNames.Tap, device, cancellationToken);
        return found?.Network;
    }

    private async Task<PortDevice?> ReadAsync(DeviceNames names, string device, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return await FindAsync(db, names, device, cancellationToken);
    }

    private static async Task<PortDevice?> FindAsync(
        QuantumDbContext db, DeviceNames names, string device, CancellationToken cancellationToken)
    {
        if (names.Match(device) is not { } matches)
            return null;

        var port = await db.Ports.Where(matches).OrderBy(port => port.Id).FirstOrDefaultAsync(cancellationToken);
        var network = port is null ? null
            : await db.Networks.Include(network => network.Segment)
                .FirstOrDefaultAsync(network => network.Id == port.NetworkId, cancellationToken);
        return network is null ? null : new PortDevice(port!, network);
    }
}

/// <summary>A port that a device on a host is of.</summary>
/// <param name="Port">The port.</param>
/// <param name="Network">Its network, with its segment.</param>
public sealed record PortDevice(Port Port, Network Network);
