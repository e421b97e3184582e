using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Quantum.Core.Policy.Syntax;

/// <summary>Reads a policy file in YAML (<c>policy.yaml</c>); a file of comments only has no rules.</summary>
internal static class YamlRules
{
    /// <exception cref="PolicyFileException">The text is not YAML, or not a mapping of rules.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new PolicyFileException(path, null, $"is not YAML: {e.Start}: {e.Message}", e);
        }

        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is YamlScalarNode { Value: null or "" })
            return rules;
        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            throw new PolicyFileException(path, null, "is not one mapping of rules");

        foreach (var (key, value) in root.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? throw new PolicyFileException(path, null, $"has a key that is no name: {key}");
            rules[name] = Text(path, name, value);
        }

        return rules;
    }

    private static string Text(string path, string rule, YamlNode node) => node switch
    {
        // "rule:" with nothing behind it is null in YAML, which would be the rule that always holds: surely a slip.
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" } =>
            throw new PolicyFileException(path, rule, "has no value; write \"@\" for always, \"!\" for never, in quotes"),
        YamlScalarNode scalar => scalar.Value ?? string.Empty,
        YamlSequenceNode list => ListSyntax.ToText(rule, [.. list.Children.Select(element => Checks(path, rule, element))]),
        _ => throw NotARule(path, rule),
    };

    private static List<string> Checks(string path, string rule, YamlNode element) => element switch
    {
        YamlScalarNode scalar => [scalar.Value ?? string.Empty],
        YamlSequenceNode list => [.. list.Children.Select(check => Check(path, rule, check))],
        _ => throw NotARule(path, rule),
    };

    private static string Check(string path, string rule, YamlNode check) =>
        (check as YamlScalarNode)?.Value ?? throw NotARule(path, rule);

    private static PolicyFileException NotARule(string path, string rule) => new(path, rule, "is neither a text nor a list of checks");
}
