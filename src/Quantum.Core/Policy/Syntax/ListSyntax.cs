namespace Quantum.Core.Policy.Syntax;

/// <summary>
/// The list syntax of 2012: a list holds if one element holds; an element is a check, or a list of checks that must all
/// hold. The empty list always holds. It is rewritten in today's string syntax, so there is one parser.
/// </summary>
internal static class ListSyntax
{
    /// <param name="rule">Name of the rule, for errors.</param>
    /// <param name="alternatives">The elements; a single check is a list of one.</param>
    /// <exception cref="PolicyRuleException">A check is empty.</exception>
    public static string ToText(string rule, IReadOnlyList<IReadOnlyList<string>> alternatives)
    {
        if (alternatives.Count == 0)
            return "@";

        // An empty inner list was skipped in 2012; a list of nothing else never holds.
        var texts = alternatives.Where(checks => checks.Count > 0)
            .Select(checks => string.Join(" and ", checks.Select(check => Single(rule, check))))
            .ToList();
        return texts.Count == 0 ? "!" : string.Join(" or ", texts);
    }

    private static string Single(string rule, string check) =>
        string.IsNullOrWhiteSpace(check) ? throw new PolicyRuleException(rule, "has an empty check in its list") : $"({check})";
}
