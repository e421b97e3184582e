using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Trunks;

namespace Quantum.Core.Trunks;

/// <summary>
/// The ports of a trunk, inside the transaction that changes it. Whoever gives a port to a trunk waits for the port's row first,
/// so that no port becomes a parent here and is carried there.
/// </summary>
internal static class TrunkPorts
{
    /// <summary>A parent for a new trunk.</summary>
    public static async Task DemandParentAsync(ChangeScope scope, Guid portId, CancellationToken cancellationToken)
    {
        await LockAsync(scope.Db, [portId], cancellationToken);
        await DemandUnusedAsync(scope.Db, portId, cancellationToken);
        var parent = await scope.Db.Ports.AsNoTracking().Where(Visibility.Ports(scope.Context)).FirstOrDefaultAsync(port => port.Id == portId, cancellationToken)
            ?? throw new PortNotFoundException(portId.ToString());
        if (!TrunkRules.CanChangeParent(parent))
            throw new ParentPortInUseException(portId);
    }

    /// <summary>The trunk's parent can do without it.</summary>
    public static async Task DemandSeparableAsync(ChangeScope scope, Trunk trunk, CancellationToken cancellationToken)
    {
        await LockAsync(scope.Db, [trunk.PortId], cancellationToken);
        if (!TrunkRules.CanChangeParent(await scope.Db.Ports.FirstAsync(port => port.Id == trunk.PortId, cancellationToken)))
            throw new TrunkInUseException(trunk.Id);
    }

    /// <summary>Gives ports to a trunk.</summary>
    public static async Task AddAsync(ChangeScope scope, Trunk trunk, IReadOnlyList<SubPortDetails> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
            return;

        var ids = wanted.Select(port => port.PortId).ToList();
        await LockAsync(scope.Db, ids, cancellationToken);
        var ports = await scope.Db.Ports.AsNoTracking().Where(Visibility.Ports(scope.Context))
            .Where(port => ids.Contains(port.Id))
            .ToDictionaryAsync(port => port.Id, cancellationToken);
        var networks = await NetworksAsync(scope.Db, ports.Values, cancellationToken);
        var parentMtu = await scope.Db.Networks.Where(network => scope.Db.Ports.Any(port => port.Id == trunk.PortId && port.NetworkId == network.Id))
            .Select(network => (int?)network.Mtu)
            .FirstOrDefaultAsync(cancellationToken);
        var carried = await scope.Db.SubPorts.Where(port => ids.Contains(port.PortId)).Select(port => port.PortId).ToListAsync(cancellationToken);
        var parents = await scope.Db.Trunks.Where(other => ids.Contains(other.PortId)).Select(other => other.PortId).ToListAsync(cancellationToken);
        foreach (var asked in wanted)
        {
            var port = ports.GetValueOrDefault(asked.PortId);
            var network = port is null ? null : networks.GetValueOrDefault(port.NetworkId);
            TrunkRules.CheckMtu(trunk, asked.PortId, network?.Mtu, parentMtu);
            var added = TrunkRules.Check(trunk, port is null ? asked : TrunkRules.Inherit(asked, network?.Segment));
            if (carried.Contains(added.PortId))
                throw new TrunkPortInUseException(added.PortId);
            if (parents.Contains(added.PortId))
                throw new ParentPortInUseException(added.PortId);
            TrunkRules.CheckFree(port ?? throw new PortNotFoundException(added.PortId.ToString()));
            trunk.SubPorts.Add(added);
        }
    }

    /// <summary>Makes the parent show what its trunk is now; <c>null</c>: it has none any more.</summary>
    public static async Task ShowAsync(ChangeScope scope, Guid parentId, Trunk? trunk, CancellationToken cancellationToken)
    {
        await LockAsync(scope.Db, [parentId], cancellationToken);
        var parent = await scope.Db.Ports.FirstAsync(port => port.Id == parentId, cancellationToken);
        if (trunk is null)
        {
            TrunkResource.SetDetails(parent, null);
            return;
        }

        var ids = trunk.SubPorts.Select(port => port.PortId).ToList();
        var macs = ids.Count == 0 ? [] : await scope.Db.Ports.Where(port => ids.Contains(port.Id))
            .ToDictionaryAsync(port => port.Id, port => port.MacAddress, cancellationToken);
        TrunkResource.SetDetails(parent, new(trunk.Id, [.. trunk.Details.Select(port => (port, macs[port.PortId]))]));
    }

    /// <summary>The port has another hardware address: the trunk that carries it, if any, shows it.</summary>
    public static async Task FollowMacAsync(ChangeScope scope, Port port, CancellationToken cancellationToken)
    {
        // Whoever is giving the port to a trunk either has done so, or sees the new address.
        await LockAsync(scope.Db, [port.Id], cancellationToken);
        var trunk = await scope.Db.Trunks.AsNoTracking().Include(trunk => trunk.SubPorts)
            .FirstOrDefaultAsync(trunk => trunk.SubPorts.Any(carried => carried.PortId == port.Id), cancellationToken);
        if (trunk is not null)
            await ShowAsync(scope, trunk.PortId, trunk, cancellationToken);
    }

    /// <summary>
    /// Ports that are about to be deleted belong to no trunk. The first attempt relies on the foreign keys; the next one tells which
    /// trunk it is.
    /// </summary>
    public static async Task DemandNoTrunkAsync(ChangeScope scope, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (scope.Transaction.Attempt == 1 || ids.Count == 0)
            return;
        if (await scope.Db.SubPorts.AsNoTracking().FirstOrDefaultAsync(port => ids.Contains(port.PortId), cancellationToken) is { } carried)
            throw new PortInUseAsSubPortException(carried.PortId, carried.TrunkId);
        if (await scope.Db.Trunks.AsNoTracking().FirstOrDefaultAsync(trunk => ids.Contains(trunk.PortId), cancellationToken) is { } parent)
            throw new PortInUseAsTrunkParentException(parent.PortId, parent.Id);
    }

    private static async Task DemandUnusedAsync(QuantumDbContext db, Guid portId, CancellationToken cancellationToken)
    {
        if (await db.SubPorts.AnyAsync(port => port.PortId == portId, cancellationToken))
            throw new TrunkPortInUseException(portId);
        if (await db.Trunks.AnyAsync(trunk => trunk.PortId == portId, cancellationToken))
            throw new ParentPortInUseException(portId);
    }

    private static async Task LockAsync(QuantumDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Order())
            await StoreLocks.LockAsync<Port>(db, id, cancellationToken);
    }

    private static Task<Dictionary<Guid, Network>> NetworksAsync(
        QuantumDbContext db, IEnumerable<Port> ports, CancellationToken cancellationToken)
    {
        var ids = ports.Select(port => port.NetworkId).ToHashSet();
        return db.Networks.AsNoTracking().Include(network => network.Segment).Where(network => ids.Contains(network.Id))
            .ToDictionaryAsync(network => network.Id, cancellationToken);
    }
}
