using System.Collections.Frozen;
using Quantum.Core.Policy.Checks;
using Quantum.Core.Policy.Syntax;

namespace Quantum.Core.Policy;

/// <summary>The compiled rules of one profile; immutable.</summary>
internal sealed class PolicyRuleSet
{
    private const string ContextIsAdminRule = "context_is_admin";
    private const string PluginPrefix = "extension:";

    private readonly FrozenDictionary<string, PolicyCheck> rules;
    private readonly PolicyCheck fallback;

    private PolicyRuleSet(Dictionary<string, PolicyCheck> checks)
    {
        rules = checks.ToFrozenDictionary(StringComparer.Ordinal);
        fallback = rules.GetValueOrDefault(RuleLinker.DefaultRule, ConstantCheck.Never);
        ContextIsAdmin = Find(ContextIsAdminRule);
    }

    /// <summary>The rule that says who is an administrator.</summary>
    public PolicyCheck ContextIsAdmin { get; }

    /// <param name="builtIn">The profile's own rules, name and text.</param>
    /// <param name="overrides">The operator's rules, which win by name.</param>
    /// <exception cref="PolicyRuleException">A rule cannot be parsed or leads in a circle.</exception>
    public static PolicyRuleSet Compile(
        IReadOnlyDictionary<string, string> builtIn, IReadOnlyDictionary<string, string> overrides)
    {
        var checks = new Dictionary<string, PolicyCheck>(StringComparer.Ordinal);
        foreach (var (name, text) in builtIn.Where(rule => !overrides.ContainsKey(rule.Key)).Concat(overrides))
            checks[name] = RuleParser.Parse(name, text);
        if (checks.TryGetValue(ContextIsAdminRule, out var isAdmin))
            checks[ContextIsAdminRule] = new ContextIsAdminCheck(isAdmin);

        new RuleLinker(checks).Link();
        return new PolicyRuleSet(checks);
    }

    public bool Defines(string name) => rules.ContainsKey(name);

    /// <summary>The rule, or <c>default</c> in its place, or a refusal.</summary>
    public PolicyCheck Find(string name) => rules.GetValueOrDefault(name, fallback);

    /// <summary>
    /// The rule that a plugin of 2012 asked in place of this one, after the API had let the request pass; <c>null</c> when there
    /// is none.
    /// </summary>
    public string? PluginRuleOf(string name) =>
        Find(name) is RuleReference reference && reference.Name.StartsWith(PluginPrefix, StringComparison.Ordinal) ? reference.Name : null;

    /// <summary>Name and canonical text of all rules, ordered by name.</summary>
    public IReadOnlyDictionary<string, string> Texts() => new SortedDictionary<string, string>(
        rules.ToDictionary(rule => rule.Key, rule => rule.Value.ToString()), StringComparer.Ordinal);
}
