namespace Quantum.Core.Policy;

/// <summary>A target made of named values, for callers that have no entity at hand.</summary>
public sealed class PolicyTarget : IPolicyTarget
{
    private readonly Dictionary<string, object?> values;

    /// <summary>Creates a target without attributes.</summary>
    public PolicyTarget() => values = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Creates a target with a copy of the values.</summary>
    public PolicyTarget(IEnumerable<KeyValuePair<string, object?>> values) =>
        this.values = new Dictionary<string, object?>(values, StringComparer.Ordinal);

    /// <summary>The value of an attribute; reading one that is absent throws.</summary>
    public object? this[string attribute]
    {
        get => values[attribute];
        set => values[attribute] = value;
    }

    /// <inheritdoc />
    public bool TryGet(string attribute, out object? value) => values.TryGetValue(attribute, out value);
}
