using System.Text.Json;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Attributes;

/// <summary>What an attribute of a resource is, without regard to its types: the row of an attribute table.</summary>
public abstract class AttributeDefinition
{
    private protected AttributeDefinition(string name)
    {
        Name = name;
    }

    /// <summary>Name in bodies, filters, <c>fields</c> and policy rules, for example <c>gateway_ip</c>.</summary>
    public string Name { get; }

    /// <summary>One sentence for the reader of the API's documents.</summary>
    public string Description { get; private protected set; } = "";

    /// <summary>A value as JSON text for examples in documents.</summary>
    public string? Example { get; private protected set; }

    /// <summary>What POST makes of the attribute.</summary>
    public PostRule Post { get; private protected set; } = PostRule.Refused;

    /// <summary>True when the attribute appears in answers.</summary>
    public bool IsVisible { get; private protected set; } = true;

    /// <summary>True when answers leave the attribute out whose value is <c>null</c>.</summary>
    public bool IsLeftOutWhenNull { get; private protected set; }

    /// <summary>True when the attribute can filter lists.</summary>
    public bool IsFilter { get; private protected set; }

    /// <summary>True when lists can be sorted by the attribute.</summary>
    public bool IsSortKey { get; private protected set; }

    /// <summary>True when PUT may carry the attribute although no plugin need be able to change it: documents of PUT leave it out.</summary>
    public bool IsPutByPlugin { get; private protected set; }

    /// <summary>
    /// True when sending the attribute asks policy rule <c>{action}:{attribute}</c> too; for values other than the default.
    /// </summary>
    public bool HasWritePolicy { get; private protected set; }

    /// <summary>The policy rule that must hold for the attribute to be shown, or <c>null</c>.</summary>
    public string? ReadRule { get; private protected set; }

    /// <summary>The attribute of the same meaning whose value this one takes, or <c>null</c>.</summary>
    public AttributeDefinition? SynonymOf { get; private protected set; }

    /// <summary>Facts about the value for documents.</summary>
    public abstract ValueSchema Schema { get; }

    /// <summary>Facts about the value as a profile knows it.</summary>
    public abstract ValueSchema SchemaIn(ApiProfile profile);

    private protected Func<ApiProfile, bool> Exists { get; set; } = static _ => true;

    private protected Func<ApiProfile, bool> Puts { get; set; } = static _ => false;

    /// <summary>True when the profile knows the attribute at all.</summary>
    public bool ExistsIn(ApiProfile profile) => Exists(profile);

    /// <summary>True when PUT may change the attribute.</summary>
    public bool AllowsPut(ApiProfile profile) => Puts(profile);

    private protected Func<ApiProfile, bool> Requires { get; set; } = static _ => true;

    /// <summary>True when a POST without the attribute is refused before the resource's own rules are asked.</summary>
    public bool IsRequiredIn(ApiProfile profile) => Post == PostRule.Required && Requires(profile);

    /// <summary>Reads a value of a request body.</summary>
    /// <exception cref="AttributeFormatException">The value has the wrong form.</exception>
    public abstract object? ReadValue(JsonElement element, ApiProfile profile);

    /// <summary>Writes a value as answers show it.</summary>
    public abstract void WriteValue(Utf8JsonWriter writer, object? value);

    /// <summary>The policy rules that sending this value asks, each to be put behind <c>{action}:</c>; none for the default.</summary>
    public abstract IEnumerable<string> PolicyNames(object? value);

    /// <summary>The value that POST fills in when the attribute is absent; only for <see cref="PostRule.Optional"/>.</summary>
    public abstract object? DefaultValue { get; }
}

/// <summary>What POST makes of an attribute.</summary>
public enum PostRule
{
    /// <summary>Sending it is an error.</summary>
    Refused,

    /// <summary>It may be sent; absent, it takes its default.</summary>
    Optional,

    /// <summary>It may be sent; absent, the service generates a value.</summary>
    Generated,

    /// <summary>It must be sent.</summary>
    Required,
}

/// <summary>An attribute as the typed key under which <see cref="AttributeValues"/> keeps its value.</summary>
/// <typeparam name="TValue">The value's type in code.</typeparam>
public abstract class AttributeKey<TValue> : AttributeDefinition
{
    private protected AttributeKey(string name, AttributeType<TValue> type)
        : base(name)
    {
        Type = type;
    }

    /// <summary>The form of the value.</summary>
    public AttributeType<TValue> Type { get; }

    /// <inheritdoc />
    public sealed override ValueSchema Schema => Type.Schema;

    /// <inheritdoc />
    public sealed override ValueSchema SchemaIn(ApiProfile profile) => TypeIn(profile).Schema;

    /// <inheritdoc />
    public sealed override object? DefaultValue => Default;

    private protected TValue? Default { get; set; }

    private protected (AttributeType<TValue> Type, Func<ApiProfile, bool> When)? OtherForm { get; set; }

    private protected Func<TValue, IEnumerable<string>> PolicyParts { get; set; } = static _ => [];

    /// <inheritdoc />
    public sealed override IEnumerable<string> PolicyNames(object? value)
    {
        var isDefault = Post is PostRule.Optional or PostRule.Refused && Equals(value, Default);
        return !HasWritePolicy || isDefault ? [] : [Name, .. PolicyParts((TValue)value!).Select(part => $"{Name}:{part}")];
    }

    private protected Func<ApiProfile, bool> NullsMeanDefault { get; set; } = static _ => false;

    /// <inheritdoc />
    public sealed override object? ReadValue(JsonElement element, ApiProfile profile) =>
        element.ValueKind == JsonValueKind.Null && NullsMeanDefault(profile) ? Default : TypeIn(profile).Read(element);

    /// <inheritdoc />
    public sealed override void WriteValue(Utf8JsonWriter writer, object? value) => Type.Write(writer, (TValue)value!);

    private protected AttributeType<TValue> TypeIn(ApiProfile profile) =>
        OtherForm is { } other && other.When(profile) ? other.Type : Type;
}
