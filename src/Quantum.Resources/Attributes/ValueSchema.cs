namespace Quantum.Resources.Attributes;

/// <summary>What a document about the API says of a value: the JSON Schema facts of an attribute type.</summary>
public sealed record ValueSchema
{
    /// <summary>JSON type: <c>string</c>, <c>boolean</c>, <c>integer</c>, <c>array</c> or <c>object</c>.</summary>
    public required string Type { get; init; }

    /// <summary>JSON Schema format, for example <c>uuid</c>, <c>ipv4</c>, <c>date-time</c>.</summary>
    public string? Format { get; init; }

    /// <summary>True when the value may be <c>null</c>.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Longest text in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The accepted values, when they are few.</summary>
    public IReadOnlyList<object>? Values { get; init; }

    /// <summary>Schema of the items of an array.</summary>
    public ValueSchema? Items { get; init; }

    /// <summary>Schemas of the members of an object.</summary>
    public IReadOnlyDictionary<string, ValueSchema>? Properties { get; init; }

    /// <summary>Names of the members that an object must have.</summary>
    public IReadOnlyList<string>? Required { get; init; }
}
