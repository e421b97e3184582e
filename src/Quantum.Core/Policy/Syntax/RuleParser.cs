using Quantum.Core.Policy.Checks;

namespace Quantum.Core.Policy.Syntax;

/// <summary>
/// Parses the string syntax of oslo.policy: checks joined by <c>not</c>, <c>and</c>, <c>or</c> (binding in this order, without
/// case) and parentheses. The empty rule always holds.
/// </summary>
internal sealed class RuleParser
{
    /// <summary>Levels of parentheses and <c>not</c> in one rule; people need three.</summary>
    private const int MaximumDepth = 50;

    private readonly string rule;
    private readonly List<RuleToken> tokens;
    private int next;

    private RuleParser(string rule, string text)
    {
        this.rule = rule;
        tokens = RuleToken.Split(text);
    }

    /// <param name="rule">Name of the rule, for errors.</param>
    /// <param name="text">Its definition.</param>
    /// <exception cref="PolicyRuleException">The text is not a rule.</exception>
    public static PolicyCheck Parse(string rule, string text)
    {
        var parser = new RuleParser(rule, text);
        if (parser.tokens.Count == 0)
            return ConstantCheck.Always;

        var check = parser.Any(depth: 0);
        return parser.next == parser.tokens.Count ? check : throw parser.Unexpected();
    }

    private PolicyCheck Any(int depth)
    {
        var parts = new List<PolicyCheck> { All(depth) };
        while (Accept(RuleTokenKind.Or))
            parts.Add(All(depth));

        return parts.Count == 1 ? parts[0] : new AnyOf([.. parts]);
    }

    private PolicyCheck All(int depth)
    {
        var parts = new List<PolicyCheck> { Term(depth) };
        while (Accept(RuleTokenKind.And))
            parts.Add(Term(depth));

        return parts.Count == 1 ? parts[0] : new AllOf([.. parts]);
    }

    private PolicyCheck Term(int depth)
    {
        if (depth > MaximumDepth)
            throw new PolicyRuleException(rule, $"is nested deeper than {MaximumDepth} levels");
        if (Accept(RuleTokenKind.Not))
            return new NotCheck(Term(depth + 1));
        if (Accept(RuleTokenKind.Check))
            return CheckParser.Parse(rule, tokens[next - 1].Text);
        if (!Accept(RuleTokenKind.Open))
            throw Unexpected();

        var inner = Any(depth + 1);
        return Accept(RuleTokenKind.Close) ? inner : throw Unexpected();
    }

    private bool Accept(RuleTokenKind kind)
    {
        if (next == tokens.Count || tokens[next].Kind != kind)
            return false;

        next++;
        return true;
    }

    private PolicyRuleException Unexpected() =>
        new(rule, next == tokens.Count ? "ends too early" : $"does not expect \"{tokens[next].Text}\" as word {next + 1}");
}
