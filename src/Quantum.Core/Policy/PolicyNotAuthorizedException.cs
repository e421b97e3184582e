using Quantum.Resources.Errors;

namespace Quantum.Core.Policy;

/// <summary>Policy refuses the action.</summary>
/// <param name="rules">All rules that were demanded together, in order: the action's first, then those of its attributes.</param>
public sealed class PolicyNotAuthorizedException(IReadOnlyList<string> rules)
    : QuantumException(ErrorKind.Forbidden, Describe(rules), "Access was denied to this resource.")
{
    /// <summary>The rules that were demanded together.</summary>
    public IReadOnlyList<string> Rules { get; } = rules;

    private static string Describe(IReadOnlyList<string> rules)
    {
        var names = string.Join(" and ", rules.Select(rule => $"rule:{rule}"));
        return rules.Count == 1 ? $"{names} is disallowed by policy" : $"({names}) is disallowed by policy";
    }
}
