using Quantum.Resources.Errors;

namespace Quantum.Core.Policy;

/// <summary>Policy refuses the action.</summary>
public sealed class PolicyNotAuthorizedException : QuantumException
{
    private PolicyNotAuthorizedException(IReadOnlyList<string> rules, string folsomMessage)
        : base(ErrorKind.Forbidden, Describe(rules), folsomMessage) =>
        Rules = rules;

    /// <summary>A rule of the API refuses.</summary>
    /// <param name="rules">All rules that were demanded together, in order: the action's first, then those of its attributes.</param>
    public PolicyNotAuthorizedException(IReadOnlyList<string> rules)
        : this(rules, "Access was denied to this resource.")
    {
    }

    /// <summary>The rules that were demanded together.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>True when a plugin asked the rule: the API had let the request pass, so that the object is no secret.</summary>
    public bool IsOfPlugin { get; private init; }

    /// <summary>A rule that plugins ask refuses.</summary>
    public static PolicyNotAuthorizedException OfPlugin(string rule) =>
        new([rule], $"Policy doesn't allow {rule} to be performed.") { IsOfPlugin = true };

    private static string Describe(IReadOnlyList<string> rules)
    {
        var names = string.Join(" and ", rules.Select(rule => $"rule:{rule}"));
        return rules.Count == 1 ? $"{names} is disallowed by policy" : $"({names}) is disallowed by policy";
    }
}
