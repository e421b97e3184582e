using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Rbac;
using Quantum.Resources.Routers;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Routers;

/// <summary>Connects routers with subnets and ends connections: one transaction each.</summary>
public sealed class RouterInterfaces(ChangeDispatcher dispatcher, ServicePorts ports, PortAddresses addresses)
{
    /// <summary>Connects a router with a subnet, through a new port at its gateway's address or through a port that exists.</summary>
    public Task<RouterConnection> AddAsync(
        RequestContext context, ChangeTarget target, RouterInterfaceRequest request, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                request.DemandOne();
                var router = await RouterService.FindAsync(scope, target, token);
                var port = request.PortId is { } portId
                    ? await TakePortAsync(scope, router, portId, token)
                    : await CreatePortAsync(scope, router, request.SubnetId!.Value, token);
                var subnetIds = SubnetsOf(port);
                scope.Db.AddRange(subnetIds.Select(id => new RouterInterface { RouterId = router.Id, SubnetId = id, PortId = port.Id }));
                return await FinishAsync(scope, new(router, port, subnetIds), token);
            },
            cancellationToken);

    /// <summary>Ends a connection, unless floating IPs or routes need it; the port goes.</summary>
    public Task<RouterConnection> RemoveAsync(
        RequestContext context, ChangeTarget target, RouterInterfaceRequest request, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var router = await RouterService.FindAsync(scope, target, token);
                var connections = await scope.Db.RouterInterfaces.Where(held => held.RouterId == router.Id).ToListAsync(token);
                var portId = request.PortId is { } asked
                    ? ByPort(scope, router, connections, asked, request.SubnetId)
                    : await BySubnetAsync(scope, router, connections, request.SubnetId!.Value, token);
                var ending = connections.Where(held => held.PortId == portId).ToList();
                foreach (var connection in ending)
                    await DemandUnusedAsync(scope.Db, router, connection.SubnetId, token);

                var port = await scope.Db.Ports.Include(port => port.Allocations).FirstAsync(port => port.Id == portId, token);
                var subnetIds = SubnetsOf(port);
                scope.Db.RemoveRange(ending);
                await addresses.RemoveAsync(scope, port, token);
                return await FinishAsync(scope, new(router, port, subnetIds), token);
            },
            cancellationToken);

    /// <summary>The subnets that a router is connected to, without its gateway's.</summary>
    internal static async Task<IReadOnlyList<Subnet>> ConnectedAsync(QuantumDbContext db, Guid routerId, CancellationToken cancellationToken) =>
        await db.Subnets.AsNoTracking()
            .Where(subnet => db.RouterInterfaces.Any(held => held.RouterId == routerId && held.SubnetId == subnet.Id))
            .OrderBy(subnet => subnet.CreatedAt).ThenBy(subnet => subnet.Id)
            .ToListAsync(cancellationToken);

    /// <summary>The connections of routers with a network that goes away, where the profile lets them go with it.</summary>
    internal static async Task<IReadOnlyList<RouterInterface>> OfNetworkAsync(
        QuantumDbContext db, Guid networkId, CancellationToken cancellationToken) =>
        await db.RouterInterfaces
            .Where(held => db.Subnets.Any(subnet => subnet.Id == held.SubnetId && subnet.NetworkId == networkId))
            .ToListAsync(cancellationToken);

    private static List<Guid> SubnetsOf(Port port) =>
        [.. port.Allocations.OrderBy(held => held.Position).Select(held => held.SubnetId).Distinct()];

    private static async Task<RouterConnection> FinishAsync(ChangeScope scope, RouterConnection connection, CancellationToken cancellationToken)
    {
        connection.Router.Touch(scope.Transaction.Now);
        await scope.Db.SaveChangesAsync(cancellationToken);
        scope.Record(ChangeKind.Update, connection.Router);
        return connection;
    }

    private static async Task<Port> TakePortAsync(ChangeScope scope, Router router, Guid id, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<Port>(scope.Db, id, cancellationToken);
        var port = await scope.Db.Ports.Where(Visibility.Ports(scope.Context)).Include(port => port.Allocations)
            .FirstOrDefaultAsync(port => port.Id == id, cancellationToken) ?? throw new PortNotFoundException(id.ToString());
        RouterRules.CheckPort(port);
        var ids = SubnetsOf(port);
        var subnets = await scope.Db.Subnets.AsNoTracking().Where(subnet => ids.Contains(subnet.Id)).ToListAsync(cancellationToken);
        await CheckOverlapAsync(scope.Db, router, subnets, cancellationToken);
        (port.DeviceId, port.DeviceOwner) = (router.Id.ToString(), DeviceOwners.RouterInterface);
        port.Touch(scope.Transaction.Now);
        scope.Record(ChangeKind.Update, port);
        return port;
    }

    private async Task<Port> CreatePortAsync(ChangeScope scope, Router router, Guid subnetId, CancellationToken cancellationToken)
    {
        var subnet = await scope.Db.Subnets.AsNoTracking().Where(Visibility.Subnets(scope.Context)).ForCaller(scope.Db)
            .FirstOrDefaultAsync(subnet => subnet.Id == subnetId, cancellationToken) ?? throw new SubnetNotFoundException(subnetId.ToString());
        if (subnet.GatewayIp is not { } gateway)
            throw new BadRequestException("router", "Subnet for router interface must have a gateway IP");
        if (!scope.Context.ReadsAllTenants && !scope.Context.Owns(subnet.TenantId) && !subnet.Shared
            && !await CallerSharing.With(scope.Db, RbacPolicy.AccessAsShared).ContainsAsync(subnet.NetworkId, cancellationToken))
        {
            throw new BadRequestException(
                "router", $"Cannot add interface to router because subnet {subnet.Id} is not owned by project making the request");
        }

        await CheckOverlapAsync(scope.Db, router, [subnet], cancellationToken);
        var network = await scope.Db.Networks.AsNoTracking().FirstOrDefaultAsync(network => network.Id == subnet.NetworkId, cancellationToken)
            ?? throw new NetworkNotFoundException(subnet.NetworkId.ToString());
        var subnets = await PortNetworks.SubnetsAsync(scope.Db, network.Id, cancellationToken);
        var user = new PortUser(router.TenantId, router.Id, DeviceOwners.RouterInterface);
        return await ports.CreateAsync(scope, network, subnets, user, [new FixedIp(subnet.Id, gateway)], cancellationToken);
    }

    private static async Task CheckOverlapAsync(
        QuantumDbContext db, Router router, IReadOnlyList<Subnet> added, CancellationToken cancellationToken)
    {
        var connected = (await ConnectedAsync(db, router.Id, cancellationToken)).ToList();
        if (router.GatewayPort is { } gateway)
            connected.AddRange(await PortNetworks.SubnetsAsync(db, gateway.NetworkId, cancellationToken));
        RouterRules.CheckOverlap(added, connected);
    }

    private static Guid ByPort(ChangeScope scope, Router router, List<RouterInterface> connections, Guid portId, Guid? subnetId)
    {
        var found = connections.Where(held => held.PortId == portId).ToList();
        if (found.Count == 0)
            throw new RouterInterfaceNotFoundException(router.Id, portId);
        if (subnetId is { } asked && found.TrueForAll(held => held.SubnetId != asked))
        {
            var kind = scope.Context.Profile.OldErrorStatuses ? ErrorKind.Conflict : ErrorKind.BadRequest;
            throw new SubnetMismatchForPortException(kind, portId, found[0].SubnetId, asked);
        }

        return portId;
    }

    private static async Task<Guid> BySubnetAsync(
        ChangeScope scope, Router router, List<RouterInterface> connections, Guid subnetId, CancellationToken cancellationToken)
    {
        if (connections.Find(held => held.SubnetId == subnetId) is { } found)
            return found.PortId;

        var isVisible = await scope.Db.Subnets.Where(Visibility.Subnets(scope.Context)).ForCaller(scope.Db).AnyAsync(subnet => subnet.Id == subnetId, cancellationToken);
        throw isVisible ? new RouterInterfaceNotFoundForSubnetException(router.Id, subnetId) : new SubnetNotFoundException(subnetId.ToString());
    }

    private static async Task DemandUnusedAsync(QuantumDbContext db, Router router, Guid subnetId, CancellationToken cancellationToken)
    {
        var hasFloatingIp = await db.FloatingIps.AnyAsync(
            floatingIp => floatingIp.RouterId == router.Id
                && db.IpAllocations.Any(held => held.PortId == floatingIp.PortId && held.SubnetId == subnetId && held.IpAddress == floatingIp.FixedIpAddress),
            cancellationToken);
        if (hasFloatingIp)
            throw new RouterInterfaceInUseByFloatingIPException(router.Id, subnetId);
        if (router.Routes.Count == 0)
            return;

        var cidr = await db.Subnets.Where(subnet => subnet.Id == subnetId).Select(subnet => subnet.Cidr).FirstAsync(cancellationToken);
        if (router.Routes.Any(route => cidr.Contains(route.NextHop)))
            throw new RouterInterfaceInUseByRouteException(router.Id, subnetId);
    }
}
