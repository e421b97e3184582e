using System.Text.Json;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Attributes;

/// <summary>JSON to values: checks a request body against an attribute table. The first failure in table order is reported.</summary>
/// <param name="definition">The resource.</param>
/// <param name="profile">The request's profile.</param>
/// <param name="caller">Who owns what the request creates.</param>
public sealed class ResourceBody(ResourceDefinition definition, ApiProfile profile, BodyOwner caller)
{
    private const string TenantId = "tenant_id";

    /// <summary>Reads the body of a POST: one object, or a list of objects under the collection's name.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="isBulk">True when the client sent a list and expects one.</param>
    /// <exception cref="QuantumException">The body breaks a rule.</exception>
    public IReadOnlyList<AttributeValues> ReadCreate(JsonElement body, out bool isBulk)
    {
        var root = Root(body);
        isBulk = root.TryGetProperty(definition.Collection, out var list);
        return isBulk ? ReadBulk(list) : [ReadItem(Wrapped(root, definition.Name))];
    }

    /// <summary>Reads the body of a PUT: only the attributes that were sent.</summary>
    /// <exception cref="QuantumException">The body breaks a rule.</exception>
    public AttributeValues ReadUpdate(JsonElement body)
    {
        var item = Unwrap(body, definition.Name);
        CheckTenant(item);
        CheckNames(item);
        foreach (var attribute in Known())
        {
            if (item.TryGetProperty(attribute.Name, out _) && !attribute.AllowsPut(profile))
                throw new HttpBadRequestException($"Cannot update read-only attribute {attribute.Name}");
        }

        var values = new AttributeValues();
        ReadValues(item, values);
        return values;
    }

    /// <summary>The object that a body has under a name.</summary>
    /// <exception cref="HttpBadRequestException">There is none.</exception>
    public static JsonElement Unwrap(JsonElement body, string name) => Wrapped(Root(body), name);

    private static JsonElement Root(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Object when body.EnumerateObject().MoveNext() => body,
        JsonValueKind.Array when body.GetArrayLength() > 0 => throw new HttpBadRequestException("Resource body must be a JSON object"),
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => throw new HttpBadRequestException("Resource body required"),
        _ => throw new HttpBadRequestException("Resource body must be a JSON object"),
    };

    private static JsonElement Wrapped(JsonElement root, string name) =>
        root.TryGetProperty(name, out var item) && item.ValueKind == JsonValueKind.Object
            ? item
            : throw new HttpBadRequestException($"Unable to find '{name}' in request body");

    private List<AttributeValues> ReadBulk(JsonElement list)
    {
        if (!caller.AllowsBulk || !definition.AllowsBulk)
            throw new HttpBadRequestException("Bulk operation not supported");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new HttpBadRequestException("Resources required");

        var items = new List<AttributeValues>(list.GetArrayLength());
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object)
                throw new HttpBadRequestException($"Unable to find '{definition.Name}' in request body");
            items.Add(ReadItem(entry.TryGetProperty(definition.Name, out var wrapped) && wrapped.ValueKind == JsonValueKind.Object ? wrapped : entry));
        }

        return items;
    }

    private AttributeValues ReadItem(JsonElement item)
    {
        var owner = definition.Find(TenantId, profile);
        var tenant = CheckTenant(item) ?? caller.TenantId;
        if (owner is not null && tenant is null)
            throw new HttpBadRequestException("Running without keystyone AuthN requires  that tenant_id is specified");
        CheckNames(item);
        foreach (var attribute in Known())
        {
            var isSent = item.TryGetProperty(attribute.Name, out _);
            if (isSent && attribute.Post == PostRule.Refused && attribute.SynonymOf is null)
                throw new HttpBadRequestException($"Attribute '{attribute.Name}' not allowed in POST");
            if (!isSent && attribute.IsRequiredIn(profile) && attribute.Name != TenantId)
                throw new HttpBadRequestException($"Failed to parse request. Required  attribute '{attribute.Name}' not specified");
        }

        var values = new AttributeValues();
        foreach (var attribute in Known())
        {
            if (attribute.Post == PostRule.Optional)
                values.SetBoxed(attribute, attribute.DefaultValue);
        }

        if (owner is not null)
            values.SetBoxed(owner, tenant);
        ReadValues(item, values);
        return values;
    }

    private void ReadValues(JsonElement item, AttributeValues values)
    {
        foreach (var attribute in Known())
        {
            if (!item.TryGetProperty(attribute.Name, out var element))
                continue;
            try
            {
                values.SetBoxed(attribute.SynonymOf ?? attribute, attribute.ReadValue(element, profile));
            }
            catch (AttributeFormatException e)
            {
                throw e.IsConversion ? new InvalidInputException(e.Message) : new InvalidAttributeException(attribute.Name, e.Message);
            }
        }
    }

    /// <summary>Only an administrator may name another tenant. Returns the tenant that the item names, if any.</summary>
    private string? CheckTenant(JsonElement item)
    {
        var tenant = Text(item, TenantId);
        foreach (var attribute in Known())
        {
            if (attribute.SynonymOf?.Name != TenantId || Text(item, attribute.Name) is not { } project)
                continue;
            if (tenant is not null && tenant != project)
                throw new HttpBadRequestException($"'{attribute.Name}' and '{TenantId}' do not match");
            tenant = project;
        }

        if (tenant is not null && tenant != caller.TenantId && !caller.NamesAnyTenant)
            throw new HttpBadRequestException(
                "Specifying 'tenant_id' other than authenticated tenant in request requires admin privileges");
        return tenant;
    }

    private static string? Text(JsonElement item, string name) =>
        !item.TryGetProperty(name, out var element) ? null
        : element.ValueKind == JsonValueKind.String ? element.GetString() : ValueText.Of(element);

    private void CheckNames(JsonElement item)
    {
        if (profile.IgnoreUnknownAttributes)
            return;

        var unknown = item.EnumerateObject().Select(property => property.Name).Where(name => definition.Find(name, profile) is null).ToList();
        if (unknown.Count > 0)
            throw new HttpBadRequestException($"Unrecognized attribute(s) '{ValueText.Cut(string.Join(", ", unknown))}'");
    }

    private IEnumerable<AttributeDefinition> Known() => definition.Attributes.Where(attribute => attribute.ExistsIn(profile));
}

/// <summary>What binding must know of the caller.</summary>
/// <param name="TenantId">The caller's tenant, or <c>null</c>.</param>
/// <param name="NamesAnyTenant">True when the caller may create for any tenant: administrators and services.</param>
/// <param name="AllowsBulk">True when the server is configured to accept lists.</param>
public sealed record BodyOwner(string? TenantId, bool NamesAnyTenant, bool AllowsBulk);
