using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary>
/// Rule <c>context_is_admin</c>. A caller already known as administrator passes whatever the rule says: the anonymous
/// administrator of identity mode <c>noauth</c> has no roles that the rule could look at.
/// </summary>
internal sealed class ContextIsAdminCheck(PolicyCheck rule) : PolicyCheck
{
    public override IReadOnlyList<PolicyCheck> Parts { get; } = [rule];

    public override bool Holds(RequestContext context, IPolicyTarget target) => context.IsAdmin || rule.Holds(context, target);

    public override string ToString() => rule.ToString();
}
