using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.FloatingIps;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Qos;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Trunks;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Errors;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;
using Quantum.Resources.Qos;

namespace Quantum.Core.Ports;

/// <summary>What the reference plugin does for ports: one method per operation, one transaction each.</summary>
public sealed class PortService(
    ChangeDispatcher dispatcher, PortAddresses addresses, MacAllocator macs, PortWiring wiring, DefaultSecurityGroups defaultGroups)
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
                var grounds = await PortNetworks.JoinAsync(scope, ports, token);
                await QuotaEnforcer.DemandAsync(scope, "port", ports, grounds.Limits, token);
                await QosTargets.DemandAsync(scope, ports, token);
                await macs.AssignAsync(scope.Transaction, ports, requests, token);
                foreach (var (port, values) in ports.Zip(requests))
                    await wiring.CreateAsync(scope, port, values, token);
                await PortSecurityGroups.AssignAsync(scope, defaultGroups, ports, requests, token);
                scope.Transaction.Insert(ports);
                scope.Transaction.Insert([.. ports.SelectMany(port => port.SecurityGroups)]);
                await addresses.AllocateAsync(scope, ports, requests, grounds.Subnets, token);
                await scope.Transaction.InsertAsync(token);
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
                // Addresses, and bindings that wait, change before the row is written: who changes them waits for the row first.
                if (changes.Contains(PortResource.FixedIps) || changes.Contains(PortResource.MacAddress) || changes.Contains(PortBindingAttributes.HostId))
                    await StoreLocks.LockAsync<Port>(scope.Db, target.Id, token);
                var port = await scope.FindAsync(PortQueries.Read, target, PortResource.Definition, token);
                if (IsHandedOn(port, changes) && await ServicePorts.IsUsedAsync(scope, port, token))
                    throw new PortInUseException(port.Id, port.NetworkId, port.DeviceId);
                port.Apply(PortResource.Standard, changes);
                port.AdminStateUp = changes.GetOr(PortResource.AdminStateUp, port.AdminStateUp);
                port.DeviceId = changes.GetOr(PortResource.DeviceId, port.DeviceId);
                port.DeviceOwner = changes.GetOr(PortResource.DeviceOwner, port.DeviceOwner);
                if (changes.Contains(PortResource.MacAddress))
                    await ChangeMacAsync(scope, port, changes, token);
                hooks.Port.Attributes.Store(port, changes);
                await QosTargets.DemandAsync(scope, port, changes, QosPolicyResource.OfPort, token);
                await wiring.UpdateAsync(scope, port, changes, token);
                await PortSecurityGroups.ReplaceAsync(scope, port, changes, token);
                var isChanged = scope.Db.ChangeTracker.HasChanges();
                if (await MoveAsync(scope, port, changes, token) || isChanged)
                    port.Touch(scope.Transaction.Now);
                if (changes.Contains(PortResource.MacAddress))
                    await addresses.FollowMacAsync(scope, port, token);
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
                if (await ServicePorts.IsUsedAsync(scope, port, token))
                    throw new ServicePortInUseException(port.Id, port.DeviceOwner);
                await FloatingIpAssociations.EndAsync(scope, port, token);
                await addresses.RemoveAsync(scope, port, token);
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

    /// <summary>Another device is to use the port.</summary>
    private static bool IsHandedOn(Port port, AttributeValues changes) =>
        changes.GetOr(PortResource.DeviceId, port.DeviceId) != port.DeviceId
        || changes.GetOr(PortResource.DeviceOwner, port.DeviceOwner) != port.DeviceOwner;

    private async Task ChangeMacAsync(ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        var mac = await macs.AskedAsync(scope.Transaction, port, changes, cancellationToken);
        if (mac == port.MacAddress)
            return;
        if (Vif.IsPluggedType(port.VifType))
            throw new PortBoundException(port.Id, port.VifType, port.MacAddress, mac);
        await MacAllocator.ChangeAsync(scope.Transaction, port, mac, cancellationToken);
        await TrunkPorts.FollowMacAsync(scope, port, cancellationToken);
    }

    private async Task<bool> MoveAsync(ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        if (!changes.TryGet(PortResource.FixedIps, out var wanted) || !await addresses.ReplaceAsync(scope, port, wanted, cancellationToken))
            return false;

        // A router's presence on a subnet, and a floating IP, are the address itself; a gateway may move.
        if (port.DeviceOwner is DeviceOwners.RouterInterface or DeviceOwners.FloatingIp
            && await ServicePorts.IsUsedAsync(scope, port, cancellationToken))
            throw new BadRequestException("ports", $"IP updates for port {port.Id} are not allowed");
        await FloatingIpAssociations.EndLostAsync(scope, port, cancellationToken);
        return true;
    }
}
