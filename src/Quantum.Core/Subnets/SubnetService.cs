using System.Net;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Ipam;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Core.SubnetPools;
using Quantum.Core.Trunks;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Subnets;

/// <summary>What the reference plugin does for subnets: one method per operation, one transaction each.</summary>
/// <remarks>
/// Every operation touches the network's row. Its revision guards it, so that two operations on the subnets of one network
/// never pass each other: the later one runs again and sees what the earlier did.
/// </remarks>
public sealed class SubnetService(ChangeDispatcher dispatcher, AddressCursors cursors, IpamOptions options)
{
    /// <summary>Creates subnets, all or none.</summary>
    public Task<IReadOnlyList<Subnet>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<Subnet>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var drafts = requests.Select(values => Draft(values, hooks.Subnet, scope.Transaction.Now)).ToList();
                var subnets = drafts.ConvertAll(draft => draft.Subnet);

                // Named locks before rows, in every attempt: otherwise two callers can wait for each other.
                await QuotaEnforcer.DemandAsync(scope, "subnet", subnets, token);
                if (!context.Profile.AllowOverlappingIps)
                    await StoreLocks.TakeAsync(scope.Db, "subnets", token);
                var sources = await SubnetBlocks.CutAsync(scope, drafts.ConvertAll(draft => (draft.Subnet, draft.Block)), token);
                foreach (var draft in drafts.Where(draft => draft.Block.Cidr is null))
                    Place(draft);
                var networks = await TouchNetworksAsync(scope, [.. subnets.Select(subnet => subnet.NetworkId)], token);
                await SubnetNeighbours.CheckAsync(scope, subnets, networks, sources, token);
                foreach (var (subnet, values) in subnets.Zip(requests))
                {
                    SetPools(subnet, values.TryGet(SubnetResource.AllocationPools, out var pools)
                        ? pools
                        : SubnetRules.DefaultPools(subnet.Cidr, subnet.GatewayIp));
                    subnet.Shared = networks[subnet.NetworkId].Shared;
                    subnet.NetworkTenantId = networks[subnet.NetworkId].TenantId;
                }

