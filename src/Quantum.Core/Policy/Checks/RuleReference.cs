using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>rule:name</c>: another rule of the same profile.</summary>
internal sealed class RuleReference(string name) : PolicyCheck
{
    private PolicyCheck referred = ConstantCheck.Never;

    public string Name => name;

    /// <summary>Called once, by the linker, before the rules are published to other threads.</summary>
    public void LinkTo(PolicyCheck check) => referred = check;

    public override bool Holds(RequestContext context, IPolicyTarget target) => referred.Holds(context, target);

    public override string ToString() => $"rule:{name}";
}
