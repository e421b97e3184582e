using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Plugins;

/// <summary>
/// Something that the API offers beyond networks, subnets and ports: attributes of existing resources, resources of its own with
/// their actions, or behaviour. What the configured plugin lists is served and shown under <c>/v2.0/extensions</c>; nothing else is.
/// </summary>
/// <param name="Alias">Short name by which clients ask for it: <c>router</c>.</param>
/// <param name="Name">Display name.</param>
/// <param name="Description">What it offers.</param>
/// <param name="Updated">Date of its definition: <c>2012-07-20T10:00:00-00:00</c>.</param>
public sealed record ApiExtension(string Alias, string Name, string Description, string Updated)
{
    /// <summary>The XML namespace that extensions of 2012 have; empty for younger ones.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>True when clients of 2012 know the extension: it has a namespace.</summary>
    public bool IsOf2012 => Namespace.Length > 0;

    /// <summary>The profiles that have it; <c>null</c>: those of 2012 are in all, younger ones in today's.</summary>
    public Func<ApiProfile, bool>? Only { get; init; }

    /// <summary>
    /// Rows that it adds to the tables of resources; see <see cref="ExtensionAttribute"/>. Always the same instances: they are the
    /// keys under which values are kept. No name of a table may occur twice.
    /// </summary>
    public IReadOnlyList<IResourceAttribute> Attributes { get; init; } = [];

    /// <summary>Resources that it adds.</summary>
    public IReadOnlyList<ServedResource> Resources { get; init; } = [];

    /// <summary>Resources that stand below another one in the URL, and further names of such.</summary>
    public IReadOnlyList<ServedResource> SubResources { get; init; } = [];

    /// <summary>Collections that it adds below resources.</summary>
    public IReadOnlyList<ServedChild> Children { get; init; } = [];

    /// <summary>True when clients of the profile are told of the extension and find its resources.</summary>
    public bool ExistsIn(ApiProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Only is null ? IsOf2012 || profile.StandardAttributes : Only(profile);
    }
}
