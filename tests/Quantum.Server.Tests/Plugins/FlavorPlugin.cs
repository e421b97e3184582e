using System.Collections.Concurrent;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Routers;
using Quantum.Resources.SecurityGroups;
using Quantum.Resources.Subnets;

namespace Quantum.Server.Tests.Plugins;

/// <summary>A plugin among others: says in <see cref="Told"/> what it was told, and refuses networks named <c>refused</c>.</summary>
public sealed class FlavorPlugin(PluginServices services) : DatabasePlugin(services)
{
    public const string Name = "Quantum.Server.Tests.Plugins.FlavorPlugin, Quantum.Server.Tests";

    /// <summary>What instances of all servers were told: ids are unique.</summary>
    public static ConcurrentQueue<string> Told { get; } = new();

    /// <summary>What was told about one resource.</summary>
    public static IEnumerable<string> About(string id) => Told.Where(text => text.EndsWith(id, StringComparison.Ordinal)).Select(text => text[..^(id.Length + 1)]);

    protected override Task NetworkChangingAsync(
        StoreTransaction transaction, ResourceChange<Network> change, CancellationToken cancellationToken)
    {
        change.Note = "noted";
        return change.Resource.Name == "refused" ? throw new PluginRefusedException("Refused", "No.") : Task.CompletedTask;
    }

    protected override Task NetworkChangedAsync(ResourceChange<Network> change, CancellationToken cancellationToken) =>
        Tell(change, (string?)change.Note == "noted" ? " noted" : "");

    protected override Task SubnetChangedAsync(ResourceChange<Subnet> change, CancellationToken cancellationToken) => Tell(change);

    protected override Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken) => Tell(change);

    protected override Task RouterChangedAsync(ResourceChange<Router> change, CancellationToken cancellationToken) => Tell(change);

    protected override Task FloatingIpChangedAsync(ResourceChange<FloatingIp> change, CancellationToken cancellationToken) => Tell(change);

    protected override Task SecurityGroupChangedAsync(ResourceChange<SecurityGroup> change, CancellationToken cancellationToken) => Tell(change);

    protected override Task SecurityGroupRuleChangedAsync(
        ResourceChange<SecurityGroupRule> change, CancellationToken cancellationToken) => Tell(change);

    private static Task Tell<TResource>(ResourceChange<TResource> change, string more = "")
        where TResource : Resource
    {
        Told.Enqueue($"{change.Kind} {typeof(TResource).Name}{more} {change.Resource.Id}");
        return Task.CompletedTask;
    }
}
