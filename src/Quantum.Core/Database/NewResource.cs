using Quantum.Resources.Attributes;
using Quantum.Resources.Tags;

namespace Quantum.Core.Database;

/// <summary>Fills in what every new resource has.</summary>
internal static class NewResource
{
    public static TResource Stamp<TResource>(
        this TResource resource, StandardAttributes<TResource> standard, AttributeValues values, DateTime now)
        where TResource : Resource
    {
        resource.Id = Guid.NewGuid();
        resource.TenantId = values.Get(standard.TenantId);
        resource.Name = values.GetOr(standard.Name, "");
        resource.Description = values.GetOr(standard.Description, "");
        resource.CreatedAt = resource.UpdatedAt = now;
        if (values.TryGet(standard.Tags, out var tags))
            resource.SetTags(tags);
        return resource;
    }

    /// <summary>Takes over the changes that every resource allows.</summary>
    public static void Apply<TResource>(this TResource resource, StandardAttributes<TResource> standard, AttributeValues changes)
        where TResource : Resource
    {
        resource.Name = changes.GetOr(standard.Name, resource.Name);
        resource.Description = changes.GetOr(standard.Description, resource.Description);
        if (changes.TryGet(TagChange.Key, out var tags))
            tags?.Apply(resource);
    }

    /// <summary>Keeps the values of attributes that the plugin added.</summary>
    public static void Store<TResource>(
        this IReadOnlyList<IResourceAttribute<TResource>> added, TResource resource, AttributeValues values)
    {
        foreach (var attribute in added)
            attribute.Store(resource, values);
    }
}
