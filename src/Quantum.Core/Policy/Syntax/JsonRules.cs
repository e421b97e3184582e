using System.Text.Json;

namespace Quantum.Core.Policy.Syntax;

/// <summary>Reads a policy file in JSON (<c>policy.json</c>); comments and trailing commas are forgiven.</summary>
internal static class JsonRules
{
    private static readonly JsonDocumentOptions Forgiving = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="PolicyFileException">The text is not JSON, or not an object of rules.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Forgiving);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new PolicyFileException(path, null, "is not an object of rules");

            var rules = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!rules.TryAdd(property.Name, Text(path, property)))
                    throw new PolicyFileException(path, property.Name, "is defined twice");
            }

            return rules;
        }
        catch (JsonException e)
        {
            throw new PolicyFileException(path, null, $"is not JSON: {e.Message}", e);
        }
    }

    private static string Text(string path, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Array => ListSyntax.ToText(
            property.Name, [.. property.Value.EnumerateArray().Select(element => Checks(path, property.Name, element))]),
        _ => throw NotARule(path, property.Name),
    };

    private static List<string> Checks(string path, string rule, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => [.. element.EnumerateArray().Select(check => Check(path, rule, check))],
        _ => throw NotARule(path, rule),
    };

    private static string Check(string path, string rule, JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw NotARule(path, rule);

    private static PolicyFileException NotARule(string path, string rule) => new(path, rule, "is neither a text nor a list of checks");
}
