using Quantum.Core.AddressScopes;
using Quantum.Core.AutoAllocation;
using Quantum.Core.Database;
using Quantum.Core.Dns;
using Quantum.Core.Networks;
using Quantum.Core.Ports;
using Quantum.Core.Qos;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Core.Routers;
using Quantum.Core.SecurityGroups;
using Quantum.Core.Segments;
using Quantum.Core.SubnetPools;
using Quantum.Core.Trunks;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.Errors;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Plugins;

/// <summary>
/// The reference plugin: keeps networks in the database and does nothing else. Every other plugin derives from it and
/// overrides what its backend needs: the <c>…Changing</c> hooks run inside the transaction and may refuse, the
/// <c>…Changed</c> hooks run after the commit and may talk to a controller.
/// </summary>
public class DatabasePlugin : INetworkPlugin, IRouterPlugin, IPortBindingPlugin, ISecurityGroupPlugin
{
    private readonly PluginServices _services;
    private readonly IReadOnlyList<ApiExtension> _extensions;

    /// <summary>Creates the plugin; a derived plugin passes the services on.</summary>
    public DatabasePlugin(PluginServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _extensions =
        [
            .. RouterExtensions.Of(this),
            ProviderNetworkExtension.Instance,
            .. PortExtensions.Of(this),
            .. SecurityGroupExtensions.Of(this),
            .. RbacExtensions.Of(this, services.RbacPolicies),
            .. NetworkExtensions.All,
            .. SubnetPoolExtensions.Of(services.SubnetPools),
            AddressScopeExtension.Of(services.AddressScopes),
            .. TrunkExtensions.Of(services.Trunks),
            AutoAllocationExtension.Instance,
            .. DnsExtensions.Of(services.PortDns),
            .. QosExtensions.Of(services.QosPolicies, services.Dispatcher),
        ];
    }

    /// <inheritdoc />
    public virtual IReadOnlyList<ApiExtension> Extensions => _extensions;

    /// <summary>
    /// The plugin's whole part in changes, its segments included: what its services call, and what a plugin that contains others
    /// calls in its own hooks.
    /// </summary>
    public PluginHooks Hooks => field ??= new(
        new(Rows<Network>(), CarryThenChangeAsync, NetworkChangedAsync),
        new(Rows<Subnet>(), SubnetChangingAsync, SubnetChangedAsync),
        new(Rows<Port>(), PortChangingAsync, PortChangedAsync),
        new(Rows<Router>(), RouterChangingAsync, RouterChangedAsync),
        new(Rows<FloatingIp>(), FloatingIpChangingAsync, FloatingIpChangedAsync),
        new(Rows<SecurityGroup>(), SecurityGroupChangingAsync, SecurityGroupChangedAsync),
        new(Rows<SecurityGroupRule>(), SecurityGroupRuleChangingAsync, SecurityGroupRuleChangedAsync))
    {
        Bind = BindAsync,
    };

    /// <summary>What can carry networks.</summary>
    protected virtual SegmentPlan SegmentPlan => _services.SegmentPlan;

    Task<IReadOnlyList<Network>> IResourcePlugin<Network>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.Networks.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Network> IResourcePlugin<Network>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.Networks.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Network>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.Networks.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<Subnet>> IResourcePlugin<Subnet>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.Subnets.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Subnet> IResourcePlugin<Subnet>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.Subnets.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Subnet>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.Subnets.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<Port>> IResourcePlugin<Port>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.Ports.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Port> IResourcePlugin<Port>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.Ports.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Port>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.Ports.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<Router>> IResourcePlugin<Router>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.Routers.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Router> IResourcePlugin<Router>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.Routers.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Router>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.Routers.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<FloatingIp>> IResourcePlugin<FloatingIp>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.FloatingIps.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<FloatingIp> IResourcePlugin<FloatingIp>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.FloatingIps.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<FloatingIp>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.FloatingIps.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<RouterConnection> IRouterPlugin.AddInterfaceAsync(
        RequestContext context, ChangeTarget router, RouterInterfaceRequest request, CancellationToken cancellationToken) =>
        _services.RouterInterfaces.AddAsync(context, router, request, Hooks, cancellationToken);

    Task<RouterConnection> IRouterPlugin.RemoveInterfaceAsync(
        RequestContext context, ChangeTarget router, RouterInterfaceRequest request, CancellationToken cancellationToken) =>
        _services.RouterInterfaces.RemoveAsync(context, router, request, Hooks, cancellationToken);

    Task<PortBinding> IPortBindingPlugin.CreateBindingAsync(
        RequestContext context, ChangeTarget port, AttributeValues request, CancellationToken cancellationToken) =>
        _services.Bindings.CreateAsync(context, port, request, Hooks, cancellationToken);

