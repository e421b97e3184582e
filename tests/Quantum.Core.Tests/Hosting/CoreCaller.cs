using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Tests.Hosting;

/// <summary>What a caller who passed validation and policy can do. A request holds every default, as binding guarantees.</summary>
internal sealed class CoreCaller(CoreHost host, RequestContext context)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IResourcePlugin<Network> Networks => host.Plugin;

    private IResourcePlugin<Subnet> Subnets => host.Plugin;

    private IResourcePlugin<Port> Ports => host.Plugin;

    public async Task<Network> CreateNetworkAsync(Action<AttributeValues>? with = null) =>
        (await Networks.CreateAsync(context, [Network(with)], None))[0];

    public Task<IReadOnlyList<Network>> CreateNetworksAsync(int count) =>
        Networks.CreateAsync(context, [.. Enumerable.Range(0, count).Select(_ => Network(with: null))], None);

    public async Task<Subnet> CreateSubnetAsync(Guid networkId, string cidr, Action<AttributeValues>? with = null) =>
        (await CreateSubnetsAsync(Subnet(networkId, cidr, with)))[0];

    public Task<IReadOnlyList<Subnet>> CreateSubnetsAsync(params AttributeValues[] requests) => Subnets.CreateAsync(context, requests, None);

    public async Task<Port> CreatePortAsync(Guid networkId, Action<AttributeValues>? with = null) =>
        (await CreatePortsAsync(Port(networkId, with)))[0];

    public Task<IReadOnlyList<Port>> CreatePortsAsync(params AttributeValues[] requests) => Ports.CreateAsync(context, requests, None);

    public Task<Network> UpdateNetworkAsync(Guid id, Action<AttributeValues> with, int? revision = null) =>
        Networks.UpdateAsync(context, new ChangeTarget(id, revision), Values(with), None);

    public Task<Subnet> UpdateSubnetAsync(Guid id, Action<AttributeValues> with, int? revision = null) =>
        Subnets.UpdateAsync(context, new ChangeTarget(id, revision), Values(with), None);

    public Task<Port> UpdatePortAsync(Guid id, Action<AttributeValues> with, int? revision = null) =>
        Ports.UpdateAsync(context, new ChangeTarget(id, revision), Values(with), None);

    public Task DeleteNetworkAsync(Guid id) => Networks.DeleteAsync(context, new ChangeTarget(id, ExpectedRevision: null), None);

    public Task DeleteSubnetAsync(Guid id) => Subnets.DeleteAsync(context, new ChangeTarget(id, ExpectedRevision: null), None);

    public Task DeletePortAsync(Guid id) => Ports.DeleteAsync(context, new ChangeTarget(id, ExpectedRevision: null), None);

    public Task<Network?> FindNetworkAsync(Guid id) => FindAsync(host.Catalog.Networks, id);

    public Task<Subnet?> FindSubnetAsync(Guid id) => FindAsync(host.Catalog.Subnets, id);

    public Task<Port?> FindPortAsync(Guid id) => FindAsync(host.Catalog.Ports, id);

    /// <summary>Every port of a network, as a list shows them.</summary>
    public async Task<IReadOnlyList<Port>> PortsOfAsync(Guid networkId)
    {
        await using var db = host.Store.OpenRead();
        return await db.Ports.Include(port => port.Allocations).Where(port => port.NetworkId == networkId).ToListAsync();
    }

    public AttributeValues Network(Action<AttributeValues>? with) => Values(values =>
    {
        values.Set(NetworkResource.Standard.TenantId, context.TenantId!);
        values.Set(NetworkResource.Standard.Name, "");
        values.Set(NetworkResource.AdminStateUp, true);
        values.Set(NetworkResource.Shared, false);
        with?.Invoke(values);
    });

    public AttributeValues Subnet(Guid networkId, string cidr, Action<AttributeValues>? with = null) => Values(values =>
    {
        var block = Addresses.Cidr(cidr);
        values.Set(SubnetResource.Standard.TenantId, context.TenantId!);
        values.Set(SubnetResource.Standard.Name, "");
        values.Set(SubnetResource.NetworkId, networkId);
        values.Set(SubnetResource.IpVersion, block.IpVersion);
        values.Set(SubnetResource.Cidr, block);
        values.Set(SubnetResource.DnsNameservers, []);
        values.Set(SubnetResource.HostRoutes, []);
        values.Set(SubnetResource.EnableDhcp, true);
        with?.Invoke(values);
    });

    public AttributeValues Port(Guid networkId, Action<AttributeValues>? with = null) => Values(values =>
    {
        values.Set(PortResource.Standard.TenantId, context.TenantId!);
        values.Set(PortResource.Standard.Name, "");
        values.Set(PortResource.NetworkId, networkId);
        values.Set(PortResource.AdminStateUp, true);
        values.Set(PortResource.DeviceId, "");
        values.Set(PortResource.DeviceOwner, "");
        with?.Invoke(values);
    });

    private async Task<TResource?> FindAsync<TResource>(ServedResource<TResource> resource, Guid id)
        where TResource : Resource
    {
        await using var db = host.Store.OpenRead();
        return await new ResourceReader<TResource>(resource, db, context).FindAsync(id.ToString(), None);
    }

    private static AttributeValues Values(Action<AttributeValues> with)
    {
        var values = new AttributeValues();
        with(values);
        return values;
    }
}
