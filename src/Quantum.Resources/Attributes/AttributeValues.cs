using System.Diagnostics.CodeAnalysis;

namespace Quantum.Resources.Attributes;

/// <summary>
/// The values of a request under typed keys. Three states stay three: absent (no entry), <c>null</c> (an entry), and a value.
/// </summary>
public sealed class AttributeValues
{
    private readonly Dictionary<AttributeDefinition, object?> _values = [];

    /// <summary>The attributes that have an entry, with their values.</summary>
    public IReadOnlyDictionary<AttributeDefinition, object?> Entries => _values;

    /// <summary>The value of an attribute that binding guarantees: required, or with a default.</summary>
    public TValue Get<TValue>(AttributeKey<TValue> key) => (TValue)_values[key]!;

    /// <summary>The value of an attribute, when it was sent.</summary>
    public bool TryGet<TValue>(AttributeKey<TValue> key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_values.TryGetValue(key, out var entry))
        {
            value = (TValue)entry!;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value sent, or <paramref name="otherwise"/>.</summary>
    public TValue GetOr<TValue>(AttributeKey<TValue> key, TValue otherwise) => TryGet(key, out var value) ? value : otherwise;

    /// <summary>True when the attribute has an entry.</summary>
    public bool Contains(AttributeDefinition key) => _values.ContainsKey(key);

    /// <summary>Sets a value, as a plugin or rule that fills in what the client left open does.</summary>
    public void Set<TValue>(AttributeKey<TValue> key, TValue value) => _values[key] = value;

    /// <summary>Sets a value whose type only the attribute knows.</summary>
    internal void SetBoxed(AttributeDefinition key, object? value) => _values[key] = value;
}
