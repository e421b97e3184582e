using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>a and b and c</c>.</summary>
internal sealed class AllOf(PolicyCheck[] parts) : PolicyCheck
{
    public override IReadOnlyList<PolicyCheck> Parts => parts;

    public override bool Holds(RequestContext context, IPolicyTarget target)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(context, target))
                return false;
        }

        return true;
    }

    public override string ToString() =>
        string.Join(" and ", parts.Select(part => part is AnyOf or AllOf ? $"({part})" : part.ToString()));
}
