using Microsoft.Extensions.Logging;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Segments;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// Networks made by an OpenFlow controller. Status <c>BUILD</c> says that the controller is to be told of a change, and is set with
/// the change; what it becomes then is what the controller made of it. A network or port in status <c>ERROR</c> is tried again by
/// any change, even one without differences.
/// </summary>
public sealed class OpenFlowPlugin : DatabasePlugin, IAgentPlugin, IDisposable
{
    private readonly Controller _controller;
    private readonly ControllerPorts _ports;
    private readonly ControllerNetworks _networks;

    /// <summary>Creates the plugin; the controller need not answer yet.</summary>
    public OpenFlowPlugin(
        PluginServices services,
        OpenFlowOptions options,
        PluginOptions plugin,
        QuantumStore store,
        TimeProvider time,
        ILogger<OpenFlowPlugin> logger)
        : base(services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plugin);
        _controller = new(ControllerDrivers.Create(options, plugin));
        _ports = new(store, _controller, logger);
        _networks = new(store, _controller, _ports);
        Extensions = [.. base.Extensions.Where(extension => !extension.Attributes.Contains(ProviderNetworkAttributes.NetworkType))];
        AgentMethods = [new UpdatePorts(new SwitchReports(store, _ports), TimeSpan.FromSeconds(plugin.BackendTimeout), time).Method];
    }

    /// <summary>Those of the reference plugin, but for what carries networks: that is the controller's business.</summary>
    public override IReadOnlyList<ApiExtension> Extensions { get; }

    /// <inheritdoc />
    public IReadOnlyList<AgentMethod> AgentMethods { get; }

    /// <inheritdoc />
    protected override SegmentPlan SegmentPlan { get; } = new SegmentOptions().ToPlan([NetworkType.Local]);

    /// <summary>Ends the connections with the controller.</summary>
    public void Dispose() => _controller.Dispose();

    /// <inheritdoc />
    protected override Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var network = change.Resource;
        if (change.Kind == ChangeKind.Create
            || (change.Kind == ChangeKind.Update && network.Status != ControllerNetworks.StatusOf(network)))
            network.Status = ResourceStatus.Build;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override async Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var network = change.Resource;
        switch (change.Kind)
        {
            case ChangeKind.Create:
                Show(await _networks.CreateAsync(network, cancellationToken), network);
                break;
            case ChangeKind.Update when network.Status == ResourceStatus.Build:
                Show(await _networks.RegisterAsync(network, cancellationToken), network);
                break;
            case ChangeKind.Update when change.Values.Contains(NetworkResource.Standard.Name):
                Show(await _networks.RenameAsync(network, cancellationToken), network);
                break;
            case ChangeKind.Delete:
                await _networks.DeleteAsync(network, cancellationToken);
                break;
        }
    }

    /// <inheritdoc />
    protected override async Task PortChangingAsync(
        StoreTransaction transaction, ResourceChange<Port> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(change);
        var port = change.Resource;
        switch (change.Kind)
        {
            case ChangeKind.Create:
                port.Status = ResourceStatus.Down; // no agent has seen it yet
                break;
            case ChangeKind.Update:
                var state = (await PortState.ReadAsync(transaction.Db, [port.Id], cancellationToken))[0];
                if (port.Status != state.Status)
                    port.Status = ResourceStatus.Build;
                break;
        }
    }

    /// <inheritdoc />
    protected override async Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var port = change.Resource;
        if (change.Kind == ChangeKind.Update && port.Status == ResourceStatus.Build)
            Show((await _ports.ApplyAsync([port.Id], cancellationToken)).SingleOrDefault(), port);
        else if (change.Kind == ChangeKind.Delete && change.GoesWith is null)
            await _ports.ApplyAsync([port.Id], cancellationToken);
    }

    /// <summary>The answer shows what the controller made of the change.</summary>
    private static void Show<TResource>(TResource? now, TResource shown)
        where TResource : Resource, IHasStatus
    {
        if (now is null)
            return;
        (shown.Status, shown.RevisionNumber, shown.UpdatedAt) = (now.Status, now.RevisionNumber, now.UpdatedAt);
    }
}
