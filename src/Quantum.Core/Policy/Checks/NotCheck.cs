using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>not a</c>.</summary>
internal sealed class NotCheck(PolicyCheck inner) : PolicyCheck
{
    public override IReadOnlyList<PolicyCheck> Parts { get; } = [inner];

    public override bool Holds(RequestContext context, IPolicyTarget target) => !inner.Holds(context, target);

    public override string ToString() => inner is AnyOf or AllOf ? $"not ({inner})" : $"not {inner}";
}
