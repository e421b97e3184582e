using System.Collections.Immutable;
using System.Text.Json;

namespace Quantum.Resources.Attributes;

/// <summary>
/// Values of the attributes that a plugin added to a resource: name to text. Immutable; kept as one JSON object in the
/// resource's row, so that a plugin needs no table of its own.
/// </summary>
public sealed class ExtensionValues : IEquatable<ExtensionValues>
{
    private readonly ImmutableSortedDictionary<string, string> _texts;

    private ExtensionValues(ImmutableSortedDictionary<string, string> texts) => _texts = texts;

    /// <summary>No values.</summary>
    public static ExtensionValues None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The values as stored: a JSON object whose members are texts.</summary>
    public string Json => JsonSerializer.Serialize(_texts);

    /// <summary>Reads <see cref="Json"/>.</summary>
    public static ExtensionValues Parse(string json) =>
        json == "{}" ? None : new(None._texts.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!));

    /// <summary>One value as text, or <c>null</c>; database providers translate it.</summary>
    public static string? Text(ExtensionValues values, string name) => values._texts.GetValueOrDefault(name);

    /// <summary>The value of an attribute, or <paramref name="otherwise"/> when the resource has none.</summary>
    public TValue Get<TValue>(string name, AttributeType<TValue> type, TValue otherwise)
    {
        if (!_texts.TryGetValue(name, out var text))
            return otherwise;
        if (type.Schema.Type is not ("array" or "object"))
            return type.ReadText(text);

        using var document = JsonDocument.Parse(text);
        return type.Read(document.RootElement);
    }

    /// <summary>The same values with one of them set; JSON <c>null</c> removes it.</summary>
    public ExtensionValues With<TValue>(string name, AttributeType<TValue> type, TValue value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            type.Write(writer, value);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.ValueKind == JsonValueKind.Null
            ? Without(name)
            : new(_texts.SetItem(name, ValueTextOf(document.RootElement)));
    }

    /// <summary>The same values without one of them.</summary>
    public ExtensionValues Without(string name) => new(_texts.Remove(name));

    /// <inheritdoc />
    public bool Equals(ExtensionValues? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ExtensionValues);

    /// <inheritdoc />
    public override int GetHashCode() => Json.GetHashCode(StringComparison.Ordinal);

    private static string ValueTextOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
