using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Routers;

namespace Quantum.Core.Routers;

/// <summary>What the reference plugin does for routers: one method per operation, one transaction each.</summary>
public sealed class RouterService(ChangeDispatcher dispatcher, RouterGateways gateways, RouterOptions options)
{
    /// <summary>Creates routers with their gateways, all or none.</summary>
    public Task<IReadOnlyList<Router>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<Router>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var routers = requests.Select(values => New(values, hooks.Router, scope.Transaction.Now)).ToList();
                await QuotaEnforcer.DemandAsync(scope, "router", routers, token);
                foreach (var (router, values) in routers.Zip(requests))
                {
                    if (values.Get(RouterResource.ExternalGatewayInfo) is { } gateway)
                        await gateways.SetAsync(scope, router, gateway, token);
                    await CheckRoutesAsync(scope.Db, router, token);
                    scope.Db.Add(router);
                    scope.Record(ChangeKind.Create, router, values);
                }

                await scope.Db.SaveChangesAsync(token);
                return routers;
            },
            cancellationToken);

    /// <summary>Changes a router and its gateway.</summary>
    public Task<Router> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var router = await FindAsync(scope, target, token);
                router.Apply(RouterResource.Standard, changes);
                router.AdminStateUp = changes.GetOr(RouterResource.AdminStateUp, router.AdminStateUp);
                router.Routes = changes.GetOr(RouterResource.Routes, router.Routes);
                if (changes.TryGet(RouteChange.Key, out var change) && change is not null)
                    router.Routes = change.Apply(router.Routes);
                hooks.Router.Attributes.Store(router, changes);
                var before = router.ExternalGateway;
                if (changes.TryGet(RouterResource.ExternalGatewayInfo, out var gateway))
                    await gateways.SetAsync(scope, router, gateway, token);
                if (changes.Contains(RouterResource.Routes) || changes.Contains(RouteChange.Key) || changes.Contains(RouterResource.ExternalGatewayInfo))
                    await CheckRoutesAsync(scope.Db, router, token);
                if (scope.Db.Entry(router).State == EntityState.Modified || !SameGateway(before, router.ExternalGateway))
                    router.Touch(scope.Transaction.Now);
                await scope.Db.SaveChangesAsync(token);
                scope.Record(ChangeKind.Update, router, changes);
                return router;
            },
            cancellationToken);

    /// <summary>Deletes a router with its gateway, once it is connected to no subnet.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var router = await FindAsync(scope, target, token);
                var connections = await scope.Db.RouterInterfaces.Where(held => held.RouterId == router.Id)
                    .Select(held => held.PortId)
                    .Distinct()
                    .ToListAsync(token);
                if (connections.Count > 0)
                    throw new RouterInUseException(router.Id, connections);

                var gateway = router.GatewayPort;
                scope.Db.Remove(router);
                await gateways.RemoveAsync(scope, router, token);
                router.GatewayPort = gateway;
                scope.Record(ChangeKind.Delete, router);
                return router;
            },
            cancellationToken);

    /// <summary>The router with its gateway. Whoever changes what it is connected to waits for its row first.</summary>
    internal static async Task<Router> FindAsync(ChangeScope scope, ChangeTarget target, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<Router>(scope.Db, target.Id, cancellationToken);
        return await scope.FindAsync(
            scope.Db.Routers.Include(router => router.GatewayPort!).ThenInclude(port => port.Allocations),
            target,
            RouterResource.Definition,
            cancellationToken);
    }

    private static Router New(AttributeValues values, ChangeHooks<Router> hooks, DateTime now)
    {
        var router = new Router
        {
            AdminStateUp = values.Get(RouterResource.AdminStateUp),
            Routes = values.GetOr(RouterResource.Routes, []),
            AvailabilityZoneHints = values.GetOr(RouterResource.Zones.Hints, []),
        }.Stamp(RouterResource.Standard, values, now);
        hooks.Attributes.Store(router, values);
        return router;
    }

    private static bool SameGateway(ExternalGateway? one, ExternalGateway? other) =>
        one?.NetworkId == other?.NetworkId
        && one?.EnableSnat == other?.EnableSnat
        && (one?.ExternalFixedIps ?? []).SequenceEqual(other?.ExternalFixedIps ?? []);

    private async Task CheckRoutesAsync(QuantumDbContext db, Router router, CancellationToken cancellationToken)
    {
        if (router.Routes.Count == 0)
            return;

        var held = (await db.IpAllocations
            .Where(held => db.RouterInterfaces.Any(connection => connection.RouterId == router.Id && connection.PortId == held.PortId))
            .AsNoTracking()
            .ToListAsync(cancellationToken))
            .Concat(router.GatewayPort?.Allocations ?? [])
            .ToList();
        var subnetIds = held.Select(allocation => allocation.SubnetId).ToHashSet();
        var connected = await db.Subnets.Where(subnet => subnetIds.Contains(subnet.Id)).Select(subnet => subnet.Cidr).ToListAsync(cancellationToken);
        RouterRules.CheckRoutes(router, options.MaxRoutes, connected, [.. held.Select(allocation => allocation.IpAddress)]);
    }
}
