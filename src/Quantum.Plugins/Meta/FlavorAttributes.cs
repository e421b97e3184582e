using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Routers;

namespace Quantum.Plugins.Meta;

/// <summary>The rows by which clients choose among the plugins, and in which the choice is kept.</summary>
internal static class FlavorAttributes
{
    /// <summary>Longest flavor, in characters.</summary>
    public const int MaxLength = 255;

    private static readonly AttributeType<string?> Form = AttributeTypes.Text(MaxLength).OrNull();

    /// <summary><c>flavor:network</c>: the plugin of a network.</summary>
    public static readonly AttributeDefinition<Network, string?> Network =
        ExtensionAttribute.Declare<Network, string?>("flavor:network", Form, otherwise: null)
            .PostGenerated()
            .Doc("Which plugin carries the network; the server's default when absent or unknown.", "\"ovs\"");

    /// <summary><c>flavor:router</c>: the plugin of a router.</summary>
    public static readonly AttributeDefinition<Router, string?> Router =
        ExtensionAttribute.Declare<Router, string?>("flavor:router", Form, otherwise: null)
            .PostGenerated().Hidden()
            .Doc("Which plugin does the routing; the server's default when absent or unknown.", "\"ovs\"");

    public static ApiExtension Extension { get; } =
        new("flavor", "Flavor support for network and router", "Flavor", "2012-07-20T10:00:00-00:00")
        {
            Namespace = "http://docs.openstack.org/ext/flavor/api/v1.0",
            Attributes = [Network, Router],
        };

    /// <summary>The flavor that a resource has, or <c>null</c>.</summary>
    public static string? Of<TResource>(TResource resource, AttributeDefinition<TResource, string?> row)
        where TResource : Resource => ExtensionValues.Text(resource.Extensions, row.Name);

    /// <summary>Keeps the flavor that a resource really has.</summary>
    public static void Keep<TResource>(TResource resource, AttributeDefinition<TResource, string?> row, string flavor)
        where TResource : Resource => resource.Extensions = resource.Extensions.With(row.Name, Form, flavor);
}
