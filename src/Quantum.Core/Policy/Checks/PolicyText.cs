using System.Globalization;

namespace Quantum.Core.Policy.Checks;

/// <summary>Values as rules spell them. The rule language is Python's, hence <c>True</c>, <c>False</c> and <c>None</c>.</summary>
internal static class PolicyText
{
    public static string Of(bool value) => value ? "True" : "False";

    public static string Of(object? value) => value switch
    {
        null => "None",
        string text => text,
        bool flag => Of(flag),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>True when the value is spelled so. Does not allocate for texts, booleans and ids.</summary>
    public static bool Is(object? value, string text)
    {
        if (value is not Guid id)
            return string.Equals(Of(value), text, StringComparison.Ordinal);

        Span<char> buffer = stackalloc char[36];
        return id.TryFormat(buffer, out var length) && buffer[..length].SequenceEqual(text);
    }

    /// <summary>The boolean that the text means in a rule, or <c>null</c>.</summary>
    public static bool? ToFlag(string text) => text switch
    {
        "1" => true,
        "0" => false,
        _ => bool.TryParse(text, out var flag) ? flag : null,
    };
}
