using Quantum.Core.Policy.Checks;
using Quantum.Core.Policy.Syntax;

namespace Quantum.Core.Policy;

/// <summary>
/// Connects <c>rule:</c> references with the rules they name, and refuses what would make an evaluation endless or exhaust
/// the stack: cycles, and rules that lead through too many others.
/// </summary>
internal sealed class RuleLinker(IReadOnlyDictionary<string, PolicyCheck> rules)
{
    /// <summary>The rule that stands in for every undefined one.</summary>
    public const string DefaultRule = "default";

    /// <summary>Checks on the longest way from a rule through all that it refers to; real policies need about ten.</summary>
    private const int MaximumDepth = 100;

    private readonly Dictionary<string, int> depths = new(StringComparer.Ordinal);
    private readonly List<string> path = [];

    /// <exception cref="PolicyRuleException">A rule refers to itself, directly or through others, or is too deep.</exception>
    public void Link()
    {
        // The default rule goes first: then what an undefined name means does not depend on the order of the others.
        if (rules.ContainsKey(DefaultRule))
            LinkRule(DefaultRule, 0);
        foreach (var name in rules.Keys)
            LinkRule(name, 0);
    }

    private int LinkRule(string name, int above)
    {
        if (path.Contains(name))
            throw new PolicyRuleException(path[0], $"leads in a circle: {string.Join(" -> ", path)} -> {name}");
        if (!depths.TryGetValue(name, out var depth))
        {
            path.Add(name);
            depth = LinkCheck(rules[name], above);
            path.RemoveAt(path.Count - 1);
            depths[name] = depth;
        }

        return above + depth > MaximumDepth ? throw TooDeep() : depth;
    }

    /// <returns>The number of checks on the longest way down from this one, itself included.</returns>
    private int LinkCheck(PolicyCheck check, int above)
    {
        if (above >= MaximumDepth)
            throw TooDeep();
        if (check is RuleReference reference)
            return 1 + LinkReference(reference, above + 1);

        var below = 0;
        foreach (var part in check.Parts)
            below = Math.Max(below, LinkCheck(part, above + 1));

        return 1 + below;
    }

    private int LinkReference(RuleReference reference, int above)
    {
        // An undefined name within the default rule itself cannot mean the default rule: it is left to deny.
        var name = rules.ContainsKey(reference.Name) ? reference.Name : DefaultRule;
        if (!rules.TryGetValue(name, out var referred) || (name != reference.Name && path.Contains(name)))
            return 0;

        var depth = LinkRule(name, above);
        reference.LinkTo(referred);
        return depth;
    }

    private PolicyRuleException TooDeep() => new(path.Count > 0 ? path[0] : DefaultRule, $"leads through more than {MaximumDepth} checks");
}
