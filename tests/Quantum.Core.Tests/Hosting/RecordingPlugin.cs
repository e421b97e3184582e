using System.Collections.Concurrent;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Subnets;

namespace Quantum.Core.Tests.Hosting;

/// <summary>Writes down what it is told, and fails where a resource's name says so: <c>refuse</c> before the commit, <c>break</c> after.</summary>
internal sealed class RecordingPlugin(PluginServices services) : DatabasePlugin(services)
{
    /// <summary><c>changing create port 10.0.0.2</c>; for networks and subnets the name.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    protected override Task NetworkChangingAsync(StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken) =>
        Changing(change, change.Resource.Name);

    protected override Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken) =>
        Changed(change, change.Resource.Name);

    protected override Task SubnetChangingAsync(StoreTransaction transaction, ResourceChange<Subnet> change, CancellationToken cancellationToken) =>
        Changing(change, change.Resource.Name);

    protected override Task SubnetChangedAsync(ResourceChange<Subnet> change, CancellationToken cancellationToken) =>
        Changed(change, change.Resource.Name);

    protected override Task PortChangingAsync(StoreTransaction transaction, ResourceChange<Port> change, CancellationToken cancellationToken) =>
        Changing(change, change.Resource.Addressed());

    protected override Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken) =>
        Changed(change, change.Resource.Addressed());

    private Task Changing<TResource>(ResourceChange<TResource> change, string what)
        where TResource : Resource
    {
        Told.Enqueue($"changing {Text(change)} {what}".TrimEnd());
        return change.Resource.Name == "refuse" ? throw new PluginRefusedException("AcmeRefused", "No.") : Task.CompletedTask;
    }

    private Task Changed<TResource>(ResourceChange<TResource> change, string what)
        where TResource : Resource
    {
        Told.Enqueue($"changed {Text(change)} {what}".TrimEnd());
        return change.Resource.Name == "break" ? throw new InvalidOperationException("The controller is down.") : Task.CompletedTask;
    }

    private static string Text<TResource>(ResourceChange<TResource> change)
        where TResource : Resource =>
        $"{change.Kind.ToString().ToLowerInvariant()} {typeof(TResource).Name.ToLowerInvariant()}";
}
