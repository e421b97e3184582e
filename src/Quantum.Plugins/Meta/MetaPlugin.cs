using Quantum.Core.Agents;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Bindings;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.Subnets;

namespace Quantum.Plugins.Meta;

/// <summary>
/// Several plugins in one server: a network's flavor says which of them carries it, a router's which of them routes. The
/// transaction is the one of every plugin; the plugin of the flavor takes part in it with its hooks, its segments included.
/// </summary>
public sealed class MetaPlugin : DatabasePlugin, IAgentPlugin, IDisposable
{
    private const string Section = "Quantum:Meta";

    private readonly Flavors _networks;
    private readonly Flavors _routers;

    /// <summary>Creates the plugin and those that it combines.</summary>
    /// <exception cref="PluginLoadException">The options are not acceptable; the message names the key.</exception>
    public MetaPlugin(
        PluginServices services, MetaOptions options, PluginLoader loader, DeviceReports reports, IServiceProvider provider)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loader);
        if (options.Failures().FirstOrDefault() is { } failure)
            throw new PluginLoadException($"{Section}:{failure.MemberNames.First()}: {failure.ErrorMessage}");

        var plugins = Create(options.PluginList, nameof(MetaOptions.PluginList), [], loader, provider);
        _networks = new(plugins, options.DefaultFlavor);
        _routers = new(Create(options.L3PluginList, nameof(MetaOptions.L3PluginList), plugins, loader, provider), options.DefaultL3Flavor);
        AgentMethods = new CombinedAgentMethods(reports, _networks).Combine();
        Extensions = Union([.. base.Extensions, FlavorAttributes.Extension, .. _networks.Plugins.Concat(_routers.Plugins).SelectMany(plugin => plugin.Extensions)]);
    }

    /// <inheritdoc />
    public override IReadOnlyList<ApiExtension> Extensions { get; }

    /// <inheritdoc />
    public IReadOnlyList<AgentMethod> AgentMethods { get; }

    /// <summary>Ends the plugins that it created.</summary>
    public void Dispose()
    {
        foreach (var plugin in _networks.Plugins.Union(_routers.Plugins).OfType<IDisposable>())
            plugin.Dispose();
    }

    /// <summary>Does nothing: the plugin of the network's flavor has the segments.</summary>
    protected override Task CarryAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks the plugin of the network's flavor.</summary>
    protected override async Task<Vif> BindAsync(
        StoreTransaction transaction, Port port, PortBinding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(port);
        var hooks = await HooksAsync(transaction, port.NetworkId, goesWith: null, cancellationToken);
        return await hooks.Bind(transaction, port, binding, cancellationToken);
    }

    /// <inheritdoc />
    protected override Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var flavor = Settle(change, FlavorAttributes.Network, _networks);
        return DelegatedChange<Network>.ChangingAsync([_networks.Hooks(flavor).Network], transaction, change, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task SubnetChangingAsync(
        StoreTransaction transaction, ResourceChange<Subnet> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var hooks = await HooksAsync(transaction, change.Resource.NetworkId, change.GoesWith, cancellationToken);
        await DelegatedChange<Subnet>.ChangingAsync([hooks.Subnet], transaction, change, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task PortChangingAsync(
        StoreTransaction transaction, ResourceChange<Port> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var hooks = await HooksAsync(transaction, change.Resource.NetworkId, change.GoesWith, cancellationToken);
        await DelegatedChange<Port>.ChangingAsync([hooks.Port], transaction, change, cancellationToken);
    }

    /// <inheritdoc />
    protected override Task RouterChangingAsync(
        StoreTransaction transaction, ResourceChange<Router> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var flavor = Settle(change, FlavorAttributes.Router, _routers);
        return DelegatedChange<Router>.ChangingAsync([_routers.Hooks(flavor).Router], transaction, change, cancellationToken);
    }

    /// <summary>Tells the plugins of the routers that do the mapping or did it before; of a free floating IP, the default one.</summary>
    protected override async Task FloatingIpChangingAsync(
        StoreTransaction transaction, ResourceChange<FloatingIp> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(change);
        var routers = new List<Router>();
        foreach (var id in new[] { change.Resource.FormerRouterId, change.Resource.RouterId }.OfType<Guid>().Distinct())
        {
            if (await transaction.Db.Routers.FindAsync([id], cancellationToken) is { } router)
                routers.Add(router);
        }

        var hooks = routers.Select(router => _routers.Hooks(FlavorAttributes.Of(router, FlavorAttributes.Router)).FloatingIp)
            .DefaultIfEmpty(_routers.Hooks(flavor: null).FloatingIp)
            .Distinct()
            .ToList();
        await DelegatedChange<FloatingIp>.ChangingAsync(hooks, transaction, change, cancellationToken);
    }

    /// <summary>Tells all plugins of networks: a group guards ports of every flavor.</summary>
    protected override Task SecurityGroupChangingAsync(
        StoreTransaction transaction, ResourceChange<SecurityGroup> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var hooks = _networks.Plugins.Select(plugin => plugin.Hooks.SecurityGroup).ToList();
        return DelegatedChange<SecurityGroup>.ChangingAsync(hooks, transaction, change, cancellationToken);
    }

    /// <inheritdoc cref="SecurityGroupChangingAsync" />
    protected override Task SecurityGroupRuleChangingAsync(
        StoreTransaction transaction, ResourceChange<SecurityGroupRule> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var hooks = _networks.Plugins.Select(plugin => plugin.Hooks.SecurityGroupRule).ToList();
        return DelegatedChange<SecurityGroupRule>.ChangingAsync(hooks, transaction, change, cancellationToken);
    }

    /// <inheritdoc />
    protected override Task SecurityGroupChangedAsync(ResourceChange<SecurityGroup> change, CancellationToken cancellationToken) =>
        DelegatedChange<SecurityGroup>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task SecurityGroupRuleChangedAsync(ResourceChange<SecurityGroupRule> change, CancellationToken cancellationToken) =>
        DelegatedChange<SecurityGroupRule>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken) =>
        DelegatedChange<Network>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task SubnetChangedAsync(ResourceChange<Subnet> change, CancellationToken cancellationToken) =>
        DelegatedChange<Subnet>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken) =>
        DelegatedChange<Port>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task RouterChangedAsync(ResourceChange<Router> change, CancellationToken cancellationToken) =>
        DelegatedChange<Router>.ChangedAsync(change, cancellationToken);

    /// <inheritdoc />
    protected override Task FloatingIpChangedAsync(ResourceChange<FloatingIp> change, CancellationToken cancellationToken) =>
        DelegatedChange<FloatingIp>.ChangedAsync(change, cancellationToken);

    /// <summary>The resource's flavor; on creation it is chosen, and kept as what it really is.</summary>
    private static string Settle<TResource>(
        ResourceChange<TResource> change, AttributeDefinition<TResource, string?> row, Flavors flavors)
        where TResource : Resource
    {
        var flavor = flavors.Known(FlavorAttributes.Of(change.Resource, row));
        if (change.Kind == ChangeKind.Create)
            FlavorAttributes.Keep(change.Resource, row, flavor);
        return flavor;
    }

    private static Dictionary<string, DatabasePlugin> Create(
        string[] list, string key, Dictionary<string, DatabasePlugin> existing, PluginLoader loader, IServiceProvider provider) =>
        list.Select(entry => MetaOptions.Parse(entry)!.Value).ToDictionary(
            entry => entry.Flavor,
            entry => existing.GetValueOrDefault(entry.Flavor) ?? Create(entry.Plugin, $"{Section}:{key}", loader, provider),
            StringComparer.Ordinal);

    private static DatabasePlugin Create(string name, string key, PluginLoader loader, IServiceProvider provider)
    {
        var type = loader.Find(name, key);
        return type.IsSubclassOf(typeof(DatabasePlugin)) && type != typeof(MetaPlugin) || type == typeof(DatabasePlugin)
            ? (DatabasePlugin)PluginLoader.Create(type, key, provider)
            : throw new PluginLoadException($"{key}: {type.FullName} cannot be combined with others: it must derive from {nameof(DatabasePlugin)}.");
    }

    /// <summary>Each extension once, the first of its alias, and each row once.</summary>
    private static List<ApiExtension> Union(IEnumerable<ApiExtension> extensions)
    {
        var rows = new HashSet<IResourceAttribute>(ReferenceEqualityComparer.Instance);
        return
        [
            .. extensions.DistinctBy(extension => extension.Alias, StringComparer.Ordinal)
                .Select(extension => extension with { Attributes = [.. extension.Attributes.Where(rows.Add)] }),
        ];
    }

    private async Task<PluginHooks> HooksAsync(
        StoreTransaction transaction, Guid networkId, Network? goesWith, CancellationToken cancellationToken)
    {
        var network = goesWith ?? await transaction.Db.Networks.FindAsync([networkId], cancellationToken);
        return _networks.Hooks(network is null ? null : FlavorAttributes.Of(network, FlavorAttributes.Network));
    }
}
