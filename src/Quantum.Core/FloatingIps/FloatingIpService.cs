using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Dns;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Qos;
using Quantum.Resources.Subnets;

namespace Quantum.Core.FloatingIps;

/// <summary>What the reference plugin does for floating IPs: one method per operation, one transaction each.</summary>
public sealed class FloatingIpService(ChangeDispatcher dispatcher, ServicePorts ports, PortAddresses addresses)
{
    private const int IPv4 = 4;
    private const string NoAddress = "Unable to find any IP address on external network";

    /// <summary>Creates floating IPs, free or associated, all or none.</summary>
    public Task<IReadOnlyList<FloatingIp>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<FloatingIp>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var floatingIps = requests.Select(values => New(values, hooks.FloatingIp, scope.Transaction.Now)).ToList();
                await QuotaEnforcer.DemandAsync(scope, "floatingip", floatingIps, token);
                await QosTargets.DemandAsync(scope, floatingIps, token);
                foreach (var (floatingIp, values) in floatingIps.Zip(requests))
                    await AddAsync(scope, floatingIp, values, token);
                await scope.Db.SaveChangesAsync(token);
                return floatingIps;
            },
            cancellationToken);

    /// <summary>Changes a floating IP: maps it to a port, to another one, or frees it.</summary>
    public Task<FloatingIp> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var floatingIp = await scope.FindAsync(
                    scope.Db.FloatingIps.Include(floatingIp => floatingIp.Port), target, FloatingIpResource.Definition, token);
                floatingIp.Apply(FloatingIpResource.Standard, changes);
                hooks.FloatingIp.Attributes.Store(floatingIp, changes);
                await QosTargets.DemandAsync(scope, floatingIp, changes, QosPolicyResource.OfFloatingIp, token);
                var isNamed = changes.TryGet(FloatingIpResource.PortId, out var port);
                DemandPort(changes, port);
                if (port is { } portId)
                    await FloatingIpAssociations.BeginAsync(scope, floatingIp, portId, FixedIp(changes), token);
                else if (isNamed || context.Profile.PutFreesFloatingIp)
                    FloatingIpAssociations.End(floatingIp);
                if (scope.Db.ChangeTracker.HasChanges())
                    floatingIp.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Update, floatingIp, changes);
                return floatingIp;
            },
            cancellationToken);

    /// <summary>Deletes a floating IP and releases its address.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var floatingIp = await scope.FindAsync(scope.Db.FloatingIps, target, FloatingIpResource.Definition, token);
                var port = await scope.Db.Ports.Include(port => port.Allocations).FirstAsync(port => port.Id == floatingIp.FloatingPortId, token);
                scope.Db.Remove(floatingIp);
                await addresses.RemoveAsync(scope, port, token);
                scope.Record(ChangeKind.Delete, floatingIp);
                return floatingIp;
            },
            cancellationToken);

    private static HostAddress? FixedIp(AttributeValues values) =>
        values.TryGet(FloatingIpResource.FixedIpAddress, out var address) && address is not null ? (HostAddress?)address : null;

    private static void DemandPort(AttributeValues values, Guid? port)
    {
        if (port is null && FixedIp(values) is not null)
            throw new BadRequestException("floatingip", "fixed_ip_address cannot be specified without a port_id");
    }

    private static FloatingIp New(AttributeValues values, ChangeHooks<FloatingIp> hooks, DateTime now)
    {
        var floatingIp = new FloatingIp
        {
            FloatingNetworkId = values.Get(FloatingIpResource.FloatingNetworkId),
        }.Stamp(FloatingIpResource.Standard, values, now);
        hooks.Attributes.Store(floatingIp, values);
        FloatingIpDnsAttributes.DemandWhole(floatingIp);
        return floatingIp;
    }

    private async Task AddAsync(ChangeScope scope, FloatingIp floatingIp, AttributeValues values, CancellationToken cancellationToken)
    {
        var network = await RouterGateways.FindNetworkAsync(scope, floatingIp.FloatingNetworkId, cancellationToken);
        if (network is null && !scope.Context.Profile.OldErrorStatuses)
            throw new NetworkNotFoundException(floatingIp.FloatingNetworkId.ToString());
        if (network is not { External: true })
            throw new BadRequestException("floatingip", $"Network {floatingIp.FloatingNetworkId} is not a valid external network");
        var subnets = await PortNetworks.SubnetsAsync(scope.Db, network.Id, cancellationToken);
        if (!subnets.Any(subnet => subnet.IpVersion == IPv4))
        {
            throw new BadRequestException(
                "floatingip", $"Network {network.Id} does not contain any IPv4 subnet", NoAddress);
        }

        var external = await TakeAsync(scope, floatingIp, network, subnets, values, cancellationToken);
        floatingIp.FloatingPortId = external.Id;
        floatingIp.FloatingIpAddress = external.Allocations.OrderBy(held => held.IpAddress).First().IpAddress;

        var port = values.Get(FloatingIpResource.PortId);
        DemandPort(values, port);
        if (port is { } portId)
            await FloatingIpAssociations.BeginAsync(scope, floatingIp, portId, FixedIp(values), cancellationToken);
        scope.Db.Add(floatingIp);
        scope.Record(ChangeKind.Create, floatingIp, values);
    }

    private async Task<Port> TakeAsync(
        ChangeScope scope,
        FloatingIp floatingIp,
        Network network,
        IReadOnlyList<Subnet> subnets,
        AttributeValues values,
        CancellationToken cancellationToken)
    {
        try
        {
            var user = new PortUser("", floatingIp.Id, DeviceOwners.FloatingIp);
            return await ports.CreateAsync(scope, network, subnets, user, Asked(values), cancellationToken);
        }
        catch (IpAddressGenerationFailureException) when (scope.Context.Profile.OldErrorStatuses)
        {
            throw new BadRequestException("floatingip", NoAddress);
        }
    }

    /// <summary>The address or the subnet asked for; <c>null</c>: the next free address.</summary>
    private static IReadOnlyList<FixedIp>? Asked(AttributeValues values)
    {
        var address = values.Get(FloatingIpResource.FloatingIpAddress);
        var subnetId = values.GetOr(FloatingIpResource.SubnetId, null);
        return address is null && subnetId is null ? null : [new FixedIp(subnetId, address)];
    }
}