                scope.Db.AddRange(subnets);
                await scope.Db.SaveChangesAsync(token);
                foreach (var subnet in subnets.Where(subnet => subnet.HasAutomaticAddresses))
                    await AutomaticAddresses.GiveToAllAsync(scope, subnet, token);
                foreach (var (subnet, values) in subnets.Zip(requests))
                    scope.Record(ChangeKind.Create, subnet, values);
                return subnets;
            },
            cancellationToken);

    /// <summary>Changes a subnet.</summary>
    public Task<Subnet> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var subnet = await scope.FindAsync(scope.Db.Subnets.Include(subnet => subnet.AllocationPools), target, SubnetResource.Definition, token);
                var hasNewPools = await ChangeAsync(scope, subnet, changes, token);
                hooks.Subnet.Attributes.Store(subnet, changes);
                if (hasNewPools || scope.Db.ChangeTracker.HasChanges())
                {
                    subnet.Touch(scope.Transaction.Now);
                    await TouchNetworksAsync(scope, [subnet.NetworkId], token);
                }

                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Update, subnet, changes);
                return subnet;
            },
            cancellationToken);

    /// <summary>Deletes a subnet; ports that serve it lose their addresses.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var subnet = await scope.FindAsync(scope.Db.Subnets.Include(subnet => subnet.AllocationPools), target, SubnetResource.Definition, token);
                var going = DeviceOwners.GoingWithNetwork(context.Profile);

                // An automatic address comes and goes with its subnet; a router's, with the router's connection.
                var holders = subnet.HasAutomaticAddresses && !going.Contains(DeviceOwners.RouterInterface) ? [DeviceOwners.RouterInterface] : Array.Empty<string>();
                var isAutomatic = subnet.HasAutomaticAddresses;
                var users = scope.Db.Ports.Where(port => port.Allocations.Any(held => held.SubnetId == subnet.Id));
                if (await users.AnyAsync(port => isAutomatic ? holders.Contains(port.DeviceOwner) : !going.Contains(port.DeviceOwner), token))
                    throw new SubnetInUseException(subnet.Id);

                var ports = await users.Include(port => port.Allocations)
                    .Where(port => isAutomatic || going.Contains(port.DeviceOwner))
                    .ToListAsync(token);
                var leaving = ports.FindAll(port => port.DeviceOwner == DeviceOwners.RouterInterface);
                await TrunkPorts.DemandNoTrunkAsync(scope, leaving.ConvertAll(port => port.Id), token);
                foreach (var port in ports)
                    Leave(scope, port, subnet);
                scope.Record(ChangeKind.Delete, subnet);
                scope.Db.RemoveRange(await scope.Db.RouterInterfaces.Where(held => held.SubnetId == subnet.Id).ToListAsync(token));

                await scope.Db.IpAllocations.Where(held => held.SubnetId == subnet.Id && held.PortId == null).ExecuteDeleteAsync(token);
                var networks = await TouchNetworksAsync(scope, [subnet.NetworkId], token);
                await SubnetNeighbours.LeaveScopeAsync(scope.Db, networks[subnet.NetworkId], subnet, token);
                scope.Db.Remove(subnet);
                await scope.Db.SaveChangesAsync(token);
                scope.Transaction.OnCommit(() => cursors.Remove(subnet.Id));
                return subnet;
            },
            cancellationToken);

    private SubnetDraft Draft(AttributeValues values, ChangeHooks<Subnet> hooks, DateTime now)
    {
        var block = SubnetBlockRequest.Read(values);
        var subnet = new Subnet
        {
            NetworkId = values.Get(SubnetResource.NetworkId),
            DnsNameservers = values.Get(SubnetResource.DnsNameservers),
            HostRoutes = values.Get(SubnetResource.HostRoutes),
            EnableDhcp = values.Get(SubnetResource.EnableDhcp),
            Ipv6RaMode = values.GetOr(SubnetResource.Ipv6RaMode, null),
            Ipv6AddressMode = values.GetOr(SubnetResource.Ipv6AddressMode, null),
            ServiceTypes = values.GetOr(SubnetResource.ServiceTypes, []),
        }.Stamp(SubnetResource.Standard, values, now);
        hooks.Attributes.Store(subnet, values);
        var draft = new SubnetDraft(subnet, values, block);
        if (block.Cidr is { } cidr)
        {
            (subnet.Cidr, subnet.IpVersion) = (cidr, block.IpVersion ?? cidr.IpVersion);
            Place(draft);
        }

        return draft;
    }

    /// <summary>Checks a new subnet on its block.</summary>
    private void Place(SubnetDraft draft)
    {
        var (subnet, values, _) = draft;
        subnet.GatewayIp = values.TryGet(SubnetResource.GatewayIp, out var asked) ? asked : subnet.Cidr.FirstHost;
        SubnetRules.Check(subnet, "new subnet", options);
        SubnetRules.CheckModes(subnet);
    }

    /// <summary>Makes the changes; true when the pools, whose old rows are gone from the change tracker then, are among them.</summary>
    private async Task<bool> ChangeAsync(
        ChangeScope scope, Subnet subnet, AttributeValues changes, CancellationToken cancellationToken)
    {
        var oldGateway = subnet.GatewayIp;
        subnet.Apply(SubnetResource.Standard, changes);
        subnet.EnableDhcp = changes.GetOr(SubnetResource.EnableDhcp, subnet.EnableDhcp);
        if (!subnet.EnableDhcp && (subnet.Ipv6RaMode ?? subnet.Ipv6AddressMode) is not null)
            throw new InvalidInputException("Cannot disable enable_dhcp with ipv6 attributes set");
        subnet.ServiceTypes = changes.GetOr(SubnetResource.ServiceTypes, subnet.ServiceTypes);
        subnet.DnsNameservers = changes.GetOr(SubnetResource.DnsNameservers, subnet.DnsNameservers);
        subnet.HostRoutes = changes.GetOr(SubnetResource.HostRoutes, subnet.HostRoutes);
        subnet.GatewayIp = changes.GetOr(SubnetResource.GatewayIp, subnet.GatewayIp);
        SubnetRules.Check(subnet, subnet.Id.ToString(), options);

        var hasNewPools = changes.TryGet(SubnetResource.AllocationPools, out var pools)
            && !pools.Select(Ends).Order().SequenceEqual(subnet.AllocationPools.Select(Ends).Order());
        if (hasNewPools)
        {
            scope.Db.RemoveRange(subnet.AllocationPools);
            await scope.Db.SaveChangesAsync(cancellationToken);
            SetPools(subnet, pools!);
        }
        else if (scope.Context.Profile.ExtendedUpdates && !Equals(oldGateway, subnet.GatewayIp))
        {
            SubnetRules.CheckGateway(subnet);
        }

        if (scope.Context.Profile.ExtendedUpdates && oldGateway is not null && !oldGateway.Equals(subnet.GatewayIp))
            await DemandGatewayUnusedAsync(scope.Db, subnet.Id, oldGateway, cancellationToken);
        return hasNewPools;
    }

    private static (HostAddress First, HostAddress Last) Ends(AllocationPool pool) => (pool.FirstIp, pool.LastIp);

    private static void SetPools(Subnet subnet, IReadOnlyList<AllocationPool> pools)
    {
        subnet.AllocationPools = [.. pools];
        SubnetRules.CheckPools(subnet);
        subnet.AllocationPools.Sort((left, right) => left.FirstIp.CompareTo(right.FirstIp));
    }

    private static async Task DemandGatewayUnusedAsync(
        QuantumDbContext db, Guid subnetId, IPAddress gateway, CancellationToken cancellationToken)
    {
        HostAddress address = gateway;
        var user = await db.Ports
            .Where(port => port.DeviceOwner == DeviceOwners.RouterInterface
                && port.Allocations.Any(held => held.SubnetId == subnetId && held.IpAddress == address))
            .Select(port => (Guid?)port.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (user is { } portId)
            throw new GatewayIpInUseException(gateway, portId);
    }

    private static void Leave(ChangeScope scope, Port port, Subnet subnet)
    {
        // A router interface has no use without its address; a DHCP port serves the network's other subnets.
        if (port.DeviceOwner == DeviceOwners.RouterInterface)
        {
            scope.Db.Remove(port);
            scope.Record(ChangeKind.Delete, port);
            return;
        }

        foreach (var held in port.Allocations.Where(held => held.SubnetId == subnet.Id).ToList())
            scope.Db.Remove(held);
        port.Touch(scope.Transaction.Now);
        scope.Record(ChangeKind.Update, port);
    }

    private static async Task<Dictionary<Guid, Network>> TouchNetworksAsync(
        ChangeScope scope, HashSet<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Order())
            await StoreLocks.QueueForAsync<Network>(scope.Transaction, id, cancellationToken);
        var networks = await scope.Db.Networks.Where(network => ids.Contains(network.Id))
            .OrderBy(network => network.Id)
            .ToDictionaryAsync(network => network.Id, cancellationToken);
        foreach (var id in ids)
        {
            if (!networks.TryGetValue(id, out var network))
                throw new NetworkNotFoundException(id.ToString());
            network.Touch(scope.Transaction.Now);
        }

        return networks;
    }

    /// <summary>A new subnet, what was sent, and where its block comes from.</summary>
    private sealed record SubnetDraft(Subnet Subnet, AttributeValues Values, SubnetBlockRequest Block);
}
