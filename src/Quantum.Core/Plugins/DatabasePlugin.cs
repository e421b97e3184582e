using Quantum.Core.Database;
using Quantum.Core.Networks;
using Quantum.Core.Ports;
using Quantum.Core.Requests;
using Quantum.Core.Subnets;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Plugins;

/// <summary>
/// The reference plugin: keeps networks in the database and does nothing else. Every other plugin derives from it and
/// overrides what its backend needs: the <c>…Changing</c> hooks run inside the transaction and may refuse, the
/// <c>…Changed</c> hooks run after the commit and may talk to a controller.
/// </summary>
public class DatabasePlugin : INetworkPlugin
{
    private readonly NetworkService _networks;
    private readonly SubnetService _subnets;
    private readonly PortService _ports;

    /// <summary>Creates the plugin; a derived plugin passes the services on.</summary>
    public DatabasePlugin(PluginServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        (_networks, _subnets, _ports) = (services.Networks, services.Subnets, services.Ports);
    }

    /// <inheritdoc />
    public virtual IReadOnlyList<IResourceAttribute<Network>> NetworkAttributes => [];

    /// <inheritdoc />
    public virtual IReadOnlyList<IResourceAttribute<Subnet>> SubnetAttributes => [];

    /// <inheritdoc />
    public virtual IReadOnlyList<IResourceAttribute<Port>> PortAttributes => [];

    private PluginHooks Hooks => field ??= new(
        new(NetworkAttributes, NetworkChangingAsync, NetworkChangedAsync),
        new(SubnetAttributes, SubnetChangingAsync, SubnetChangedAsync),
        new(PortAttributes, PortChangingAsync, PortChangedAsync));

    Task<IReadOnlyList<Network>> IResourcePlugin<Network>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _networks.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Network> IResourcePlugin<Network>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _networks.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Network>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _networks.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<Subnet>> IResourcePlugin<Subnet>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _subnets.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Subnet> IResourcePlugin<Subnet>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _subnets.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Subnet>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _subnets.DeleteAsync(context, target, Hooks, cancellationToken);

    Task<IReadOnlyList<Port>> IResourcePlugin<Port>.CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        _ports.CreateAsync(context, requests, Hooks, cancellationToken);

    Task<Port> IResourcePlugin<Port>.UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        _ports.UpdateAsync(context, target, changes, Hooks, cancellationToken);

    Task IResourcePlugin<Port>.DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        _ports.DeleteAsync(context, target, Hooks, cancellationToken);

    /// <summary>
    /// A network is about to be created, changed or deleted; the rows are written, not committed. Throw a
    /// <see cref="Resources.Errors.QuantumException"/> to refuse. Runs again after a lost race: have no other effects, write
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
}

/// <summary>What the reference plugin is made of; a derived plugin takes it in its constructor and passes it on.</summary>
/// <param name="Networks">Transactions on networks.</param>
/// <param name="Subnets">Transactions on subnets.</param>
/// <param name="Ports">Transactions on ports.</param>
public sealed record PluginServices(NetworkService Networks, SubnetService Subnets, PortService Ports);
