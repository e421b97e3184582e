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
            async (scope, token) =>
            {
                var ports = requests.Select(values => New(context, values, hooks.Port, scope.Transaction.Now)).ToList();
                await PortNetworks.JoinAsync(scope.Db, context, ports, token);
                await QuotaEnforcer.DemandAsync(scope.Transaction, "port", context.Profile.PortQuota, ports, token);
                await macs.AssignAsync(scope.Transaction, ports, requests, token);
                scope.Db.AddRange(ports);
                await scope.Db.SaveChangesAsync(token);
                await AllocateAsync(scope, context, ports, requests, token);
                foreach (var (port, values) in ports.Zip(requests))
                    scope.Record(hooks.Port, new(ChangeKind.Create, context, port, values));
                return ports;
            },
            cancellationToken);

    /// <summary>Changes a port; addresses that stay are kept, the others are released and replaced.</summary>
    public Task<Port> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            async (scope, token) =>
            {
                var port = await scope.FindAsync(scope.Db.Ports.Include(port => port.Allocations), target, PortResource.Definition, token);
                port.Apply(PortResource.Standard, changes);
                port.AdminStateUp = changes.GetOr(PortResource.AdminStateUp, port.AdminStateUp);
                port.DeviceId = changes.GetOr(PortResource.DeviceId, port.DeviceId);
                port.DeviceOwner = changes.GetOr(PortResource.DeviceOwner, port.DeviceOwner);
                if (changes.TryGet(PortResource.MacAddress, out var mac) && mac != port.MacAddress)
                    await MacAllocator.ChangeAsync(scope.Transaction, port, mac, token);
                hooks.Port.Attributes.Store(port, changes);
                var isChanged = scope.Db.ChangeTracker.HasChanges();
                if (await ReplaceAddressesAsync(scope, context, port, changes, token) || isChanged)
                    port.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(hooks.Port, new(ChangeKind.Update, context, port, changes));
                return port;
            },
            cancellationToken);

    /// <summary>Deletes a port and releases its addresses.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            async (scope, token) =>
            {
                var port = await scope.FindAsync(scope.Db.Ports.Include(port => port.Allocations), target, PortResource.Definition, token);
                var released = port.Allocations.ToList();
                allocator.Release(scope.Transaction, context, released, await PortNetworks.SubnetsAsync(scope.Db, [port.NetworkId], token));
                scope.Db.ChangeTracker.DetectChanges();
                scope.Db.Remove(port);
                await scope.Db.SaveChangesAsync(token);

                // The plugin is told what the port held.
                port.Allocations = released;
                scope.Record(hooks.Port, new(ChangeKind.Delete, context, port, new()));
                return port;
            },
            cancellationToken);

    private static Port New(RequestContext context, AttributeValues values, ChangeHooks<Port> hooks, DateTime now)
    {
        var port = new Port
        {
            NetworkId = values.Get(PortResource.NetworkId),
            AdminStateUp = values.Get(PortResource.AdminStateUp),
            Status = context.Profile.PortStatus == PortStatusRule.OnCreate ? ResourceStatus.Active : ResourceStatus.Down,
            DeviceId = values.Get(PortResource.DeviceId),
            DeviceOwner = values.Get(PortResource.DeviceOwner),
        }.Stamp(PortResource.Standard, values, now);
        hooks.Attributes.Store(port, values);
        return port;
    }

    private async Task AllocateAsync(
        ChangeScope scope, RequestContext context, List<Port> ports, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken)
    {
        var subnets = (await PortNetworks.SubnetsAsync(scope.Db, [.. ports.Select(port => port.NetworkId)], cancellationToken))
            .ToLookup(subnet => subnet.NetworkId);
        var automatic = new List<Port>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (values.TryGet(PortResource.FixedIps, out var wanted))
            {
                var resolved = await ResolveAsync(scope.Db, port, wanted, [.. subnets[port.NetworkId]], cancellationToken);
                await allocator.AllocateAsync(scope.Transaction, context, port, resolved, cancellationToken);
            }
            else
            {
                automatic.Add(port);
            }
        }

        foreach (var network in automatic.GroupBy(port => port.NetworkId))
            await allocator.AllocateAnyAsync(scope.Transaction, context, [.. network], [.. subnets[network.Key]], cancellationToken);
    }

    private async Task<bool> ReplaceAddressesAsync(
        ChangeScope scope, RequestContext context, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        if (!changes.TryGet(PortResource.FixedIps, out var wanted))
            return false;

        var subnets = await PortNetworks.SubnetsAsync(scope.Db, [port.NetworkId], cancellationToken);
        var resolved = await ResolveAsync(scope.Db, port, wanted, subnets, cancellationToken);
        var released = port.Allocations.OrderBy(held => held.Position).ToList();
        var missing = new List<AddressRequest>();
        var isMoved = false;
        foreach (var item in resolved.OrderBy(item => item.Address is null))
        {
            if (released.Find(held => item.IsMetBy(held, context.Profile)) is { } kept)
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

        allocator.Release(scope.Transaction, context, released, subnets);
        await scope.Db.SaveChangesAsync(cancellationToken);
        await allocator.AllocateAsync(scope.Transaction, context, port, missing, cancellationToken);
        return isMoved || released.Count > 0 || missing.Count > 0;
    }

    private static async Task<IReadOnlyList<AddressRequest>> ResolveAsync(
        QuantumDbContext db, Port port, IReadOnlyList<FixedIp> wanted, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        var named = wanted.Select(item => item.SubnetId).OfType<Guid>().Except(subnets.Select(subnet => subnet.Id)).ToList();
        var foreign = named.Count == 0
            ? []
            : await db.Subnets.Where(subnet => named.Contains(subnet.Id)).Select(subnet => subnet.Id).ToListAsync(cancellationToken);
        return PortRules.Resolve(port.NetworkId, wanted, subnets, foreign);
    }
}
