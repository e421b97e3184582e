using Quantum.Resources.Attributes;

namespace Quantum.Server.Api.OpenApi;

/// <summary>The names that documents make of a resource's names.</summary>
internal static class ResourceNames
{
    /// <summary>Name of schemas: <c>SecurityGroup</c> for <c>security_group</c>.</summary>
    public static string Type(ResourceDefinition resource) => Pascal(resource.Name);

    /// <summary>Name of the collection in operation ids: <c>SecurityGroups</c>.</summary>
    public static string Collection(ResourceDefinition resource) => Pascal(resource.Collection);

    /// <summary>As one says it: <c>security group</c>.</summary>
    public static string Spoken(string name) => name.Replace('_', ' ').Replace('-', ' ');

    /// <summary>Name of an operation: <c>addRouterInterface</c> for <c>add_router_interface</c>.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + Pascal(name)[1..];

    private static string Pascal(string name) =>
        string.Concat(name.Split('_', '-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}
