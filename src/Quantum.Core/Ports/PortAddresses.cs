using Microsoft.EntityFrameworkCore;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Core.Trunks;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ports;

/// <summary>The addresses of ports: gives new ports theirs, replaces and releases them, inside the transaction that changes the port.</summary>
public sealed class PortAddresses(IpAllocator allocator)
{
    /// <summary>Gives new ports the addresses that they ask for, or one of each IP version that their network has.</summary>
    /// <param name="scope">The operation that creates the ports.</param>
    /// <param name="ports">The ports.</param>
    /// <param name="requests">What was asked for, in the same order.</param>
    /// <param name="subnets">The subnets of the ports' networks.</param>
    /// <param name="cancellationToken">Abandons the work.</param>
    public async Task AllocateAsync(
        ChangeScope scope,
        IReadOnlyList<Port> ports,
        IReadOnlyList<AttributeValues> requests,
        IReadOnlyDictionary<Guid, IReadOnlyList<Subnet>> subnets,
        CancellationToken cancellationToken)
    {
        var automatic = new List<Port>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (values.TryGet(PortResource.FixedIps, out var wanted))
            {
                var resolved = await ResolveAsync(scope, port, wanted, PortRules.SubnetsFor(port, subnets[port.NetworkId]), cancellationToken);
                await allocator.AllocateAsync(scope, port, resolved, cancellationToken);
            }
            else
            {
                automatic.Add(port);
            }
        }

        foreach (var alike in automatic.GroupBy(port => (port.NetworkId, port.DeviceOwner)))
        {
            var offered = PortRules.SubnetsFor(alike.First(), subnets[alike.Key.NetworkId]);
            if (offered.Count == 0 && subnets[alike.Key.NetworkId].Count > 0)
                throw new IpAddressGenerationFailureNoMatchingSubnetException(alike.Key.NetworkId, alike.Key.DeviceOwner);
            await allocator.AllocateAnyAsync(
                scope, [.. alike], [.. offered.Where(subnet => !AutomaticAddresses.Rule(subnet, alike.First()))], cancellationToken);
        }

        await GiveAutomaticAsync(scope, ports, [.. subnets.Values.SelectMany(network => network)], cancellationToken);
    }

    /// <summary>Gives a port that has another MAC address the addresses that follow from it.</summary>
    public async Task FollowMacAsync(ChangeScope scope, Port port, CancellationToken cancellationToken)
    {
        var subnets = await PortNetworks.SubnetsAsync(scope.Db, port.NetworkId, cancellationToken);
        var stale = port.Allocations.Where(held => subnets.Any(subnet => AutomaticAddresses.IsStale(held, subnet, port))).ToList();
        if (stale.Count == 0)
            return;

        allocator.Release(scope, stale, subnets);
        await scope.Db.SaveChangesAsync(cancellationToken);
        await GiveAutomaticAsync(scope, [port], subnets, cancellationToken);
    }

    /// <summary>Keeps the addresses that stay, releases the others and takes those that are missing. False when nothing changes.</summary>
    public async Task<bool> ReplaceAsync(
        ChangeScope scope, Port port, IReadOnlyList<FixedIp> wanted, CancellationToken cancellationToken)
    {
        var subnets = await PortNetworks.SubnetsAsync(scope.Db, port.NetworkId, cancellationToken);
        var resolved = await ResolveAsync(scope, port, wanted, PortRules.SubnetsFor(port, subnets), cancellationToken);
        var automatic = subnets.Where(subnet => AutomaticAddresses.Rule(subnet, port)).Select(subnet => subnet.Id).ToHashSet();
        var released = port.Allocations.Where(held => !automatic.Contains(held.SubnetId)).OrderBy(held => held.Position).ToList();
        var missing = new List<AddressRequest>();
        var isMoved = false;
        foreach (var item in resolved.OrderBy(item => item.Address is null))
        {
            if (released.Find(held => item.IsMetBy(held, scope.Context.Profile)) is { } kept)
            {
                released.Remove(kept);
                isMoved |= kept.Position != item.Position;
                kept.Position = item.Position;
            }
            else
            {
                missing.Add(item);
            }
        }

        allocator.Release(scope, released, subnets);
        await scope.Db.SaveChangesAsync(cancellationToken);
        await allocator.AllocateAsync(scope, port, missing, cancellationToken);
        var held = port.Allocations.Count;
        await GiveAutomaticAsync(scope, [port], subnets, cancellationToken);
        return isMoved || released.Count > 0 || missing.Count > 0 || port.Allocations.Count > held;
    }

    /// <summary>Removes a port's row and releases its addresses; the port goes on showing them, because the plugin is told what it held.</summary>
    public async Task RemoveAsync(ChangeScope scope, Port port, CancellationToken cancellationToken)
    {
        await TrunkPorts.DemandNoTrunkAsync(scope, [port.Id], cancellationToken);
        var released = port.Allocations.ToList();
        // Only where addresses are held back it matters which subnet they are of.
        IReadOnlyList<Subnet> subnets = scope.Context.Profile.HoldReleasedAddresses
            ? await PortNetworks.SubnetsAsync(scope.Db, port.NetworkId, cancellationToken)
            : [];
        allocator.Release(scope, released, subnets);
        scope.Db.ChangeTracker.DetectChanges();
        scope.Db.Remove(port);
        await scope.Db.SaveChangesAsync(cancellationToken);
        port.Allocations = released;
        scope.Record(ChangeKind.Delete, port);
    }

    private static async Task<IReadOnlyList<AddressRequest>> ResolveAsync(
        ChangeScope scope, Port port, IReadOnlyList<FixedIp> wanted, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        // A subnet that the caller does not see must not differ from one that does not exist.
        var named = wanted.Select(item => item.SubnetId).OfType<Guid>().Except(subnets.Select(subnet => subnet.Id)).ToList();
        var foreign = named.Count == 0
            ? []
            : await scope.Db.Subnets.Where(Visibility.Subnets(scope.Context)).ForCaller(scope.Db).Where(subnet => named.Contains(subnet.Id))
                .Select(subnet => subnet.Id)
                .ToListAsync(cancellationToken);
        return PortRules.WithoutAutomatic(port, PortRules.Resolve(port.NetworkId, wanted, subnets, foreign));
    }

    private static async Task GiveAutomaticAsync(
        ChangeScope scope, IReadOnlyList<Port> ports, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        foreach (var subnet in subnets.Where(subnet => subnet.HasAutomaticAddresses))
        {
            var own = ports.Where(port => port.NetworkId == subnet.NetworkId && PortRules.SubnetsFor(port, [subnet]).Count > 0);
            await AutomaticAddresses.GiveAsync(scope, subnet, own, cancellationToken);
        }
    }
}
