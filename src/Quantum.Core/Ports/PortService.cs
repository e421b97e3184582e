using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Ports;

/// <summary>What the reference plugin does for ports: one method per operation, one transaction each.</summary>
public sealed class PortService(ChangeDispatcher dispatcher, IpAllocator allocator, MacAllocator macs)
{
    /// <summary>Creates ports with their addresses, all or none.</summary>
    public Task<IReadOnlyList<Port>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<Port>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var ports = requests.Select(values => New(scope, values, hooks.Port)).ToList();
                await PortNetworks.JoinAsync(scope, ports, token);
                await QuotaEnforcer.DemandAsync(scope, "port", ports, token);
                await macs.AssignAsync(scope.Transaction, ports, requests, token);
                scope.Db.AddRange(ports);
                await scope.Db.SaveChangesAsync(token);
                await AllocateAsync(scope, ports, requests, token);
                foreach (var (port, values) in ports.Zip(requests))
                    scope.Record(ChangeKind.Create, port, values);
                return ports;
            },
            cancellationToken);

    /// <summary>Changes a port; addresses that stay are kept, the others are released and replaced.</summary>
    public Task<Port> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                // Addresses are taken and released before the row is written: who changes them waits for the row first.
                if (changes.Contains(PortResource.FixedIps))
                    await StoreLocks.LockAsync<Port>(scope.Db, target.Id, token);
                var port = await scope.FindAsync(scope.Db.Ports.Include(port => port.Allocations), target, PortResource.Definition, token);
                port.Apply(PortResource.Standard, changes);
                port.AdminStateUp = changes.GetOr(PortResource.AdminStateUp, port.AdminStateUp);
                port.DeviceId = changes.GetOr(PortResource.DeviceId, port.DeviceId);
                port.DeviceOwner = changes.GetOr(PortResource.DeviceOwner, port.DeviceOwner);
                if (changes.TryGet(PortResource.MacAddress, out var mac) && mac != port.MacAddress)
                    await MacAllocator.ChangeAsync(scope.Transaction, port, mac, token);
                hooks.Port.Attributes.Store(port, changes);
                var isChanged = scope.Db.ChangeTracker.HasChanges();
                if (await ReplaceAddressesAsync(scope, port, changes, token) || isChanged)
                    port.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Update, port, changes);
                return port;
            },
            cancellationToken);

    /// <summary>Deletes a port and releases its addresses.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var port = await scope.FindAsync(scope.Db.Ports.Include(port => port.Allocations), target, PortResource.Definition, token);
                var released = port.Allocations.ToList();
                allocator.Release(scope, released, await PortNetworks.SubnetsAsync(scope.Db, [port.NetworkId], token));
                scope.Db.ChangeTracker.DetectChanges();
                scope.Db.Remove(port);
                await scope.Db.SaveChangesAsync(token);

                // The plugin is told what the port held.
                port.Allocations = released;
                scope.Record(ChangeKind.Delete, port);
                return port;
            },
            cancellationToken);

    private static Port New(ChangeScope scope, AttributeValues values, ChangeHooks<Port> hooks)
    {
        var port = new Port
        {
            NetworkId = values.Get(PortResource.NetworkId),
            AdminStateUp = values.Get(PortResource.AdminStateUp),
            Status = scope.Context.Profile.PortStatus == PortStatusRule.OnCreate ? ResourceStatus.Active : ResourceStatus.Down,
            DeviceId = values.Get(PortResource.DeviceId),
            DeviceOwner = values.Get(PortResource.DeviceOwner),
        }.Stamp(PortResource.Standard, values, scope.Transaction.Now);
        hooks.Attributes.Store(port, values);
        return port;
    }

    private async Task AllocateAsync(
        ChangeScope scope, List<Port> ports, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken)
    {
        var subnets = (await PortNetworks.SubnetsAsync(scope.Db, [.. ports.Select(port => port.NetworkId)], cancellationToken))
            .ToLookup(subnet => subnet.NetworkId);
        var automatic = new List<Port>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (values.TryGet(PortResource.FixedIps, out var wanted))
            {
                var resolved = await ResolveAsync(scope, port, wanted, [.. subnets[port.NetworkId]], cancellationToken);
                await allocator.AllocateAsync(scope, port, resolved, cancellationToken);
            }
            else
            {
                automatic.Add(port);
            }
        }

        foreach (var network in automatic.GroupBy(port => port.NetworkId))
            await allocator.AllocateAnyAsync(scope, [.. network], [.. subnets[network.Key]], cancellationToken);
    }

    private async Task<bool> ReplaceAddressesAsync(
        ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        if (!changes.TryGet(PortResource.FixedIps, out var wanted))
            return false;

        var subnets = await PortNetworks.SubnetsAsync(scope.Db, [port.NetworkId], cancellationToken);
        var resolved = await ResolveAsync(scope, port, wanted, subnets, cancellationToken);
        var released = port.Allocations.OrderBy(held => held.Position).ToList();
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
        return isMoved || released.Count > 0 || missing.Count > 0;
    }

    private static async Task<IReadOnlyList<AddressRequest>> ResolveAsync(
        ChangeScope scope, Port port, IReadOnlyList<FixedIp> wanted, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        // A subnet that the caller does not see must not differ from one that does not exist.
        var named = wanted.Select(item => item.SubnetId).OfType<Guid>().Except(subnets.Select(subnet => subnet.Id)).ToList();
        var foreign = named.Count == 0
            ? []
            : await scope.Db.Subnets.Where(Visibility.Subnets(scope.Context)).Where(subnet => named.Contains(subnet.Id))
                .Select(subnet => subnet.Id)
                .ToListAsync(cancellationToken);
        return PortRules.Resolve(port.NetworkId, wanted, subnets, foreign);
    }
}
