using System.Text.Json;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Resources.Attributes;
using Quantum.Resources.AutoAllocation;
using Quantum.Resources.Errors;
using Quantum.Resources.Networks;
using Quantum.Resources.Routers;
using Quantum.Resources.SubnetPools;
using Quantum.Resources.Subnets;

namespace Quantum.Core.AutoAllocation;

/// <summary>
/// Makes and takes away the parts of topologies, through the plugin, as clients would: each part is an operation of its own, which
/// the backend hears of. What fails halfway is taken away again.
/// </summary>
public sealed class TopologyBuilder(ResourceCatalog catalog)
{
    private ServedResource<Router> Routers => catalog.All.OfType<ServedResource<Router>>().First();

    private IRouterPlugin Router => (IRouterPlugin)Routers.Plugin;

    /// <summary>Makes a network with a subnet of each pool, behind a router that leads to the external network.</summary>
    /// <exception cref="QuantumException">A part cannot be made; nothing is left of the others.</exception>
    public async Task<AutoAllocatedTopology> BuildAsync(
        RequestContext context, string tenant, Guid external, IReadOnlyList<SubnetPool> pools, CancellationToken cancellationToken)
    {
        var topology = new AutoAllocatedTopology { TenantId = tenant };
        try
        {
            var subnets = await AddNetworkAsync(context, topology, pools, cancellationToken);
            await AddRouterAsync(context, topology, external, subnets, cancellationToken);
            return topology;
        }
        catch
        {
            await RemoveAsync(context, topology);
            throw;
        }
    }

    /// <summary>Opens a network whose topology is complete.</summary>
    public async Task OpenAsync(RequestContext context, AutoAllocatedTopology topology, CancellationToken cancellationToken)
    {
        var changes = new AttributeValues();
        changes.Set(NetworkResource.AdminStateUp, true);
        await catalog.Networks.Plugin.UpdateAsync(context, new ChangeTarget(topology.NetworkId, null), changes, cancellationToken);
    }

    /// <summary>Takes a topology away: what is gone already is no failure. It is not left halfway when the caller goes away.</summary>
    public async Task RemoveAsync(RequestContext context, AutoAllocatedTopology topology, params IReadOnlyList<Guid> subnets)
    {
        if (topology.RouterId is { } router)
        {
            foreach (var subnet in subnets)
            {
                await UnlessGoneAsync(() => Router.RemoveInterfaceAsync(
                    context, new ChangeTarget(router, null), new RouterInterfaceRequest(subnet, null), CancellationToken.None));
            }

            await UnlessGoneAsync(() => Routers.Plugin.DeleteAsync(context, new ChangeTarget(router, null), CancellationToken.None));
        }

        if (topology.NetworkId != Guid.Empty)
            await UnlessGoneAsync(() => catalog.Networks.Plugin.DeleteAsync(context, new ChangeTarget(topology.NetworkId, null), CancellationToken.None));
    }

    private async Task<IReadOnlyList<Subnet>> AddNetworkAsync(
        RequestContext context, AutoAllocatedTopology topology, IReadOnlyList<SubnetPool> pools, CancellationToken cancellationToken)
    {
        try
        {
            var network = await CreateAsync(
                catalog.Networks, context, topology.TenantId, new { name = "auto_allocated_network", admin_state_up = false }, cancellationToken);
            topology.NetworkId = network.Id;
            var subnets = new List<Subnet>();
            foreach (var pool in pools)
            {
                subnets.Add(await CreateAsync(
                    catalog.Subnets,
                    context,
                    topology.TenantId,
                    new { name = $"auto_allocated_subnet_v{pool.IpVersion}", network_id = network.Id, ip_version = pool.IpVersion, subnetpool_id = pool.Id },
                    cancellationToken));
            }

            return subnets.Count > 0 ? subnets : throw NoNetwork();
        }
        catch (QuantumException e) when (e.Kind is ErrorKind.BadRequest or ErrorKind.NotFound || e is SubnetAllocationErrorException)
        {
            throw NoNetwork();
        }
    }

    private async Task AddRouterAsync(
        RequestContext context, AutoAllocatedTopology topology, Guid external, IReadOnlyList<Subnet> subnets, CancellationToken cancellationToken)
    {
        var connected = new List<Guid>();
        try
        {
            var router = await CreateAsync(
                Routers,
                context,
                topology.TenantId,
                new { name = "auto_allocated_router", external_gateway_info = new { network_id = external } },
                cancellationToken);
            topology.RouterId = router.Id;
            foreach (var subnet in subnets)
            {
                await Router.AddInterfaceAsync(
                    context, new ChangeTarget(router.Id, null), new RouterInterfaceRequest(subnet.Id, null), cancellationToken);
                connected.Add(subnet.Id);
            }
        }
        catch (Exception e)
        {
            // The caller takes away the rest.
            await RemoveAsync(context, new() { TenantId = topology.TenantId, RouterId = topology.RouterId }, connected);
            topology.RouterId = null;
            if (e is BadRequestException)
                throw new AutoAllocationFailureException("Unable to provide external connectivity");
            throw;
        }
    }

    private static AutoAllocationFailureException NoNetwork() => new("Unable to provide tenant private network");

    private static async Task UnlessGoneAsync(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (QuantumException e) when (e.Kind == ErrorKind.NotFound)
        {
            // Somebody else took it away.
        }
    }

    /// <summary>Creates what a client would create with this body.</summary>
    private static async Task<TResource> CreateAsync<TResource>(
        ServedResource<TResource> resource, RequestContext context, string tenant, object body, CancellationToken cancellationToken)
        where TResource : Resource
    {
        var sent = JsonSerializer.SerializeToElement(new Dictionary<string, object> { [resource.Definition.Name] = body });
        var values = new ResourceBody(resource.Definition, context.Profile, new BodyOwner(tenant, NamesAnyTenant: true, AllowsBulk: false))
            .ReadCreate(sent, out _);
        return (await resource.Plugin.CreateAsync(context, values, cancellationToken))[0];
    }
}
