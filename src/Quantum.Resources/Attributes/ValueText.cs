using System.Text.Json;

namespace Quantum.Resources.Attributes;

/// <summary>Prints a client's value inside an error text, in the form that the API has always used.</summary>
public static class ValueText
{
    private const int Longest = 200;

    /// <summary>
    /// <c>None</c>, <c>True</c>, <c>False</c>, the bare text of a string, otherwise the JSON text; cut after 200 characters
    /// so that an error never repeats a large body.
    /// </summary>
    public static string Of(JsonElement element) => Cut(element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "None",
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    });

    /// <summary>The text itself, cut after 200 characters.</summary>
    public static string Cut(string text) =>
        text.Length <= Longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "...");
}
