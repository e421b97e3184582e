using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Requests;
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

/// <summary>One attempt at an operation: its transaction, and the changes that the plugin is told about, in order.</summary>
public sealed class ChangeScope
{
    private readonly List<RecordedChange> _changes = [];

    private readonly PluginHooks? _hooks;

    /// <param name="transaction">The transaction.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="hooks">The plugin's part; <c>null</c>: it has none, and nothing can be recorded.</param>
    internal ChangeScope(StoreTransaction transaction, RequestContext context, PluginHooks? hooks)
    {
        (Transaction, Context, _hooks) = (transaction, context, hooks);
        Db.CallerTenant = context.TenantId;
    }

    /// <summary>The transaction that all changes are part of.</summary>
    public StoreTransaction Transaction { get; }

    /// <summary>Who asks.</summary>
    public RequestContext Context { get; }

    /// <summary>The rows, as the transaction sees and changes them.</summary>
    public QuantumDbContext Db => Transaction.Db;

    internal IReadOnlyList<RecordedChange> Changes => _changes;

    private PluginHooks Hooks => _hooks ?? throw new InvalidOperationException("The plugin has no part in this operation.");

    /// <summary>The resource that a change is about, at the revision that the client insists on.</summary>
    /// <exception cref="QuantumException">There is no such resource, or its revision is another one.</exception>
    public async Task<TResource> FindAsync<TResource>(
        IQueryable<TResource> rows, ChangeTarget target, ResourceDefinition<TResource> definition, CancellationToken cancellationToken)
        where TResource : Resource
    {
        await StoreLocks.QueueForAsync<TResource>(Transaction, target.Id, cancellationToken);
        return Demanded(await rows.FirstOrDefaultAsync(row => row.Id == target.Id, cancellationToken), target, definition);
    }

    /// <summary>The same, read with all that answers show.</summary>
    /// <exception cref="QuantumException">There is no such resource, or its revision is another one.</exception>
    public async Task<TResource> FindAsync<TResource>(
        Func<QuantumDbContext, IQueryable<TResource>, IAsyncEnumerable<TResource>> read,
        ChangeTarget target,
        ResourceDefinition<TResource> definition,
        CancellationToken cancellationToken)
        where TResource : Resource
    {
        await StoreLocks.QueueForAsync<TResource>(Transaction, target.Id, cancellationToken);
        var rows = Db.Set<TResource>().Where(row => row.Id == target.Id);
        return Demanded(await read(Db, rows).FirstOrDefaultAsync(cancellationToken), target, definition);
    }

    /// <summary>What the plugin offers to a port on the host of a binding.</summary>
    public Task<Vif> BindAsync(Port port, PortBinding binding, CancellationToken cancellationToken) =>
        Hooks.Bind(Transaction, port, binding, cancellationToken);

    /// <summary>Notes a change for the plugin's hooks.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="network">The network after the change; for a deletion, as it was.</param>
    /// <param name="values">What the client sent; <c>null</c> when the change follows from another one.</param>
    public void Record(ChangeKind kind, Network network, AttributeValues? values = null) => Record(Hooks.Network, kind, network, values);

    /// <inheritdoc cref="Record(ChangeKind,Network,AttributeValues)" />
    public void Record(ChangeKind kind, Subnet subnet, AttributeValues? values = null) => Record(Hooks.Subnet, kind, subnet, values);

    /// <inheritdoc cref="Record(ChangeKind,Network,AttributeValues)" />
    public void Record(ChangeKind kind, Port port, AttributeValues? values = null) => Record(Hooks.Port, kind, port, values);

    /// <inheritdoc cref="Record(ChangeKind,Network,AttributeValues)" />
    public void Record(ChangeKind kind, Router router, AttributeValues? values = null) => Record(Hooks.Router, kind, router, values);

    /// <inheritdoc cref="Record(ChangeKind,Network,AttributeValues)" />
    public void Record(ChangeKind kind, FloatingIp floatingIp, AttributeValues? values = null) =>
        Record(Hooks.FloatingIp, kind, floatingIp, values);

    /// <summary>Notes a change of a group; one that is created or deleted has its rules with it.</summary>
    public void Record(ChangeKind kind, SecurityGroup group, AttributeValues? values = null) =>
        Record(Hooks.SecurityGroup, kind, group, values);

    /// <summary>Notes that a rule was added to a group or taken from it.</summary>
    public void Record(ChangeKind kind, SecurityGroupRule rule, AttributeValues? values = null) =>
        Record(Hooks.SecurityGroupRule, kind, rule, values);

    /// <summary>Notes that a subnet goes with its network.</summary>
    public void RecordDeleted(Subnet subnet, Network with) => Record(Hooks.Subnet, ChangeKind.Delete, subnet, values: null, with);

    /// <summary>Notes that a port goes with its network.</summary>
    public void RecordDeleted(Port port, Network with) => Record(Hooks.Port, ChangeKind.Delete, port, values: null, with);

    private static TResource Demanded<TResource>(TResource? found, ChangeTarget target, ResourceDefinition<TResource> definition)
        where TResource : Resource
    {
        var resource = found ?? throw definition.NotFound(target.Id.ToString());
        target.Demand(resource);
        return resource;
    }

    private void Record<TResource>(
        ChangeHooks<TResource> hooks, ChangeKind kind, TResource resource, AttributeValues? values, Network? goesWith = null)
        where TResource : Resource
    {
        var change = new ResourceChange<TResource>(kind, Context, resource, values ?? new()) { GoesWith = goesWith };
        _changes.Add(new(
            kind,
            resource,
            (transaction, cancellationToken) => hooks.Changing(transaction, change, cancellationToken),
            cancellationToken => hooks.Changed(change, cancellationToken)));
    }
}

/// <summary>A change whose resource type the dispatcher need not know.</summary>
internal sealed record RecordedChange(
    ChangeKind Kind,
    Resource Resource,
    Func<StoreTransaction, CancellationToken, Task> Changing,
    Func<CancellationToken, Task> Changed);
