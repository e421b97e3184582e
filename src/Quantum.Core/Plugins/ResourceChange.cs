using Quantum.Core.Database;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Plugins;

/// <summary>One change, as a plugin's hooks are told about it.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <param name="Kind">What happens to it.</param>
/// <param name="Context">Who asked.</param>
/// <param name="Resource">The resource after the change; for a deletion, as it was.</param>
/// <param name="Values">What the client sent; empty for a deletion.</param>
public sealed record ResourceChange<TResource>(
    ChangeKind Kind, RequestContext Context, TResource Resource, AttributeValues Values)
    where TResource : Resource
{
    /// <summary>The network with which the resource is deleted; <c>null</c> when it goes alone.</summary>
    public Network? GoesWith { get; init; }

    /// <summary>What the hook inside the transaction notes for the hook after the commit.</summary>
    public object? Note { get; set; }
}

/// <summary>What happens to a resource.</summary>
public enum ChangeKind
{
    /// <summary>It comes into being.</summary>
    Create,

    /// <summary>Some of its attributes change.</summary>
    Update,

    /// <summary>It goes away.</summary>
    Delete,
}

/// <summary>What a plugin adds to a resource, and the two moments at which it takes part in a change.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <param name="Attributes">The rows that it added to the resource's table.</param>
/// <param name="Changing">Inside the transaction, before it is committed; may refuse by throwing, may write more rows.</param>
/// <param name="Changed">After the commit; may talk to a controller.</param>
public sealed record ChangeHooks<TResource>(
    IReadOnlyList<IResourceAttribute<TResource>> Attributes,
    Func<StoreTransaction, ResourceChange<TResource>, CancellationToken, Task> Changing,
    Func<ResourceChange<TResource>, CancellationToken, Task> Changed)
    where TResource : Resource;

/// <summary>A plugin's part in the changes of resources; changing one may change others with it.</summary>
/// <param name="Network">Told about networks.</param>
/// <param name="Subnet">Told about subnets.</param>
/// <param name="Port">Told about ports.</param>
/// <param name="Router">Told about routers.</param>
/// <param name="FloatingIp">Told about floating IPs.</param>
/// <param name="SecurityGroup">Told about security groups; those that are created or deleted have their rules with them.</param>
/// <param name="SecurityGroupRule">Told about rules that are added to groups and taken from them.</param>
public sealed record PluginHooks(
    ChangeHooks<Network> Network,
    ChangeHooks<Subnet> Subnet,
    ChangeHooks<Port> Port,
    ChangeHooks<Router> Router,
    ChangeHooks<FloatingIp> FloatingIp,
    ChangeHooks<SecurityGroup> SecurityGroup,
    ChangeHooks<SecurityGroupRule> SecurityGroupRule)
{
    /// <summary>What the plugin offers to a port on the host of a binding; inside the transaction.</summary>
    public required Func<StoreTransaction, Port, PortBinding, CancellationToken, Task<Vif>> Bind { get; init; }
}
