using System.Collections.Concurrent;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Acme.Networking;

/// <summary>
/// A plugin as a third party writes it, in an assembly of its own that knows only the contract: gives ports a colour, refuses
/// one of them, and tells a controller that fails once for ports named <c>fail-once</c>.
/// </summary>
public sealed class AcmePlugin(PluginServices services) : DatabasePlugin(services)
{
    private const int LongestColour = 32;

    private static readonly AttributeDefinition<Port, string> Colour =
        ExtensionAttribute.Declare<Port, string>("acme:colour", AttributeTypes.Text(LongestColour), "")
            .PostDefault("").Put()
            .Doc("The colour of the cable.", "\"red\"");

    private static readonly ApiExtension Cables =
        new("acme-cables", "Cables", "Colours of cables.", "2026-11-22T00:00:00-00:00") { Attributes = [Colour] };

    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentDictionary<Guid, bool> _failed = new();

    /// <inheritdoc />
    public override IReadOnlyList<ApiExtension> Extensions => [.. base.Extensions, Cables];

    /// <summary>What the controller was told, in order: <c>Create Port 7c5e2a1e-… red</c>.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <inheritdoc />
    protected override Task PortChangingAsync(StoreTransaction transaction, ResourceChange<Port> change, CancellationToken cancellationToken) =>
        change.Kind != ChangeKind.Delete && ColourOf(change.Resource) == "ultraviolet"
            ? throw new PluginRefusedException("AcmeColourInvisible", "Nobody can see ultraviolet.")
            : Task.CompletedTask;

    /// <inheritdoc />
    protected override Task PortChangedAsync(ResourceChange<Port> change, CancellationToken cancellationToken)
    {
        var port = change.Resource;
        _told.Enqueue($"{change.Kind} Port {port.Id} {ColourOf(port)}".TrimEnd());
        return port.Name == "fail-once" && _failed.TryAdd(port.Id, true)
            ? throw new IOException("The controller does not answer.")
            : Task.CompletedTask;
    }

    private static string? ColourOf(Port port) => ExtensionValues.Text(port.Extensions, Colour.Name);
}
