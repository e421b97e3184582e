using Microsoft.EntityFrameworkCore;
using Quantum.Core.AutoAllocation;
using Quantum.Core.Database;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Quotas;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Trunks;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Qos;
using Quantum.Resources.Rbac;
using Quantum.Resources.Routers;

namespace Quantum.Core.Networks;

/// <summary>What the reference plugin does for networks: one method per operation, one transaction each.</summary>
public sealed class NetworkService(ChangeDispatcher dispatcher, AddressCursors cursors, DefaultSecurityGroups defaultGroups)
{
    /// <summary>Creates networks, all or none.</summary>
    public Task<IReadOnlyList<Network>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<Network>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var networks = requests.Select(values => New(values, hooks.Network, scope.Transaction.Now)).ToList();
                await QuotaEnforcer.DemandAsync(scope, "network", networks, token);
                if (context.Profile.SecurityGroups)
                    await defaultGroups.OfAsync(scope, networks.Select(network => network.TenantId), token);
                await DefaultNetworks.DemandOneAsync(scope, networks, token);
                await QosTargets.FollowDefaultsAsync(scope, networks, token);
                scope.Transaction.Insert(networks);
                await scope.Transaction.InsertAsync(token);
                foreach (var (network, values) in networks.Zip(requests))
                    scope.Record(ChangeKind.Create, network, values);
                scope.Db.AddRange(networks.SelectMany(NetworkRbac.Born));
                return networks;
            },
            cancellationToken);

    /// <summary>Changes a network; its subnets follow its sharing.</summary>
    public Task<Network> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var network = await scope.FindAsync(scope.Db.Networks.Include(network => network.Segment), target, NetworkResource.Definition, token);
                var (wasShared, wasExternal, wasDefault) = (network.Shared, network.External, network.IsDefault);
                network.Apply(NetworkResource.Standard, changes);
                network.AdminStateUp = changes.GetOr(NetworkResource.AdminStateUp, network.AdminStateUp);
                network.Shared = changes.GetOr(NetworkResource.Shared, network.Shared);
                network.Mtu = changes.GetOr(NetworkResource.Mtu, network.Mtu);
                network.DnsDomain = changes.GetOr(NetworkResource.DnsDomain, network.DnsDomain);
                network.IsDefault = changes.GetOr(NetworkResource.IsDefault, network.IsDefault);
                hooks.Network.Attributes.Store(network, changes);
                if (!wasDefault || !network.External)
                    await DefaultNetworks.DemandOneAsync(scope, [network], token);
                await QosTargets.DemandAsync(scope, network, changes, QosPolicyResource.OfNetwork, token);
                if (scope.Db.ChangeTracker.HasChanges())
                    network.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                await NetworkRbac.FollowAsync(scope, network, wasShared, wasExternal, token);
                if (network.Shared != wasShared)
                    await FollowSharingAsync(scope.Db, network, token);
                if (wasExternal && !network.External)
                    await DemandNoGatewaysAsync(scope.Db, network, token);
                await NetworkQueries.LoadShownAsync(scope.Db, network, token);
                scope.Record(ChangeKind.Update, network, changes);
                return network;
            },
            cancellationToken);

    /// <summary>Deletes a network with its subnets and the ports that serve it.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var network = await scope.FindAsync(scope.Db.Networks.Include(network => network.Segment), target, NetworkResource.Definition, token);
                var going = DeviceOwners.GoingWithNetwork(context.Profile);
                if (await scope.Db.Ports.AnyAsync(port => port.NetworkId == network.Id && !going.Contains(port.DeviceOwner), token))
                    throw new NetworkInUseException(network.Id);

                var ports = await scope.Db.Ports.Include(port => port.Allocations)
                    .Where(port => port.NetworkId == network.Id && going.Contains(port.DeviceOwner))
                    .ToListAsync(token);
                var subnets = await scope.Db.Subnets.Include(subnet => subnet.AllocationPools)
                    .Where(subnet => subnet.NetworkId == network.Id)
                    .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
                    .ToListAsync(token);
                await TrunkPorts.DemandNoTrunkAsync(scope, ports.ConvertAll(port => port.Id), token);
                network.SubnetIds = [.. subnets.Select(subnet => subnet.Id)];
                foreach (var port in ports)
                    scope.RecordDeleted(port, network);
                foreach (var subnet in subnets)
                    scope.RecordDeleted(subnet, network);
                scope.Record(ChangeKind.Delete, network);

                await scope.Db.IpAllocations.Where(held => network.SubnetIds.Contains(held.SubnetId) && held.PortId == null).ExecuteDeleteAsync(token);
                scope.Db.RemoveRange(await RouterInterfaces.OfNetworkAsync(scope.Db, network.Id, token));
                scope.Db.RemoveRange(ports);
                scope.Db.RemoveRange(subnets);
                scope.Db.Remove(network);
                await scope.Db.SaveChangesAsync(token);
                foreach (var subnet in subnets)
                    scope.Transaction.OnCommit(() => cursors.Remove(subnet.Id));
                return network;
            },
            cancellationToken);

    private static Network New(AttributeValues values, ChangeHooks<Network> hooks, DateTime now)
    {
        var network = new Network
        {
            AdminStateUp = values.Get(NetworkResource.AdminStateUp),
            Shared = values.Get(NetworkResource.Shared),
            Mtu = values.GetOr(NetworkResource.Mtu, 0) is > 0 and var asked ? asked : Network.UsualMtu,
            AvailabilityZoneHints = values.GetOr(NetworkResource.Zones.Hints, []),
            DnsDomain = values.GetOr(NetworkResource.DnsDomain, ""),
            IsDefault = values.GetOr(NetworkResource.IsDefault, false),
        }.Stamp(NetworkResource.Standard, values, now);
        hooks.Attributes.Store(network, values);
        return network;
    }

    /// <summary>Called when the network's row is written: a gateway that is being made either waits for it, or is seen here.</summary>
    private static async Task DemandNoGatewaysAsync(QuantumDbContext db, Network network, CancellationToken cancellationToken)
    {
        if (await db.Routers.AnyAsync(router => router.GatewayPort!.NetworkId == network.Id, cancellationToken)
            || await db.FloatingIps.AnyAsync(floatingIp => floatingIp.FloatingNetworkId == network.Id, cancellationToken))
            throw new ExternalNetworkInUseException(network.Id);
    }

    /// <summary>
    /// Called when the network's row is written: a port that another tenant is adding either waits for this transaction and
    /// then finds the network private, or is seen here.
    /// </summary>
    private static async Task FollowSharingAsync(QuantumDbContext db, Network network, CancellationToken cancellationToken)
    {
        if (!network.Shared)
        {
            var named = db.RbacPolicies.Where(policy => policy.ObjectId == network.Id && policy.Action == RbacPolicy.AccessAsShared)
                .Select(policy => policy.TargetTenant);
            var isUsedByOthers = await db.Ports
                .AnyAsync(port => port.NetworkId == network.Id && port.TenantId != network.TenantId && !named.Contains(port.TenantId), cancellationToken)
                || await db.Subnets.AnyAsync(
                    subnet => subnet.NetworkId == network.Id && subnet.TenantId != network.TenantId && !named.Contains(subnet.TenantId),
                    cancellationToken);
            if (isUsedByOthers)
                throw new InvalidSharedSettingException(network.Name);
        }

        await NetworkQueries.ShareSubnetsAsync(db, network, cancellationToken);
    }
}
