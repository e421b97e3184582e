using System.Globalization;
using Quantum.Core.Policy.Checks;

namespace Quantum.Core.Policy.Syntax;

/// <summary>Parses a single check, <c>kind:match</c>.</summary>
internal static class CheckParser
{
    /// <param name="rule">Name of the rule that the check stands in, for errors.</param>
    /// <param name="text">The check.</param>
    /// <exception cref="PolicyRuleException">The text is not a check, or one of a kind that is not supported.</exception>
    public static PolicyCheck Parse(string rule, string text)
    {
        switch (text)
        {
            case "@":
                return ConstantCheck.Always;
            case "!":
                return ConstantCheck.Never;
        }

        var colon = Separator(text);
        if (colon <= 0 || colon == text.Length - 1)
            throw new PolicyRuleException(rule, $"\"{text}\" is not a check of the form kind:match");

        try
        {
            return Create(rule, text[..colon], text[(colon + 1)..]);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new PolicyRuleException(rule, e.Message);
        }
    }

    private static PolicyCheck Create(string rule, string kind, string match) => kind switch
    {
        "rule" => new RuleReference(match),
        "role" or "roles" => new RoleCheck(PolicyTemplate.Parse(match)),
        "service_role" or "service_roles" => new ServiceRoleCheck(PolicyTemplate.Parse(match)),
        "field" => Field(rule, match),
        "http" or "https" => throw new PolicyRuleException(rule, $"{kind}: checks are not supported: no other server is asked"),
        _ when Literal(kind) is { } literal => new LiteralCheck(kind, literal, PolicyTemplate.Parse(match)),
        _ => new CredentialCheck(kind, PolicyTemplate.Parse(match)),
    };

    // The collection ends at the first colon and the attribute at the first equals sign: networks:router:external=True.
    private static FieldCheck Field(string rule, string match)
    {
        var colon = match.IndexOf(':', StringComparison.Ordinal);
        var equals = match.IndexOf('=', StringComparison.Ordinal);
        if (colon <= 0 || equals <= colon + 1)
            throw new PolicyRuleException(rule, $"\"field:{match}\" is not of the form field:collection:attribute=value");

        return new FieldCheck(match[..colon], match[(colon + 1)..equals], match[(equals + 1)..]);
    }

    private static int Separator(string text)
    {
        var from = text[0] is '\'' or '"' ? text.IndexOf(text[0], 1) : 0;
        return from < 0 ? -1 : text.IndexOf(':', from);
    }

    private static string? Literal(string kind)
    {
        if (kind is "True" or "False" or "None" || double.TryParse(kind, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return kind;

        return kind.Length >= 2 && kind[0] is '\'' or '"' && kind[^1] == kind[0] ? kind[1..^1] : null;
    }
}
