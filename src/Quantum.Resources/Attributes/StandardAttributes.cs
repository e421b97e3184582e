using Quantum.Resources.Profiles;
using Quantum.Resources.Tags;

namespace Quantum.Resources.Attributes;

/// <summary>The rows that every resource's table shares. One instance per resource: attributes are keys.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class StandardAttributes<TResource>
    where TResource : Resource
{
    private const int TextLength = 255;

    /// <summary>Declares the rows.</summary>
    public StandardAttributes()
    {
        ProjectId = new AttributeDefinition<TResource, string>("project_id", AttributeTypes.Text(TextLength), resource => resource.TenantId)
            .Synonym(TenantId).PostGenerated().Filter().Sort().Only(profile => profile.StandardAttributes)
            .Doc("The owner; the same as tenant_id.", "\"3f1c0de4f1d84f5f9e1a0a1c6c8b7a10\"");
    }

    /// <summary><c>id</c>: identity, generated.</summary>
    public AttributeDefinition<TResource, Guid> Id { get; } =
        new AttributeDefinition<TResource, Guid>("id", AttributeTypes.Uuid, resource => resource.Id)
            .Filter().Sort()
            .Doc("Identity; generated.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary><c>name</c>: display name.</summary>
    public AttributeDefinition<TResource, string> Name { get; } =
        new AttributeDefinition<TResource, string>("name", AttributeTypes.Text(TextLength), resource => resource.Name)
            .PostDefault("").Put().Filter().Sort().NullIsDefault(profile => profile.AllowNullNames)
            .Doc("Display name; need not be unique.", "\"web\"");

    /// <summary><c>tenant_id</c>: owner; the caller's tenant unless an administrator names another.</summary>
    public AttributeDefinition<TResource, string> TenantId { get; } =
        new AttributeDefinition<TResource, string>("tenant_id", AttributeTypes.Text(TextLength), resource => resource.TenantId)
            .PostGenerated().Filter().Sort()
            .Doc("The owner. Only an administrator may name a tenant other than its own.", "\"3f1c0de4f1d84f5f9e1a0a1c6c8b7a10\"");

    /// <summary><c>project_id</c>: today's name of the owner.</summary>
    public AttributeDefinition<TResource, string> ProjectId { get; }

    /// <summary><c>description</c>: free text.</summary>
    public AttributeDefinition<TResource, string> Description { get; } =
        new AttributeDefinition<TResource, string>("description", AttributeTypes.Text(TextLength), resource => resource.Description)
            .PostDefault("").Put().Filter().Sort().Only(Modern)
            .Doc("Free text.", "\"\"");

    /// <summary><c>created_at</c>: UTC.</summary>
    public AttributeDefinition<TResource, DateTime> CreatedAt { get; } =
        new AttributeDefinition<TResource, DateTime>("created_at", AttributeTypes.Timestamp, resource => resource.CreatedAt)
            .Filter(texts => AttributeQuery.IsInSecond<TResource>(resource => resource.CreatedAt, texts)).Sort().Only(Modern)
            .Doc("Creation, UTC.", "\"2026-01-31T12:00:00Z\"");

    /// <summary><c>updated_at</c>: UTC.</summary>
    public AttributeDefinition<TResource, DateTime> UpdatedAt { get; } =
        new AttributeDefinition<TResource, DateTime>("updated_at", AttributeTypes.Timestamp, resource => resource.UpdatedAt)
            .Filter(texts => AttributeQuery.IsInSecond<TResource>(resource => resource.UpdatedAt, texts)).Sort().Only(Modern)
            .Doc("Last change, UTC.", "\"2026-01-31T12:00:00Z\"");

    /// <summary><c>revision_number</c>: counts changes; usable in <c>If-Match</c>.</summary>
    public AttributeDefinition<TResource, int> RevisionNumber { get; } =
        new AttributeDefinition<TResource, int>("revision_number", AttributeTypes.Integer, resource => resource.RevisionNumber)
            .Filter().Sort().Only(Modern)
            .Doc("Grows with every change; usable in If-Match.", "1");

    /// <summary><c>tags</c>: changed below the resource's own URL.</summary>
    public AttributeDefinition<TResource, IReadOnlyList<string>> Tags { get; } =
        TagRow("tags").Filter(TagList.HasAll<TResource>).Doc("Short texts by which clients find the object again; filters: has all of a,b.", "[\"web\"]");

    /// <summary>The rows of resources that can be tagged, filters among them; they come behind <see cref="Tail"/>.</summary>
    public IEnumerable<IResourceAttribute<TResource>> TagRows =>
    [
        Tags,
        TagRow("tags-any").Hidden().Filter(TagList.HasAny<TResource>).Doc("Has at least one of the tags a,b."),
        TagRow("not-tags").Hidden().Filter(texts => TagList.Not(TagList.HasAll<TResource>(texts))).Doc("Has not all of the tags a,b."),
        TagRow("not-tags-any").Hidden().Filter(texts => TagList.Not(TagList.HasAny<TResource>(texts))).Doc("Has none of the tags a,b."),
    ];

    /// <summary>The rows that stand at the end of every table.</summary>
    public IEnumerable<IResourceAttribute<TResource>> Tail => [ProjectId, Description, CreatedAt, UpdatedAt, RevisionNumber];

    private static AttributeDefinition<TResource, IReadOnlyList<string>> TagRow(string name) =>
        new AttributeDefinition<TResource, IReadOnlyList<string>>(name, TagList.Type, resource => resource.Tags).Only(Modern);

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;
}
