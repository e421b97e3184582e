using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>'x':%(attr)s</c> or <c>True:%(shared)s</c>: the target's attribute reads as the literal.</summary>
internal sealed class LiteralCheck(string source, string literal, PolicyTemplate actual) : PolicyCheck
{
    public override bool Holds(RequestContext context, IPolicyTarget target) => actual.Matches(target, literal);

    public override string ToString() => $"{source}:{actual}";
}
