using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>a or b or c</c>.</summary>
internal sealed class AnyOf(PolicyCheck[] parts) : PolicyCheck
{
    public override IReadOnlyList<PolicyCheck> Parts => parts;

    public override bool Holds(RequestContext context, IPolicyTarget target)
    {
        foreach (var part in parts)
        {
            if (part.Holds(context, target))
                return true;
        }

        return false;
    }

    public override string ToString() =>
        string.Join(" or ", parts.Select(part => part is AnyOf or AllOf ? $"({part})" : part.ToString()));
}
