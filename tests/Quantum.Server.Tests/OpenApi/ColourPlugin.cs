using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;

namespace Quantum.Server.Tests.OpenApi;

/// <summary>A plugin that paints networks.</summary>
public sealed class ColourPlugin(PluginServices services) : DatabasePlugin(services)
{
    private static readonly AttributeDefinition<Network, string> Colour =
        ExtensionAttribute.Declare<Network, string>("acme:colour", AttributeTypes.Text(20).OneOf("red", "blue"), "red")
            .PostDefault("red").Put().WritePolicy()
            .Doc("The network's colour.", "\"blue\"");

    private static readonly ApiExtension Painting =
        new("acme-colour", "Colour", "Paints networks.", "2026-11-22T00:00:00-00:00") { Attributes = [Colour] };

    public override IReadOnlyList<ApiExtension> Extensions => [.. base.Extensions, Painting];
}
