using Microsoft.OpenApi;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.OpenApi;

/// <summary>
/// The schemas of one resource: as it is shown, as POST and PUT accept it, and each in the object that bodies wrap it in.
/// </summary>
internal sealed class ResourceSchemas(OpenApiDocument document, ResourceDefinition resource, ApiProfile profile)
{
    private const string Link = "Link";

    private readonly string _name = ResourceNames.Type(resource);

    /// <summary>One object that nothing wraps.</summary>
    public IOpenApiSchema Bare => Reference("");

    /// <summary>One object, in answers.</summary>
    public IOpenApiSchema One => Reference("Envelope");

    /// <summary>Many objects, in answers.</summary>
    public IOpenApiSchema Many => Reference("List");

    /// <summary>Body of a POST that creates one object.</summary>
    public IOpenApiSchema CreateOne => Reference("CreateEnvelope");

    /// <summary>Body of a POST that creates many objects.</summary>
    public IOpenApiSchema CreateMany => Reference("CreateList");

    /// <summary>Body of a PUT.</summary>
    public IOpenApiSchema Update => Reference("UpdateEnvelope");

    /// <summary>Puts the schemas into the document.</summary>
    public void Add(bool allowsBulk)
    {
        document.AddComponent(_name, Shown());
        if (resource.AllowsUpdate)
        {
            document.AddComponent($"{_name}Update", Changeable());
            document.AddComponent($"{_name}UpdateEnvelope", Schemas.Object((resource.Name, Reference("Update"))));
        }

        document.AddComponent($"{_name}Envelope", Schemas.Object((resource.Name, Reference(""))));
        if (resource.IsMemberOnly)
            return;

        document.AddComponent($"{_name}List", List());
        document.AddComponent($"{_name}Create", Accepted());
        document.AddComponent($"{_name}CreateEnvelope", Schemas.Object((resource.Name, Reference("Create"))));
        if (allowsBulk)
            document.AddComponent($"{_name}CreateList", Bulk());
    }

    /// <summary>The schemas that lists of all resources share.</summary>
    public static void AddShared(OpenApiDocument document)
    {
        var link = Schemas.Object(("rel", Schemas.Choice(["next", "previous"])), ("href", Schemas.Text(format: "uri")));
        link.Description = "The address of a page beside this one.";
        document.AddComponent(Link, link);
    }

    private OpenApiSchema Shown() => new()
    {
        Type = JsonSchemaType.Object,
        Description = resource.Description,
        Properties = Properties(attribute => attribute.IsVisible, Shown),
    };

    private OpenApiSchema Accepted()
    {
        var properties = Properties(attribute => attribute.Post != PostRule.Refused, Accepted);
        var required = Known().Where(attribute => attribute.IsRequiredIn(profile)).Select(attribute => attribute.Name).ToHashSet();
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = $"What POST accepts of {Spoken}.",
            Properties = properties,
            Required = required.Count > 0 ? required : null,
            AdditionalPropertiesAllowed = profile.IgnoreUnknownAttributes,
        };
    }

    private OpenApiSchema Changeable() => new()
    {
        Type = JsonSchemaType.Object,
        Description = $"What PUT can change of {Spoken}; attributes that are not sent stay as they are.",
        Properties = Properties(attribute => attribute.AllowsPut(profile) && !attribute.IsPutByPlugin, attribute => Described(attribute, Asks(attribute, "update"))),
        AdditionalPropertiesAllowed = profile.IgnoreUnknownAttributes,
    };

    private OpenApiSchema List()
    {
        var list = Schemas.Object((resource.Collection, Schemas.ListOf(Reference(""))));
        if (profile.Paging)
        {
            var links = Schemas.ListOf(new OpenApiSchemaReference(Link, document));
            links.Description = "The neighbouring pages; only when a limit is in force.";
            list.Properties![$"{resource.Collection}_links"] = links;
        }

        return list;
    }

    private OpenApiSchema Bulk()
    {
        var items = Schemas.ListOf(Reference("Create"));
        items.MinItems = 1;
        return Schemas.Object((resource.Collection, items));
    }

    private OpenApiSchema Shown(AttributeDefinition attribute)
    {
        var schema = Described(attribute, attribute.ReadRule is { } rule ? $"Shown where policy rule {rule} holds." : null);
        schema.ReadOnly = attribute.Post == PostRule.Refused && !attribute.AllowsPut(profile);
        return schema;
    }

    private OpenApiSchema Accepted(AttributeDefinition attribute)
    {
        var schema = Described(attribute, Asks(attribute, "create"));
        schema.Default = attribute.Post == PostRule.Optional ? ResourceExamples.Default(attribute) : null;
        return schema;
    }

    private OpenApiSchema Described(AttributeDefinition attribute, string? remark)
    {
        var schema = Schemas.Of(attribute.SchemaIn(profile));
        schema.Description = remark is null ? attribute.Description : $"{attribute.Description} {remark}".TrimStart();
        schema.Examples = ResourceExamples.Of(attribute) is { } example ? [example] : null;
        return schema;
    }

    private string? Asks(AttributeDefinition attribute, string verb) => attribute.HasWritePolicy
        ? $"Asks policy rule {verb}_{resource.Name}:{attribute.Name}."
        : null;

    private Dictionary<string, IOpenApiSchema> Properties(
        Func<AttributeDefinition, bool> has, Func<AttributeDefinition, OpenApiSchema> schema) =>
        Known().Where(has).ToDictionary(attribute => attribute.Name, IOpenApiSchema (attribute) => schema(attribute));

    private IEnumerable<AttributeDefinition> Known() => resource.Attributes.Where(attribute => attribute.ExistsIn(profile));

    private string Spoken => ResourceNames.Spoken(resource.Collection);

    private OpenApiSchemaReference Reference(string form) => new($"{_name}{form}", document);
}
