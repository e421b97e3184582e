namespace Quantum.Core.Policy.Syntax;

/// <summary>A rule cannot be compiled. Whoever knows where the rule came from says so.</summary>
internal sealed class PolicyRuleException(string rule, string reason) : Exception(reason)
{
    public string Rule { get; } = rule;
}