    Task<PortBinding> IPortBindingPlugin.UpdateBindingAsync(
        RequestContext context, ChangeTarget port, string host, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.Bindings.UpdateAsync(context, (port, host), changes, Hooks, cancellationToken);

    Task<PortBinding> IPortBindingPlugin.ActivateBindingAsync(
        RequestContext context, ChangeTarget port, string host, CancellationToken cancellationToken) =>
        _services.Bindings.ActivateAsync(context, (port, host), Hooks, cancellationToken);

    Task IPortBindingPlugin.DeleteBindingAsync(
        RequestContext context, ChangeTarget port, string host, CancellationToken cancellationToken) =>
        _services.Bindings.DeleteAsync(context, (port, host), Hooks, cancellationToken);

    Task<IReadOnlyList<SecurityGroup>> IResourcePlugin<SecurityGroup>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.SecurityGroups.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<SecurityGroup> IResourcePlugin<SecurityGroup>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _services.SecurityGroups.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<SecurityGroup>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.SecurityGroups.DeleteAsync(context, target, Hooks, cancellationToken);

    Task ISecurityGroupPlugin.EnsureDefaultAsync(RequestContext context, string tenantId, CancellationToken cancellationToken) =>
        _services.SecurityGroups.EnsureDefaultAsync(context, tenantId, Hooks, cancellationToken);

    Task<IReadOnlyList<SecurityGroupRule>> IResourcePlugin<SecurityGroupRule>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _services.SecurityGroupRules.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<SecurityGroupRule> IResourcePlugin<SecurityGroupRule>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        throw new HttpMethodNotAllowedException();

    Task IResourcePlugin<SecurityGroupRule>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _services.SecurityGroupRules.DeleteAsync(context, target, Hooks, cancellationToken);

    /// <summary>
    /// A network is about to be created, changed or deleted; the rows are written, not committed. Throw a
    /// <see cref="QuantumException"/> to refuse. Runs again after a lost race: have no other effects, write
    /// through the transaction only, and check before you insert, because a violated constraint counts as a lost race.
    /// </summary>
    protected virtual Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// A network was created, changed or deleted, durably. Any exception sets its status to <c>ERROR</c> and fails the
    /// request with 503, and so does taking longer than <c>Quantum:BackendTimeout</c>, when the token is cancelled; the
    /// plugin may repair the resource later.
    /// </summary>
    protected virtual Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task SubnetChangingAsync(
        StoreTransaction transaction, ResourceChange<Subnet> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A subnet was created, changed or deleted, durably. Any exception fails the request with 503.</summary>
    protected virtual Task SubnetChangedAsync(ResourceChange<Subnet> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task PortChangingAsync(
        StoreTransaction transaction, ResourceChange<Port> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangedAsync" />
    protected virtual Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task RouterChangingAsync(
        StoreTransaction transaction, ResourceChange<Router> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangedAsync" />
    protected virtual Task RouterChangedAsync(ResourceChange<Router> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task FloatingIpChangingAsync(
        StoreTransaction transaction, ResourceChange<FloatingIp> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangedAsync" />
    protected virtual Task FloatingIpChangedAsync(ResourceChange<FloatingIp> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// What a device finds on the host of a binding; <see cref="Vif.Failed"/>: the port cannot be connected there. Runs inside the
    /// transaction, and again after a lost race.
    /// </summary>
    protected virtual Task<Vif> BindAsync(
        StoreTransaction transaction, Port port, PortBinding binding, CancellationToken cancellationToken) => Task.FromResult(Vif.OpenVSwitch);

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task SecurityGroupChangingAsync(
        StoreTransaction transaction, ResourceChange<SecurityGroup> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="SubnetChangedAsync" />
    protected virtual Task SecurityGroupChangedAsync(ResourceChange<SecurityGroup> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="NetworkChangingAsync" />
    protected virtual Task SecurityGroupRuleChangingAsync(
        StoreTransaction transaction, ResourceChange<SecurityGroupRule> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="SubnetChangedAsync" />
    protected virtual Task SecurityGroupRuleChangedAsync(
        ResourceChange<SecurityGroupRule> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives a network its segment, or releases it, by <see cref="SegmentPlan"/>; comes before <see cref="NetworkChangingAsync"/>.</summary>
    protected virtual Task CarryAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken) =>
        _services.Segments.ChangingAsync(SegmentPlan, transaction, change, cancellationToken);

    private async Task CarryThenChangeAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        await CarryAsync(transaction, change, cancellationToken);
        NetworkMtu.Settle(SegmentPlan, change);
        await NetworkChangingAsync(transaction, change, cancellationToken);
    }

    private List<IResourceAttribute<TResource>> Rows<TResource>() =>
        [.. Extensions.SelectMany(extension => extension.Attributes).OfType<IResourceAttribute<TResource>>()];
}
