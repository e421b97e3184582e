using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>@</c> (or an empty rule) always holds, <c>!</c> never does.</summary>
internal sealed class ConstantCheck : PolicyCheck
{
    public static readonly ConstantCheck Always = new(holds: true);
    public static readonly ConstantCheck Never = new(holds: false);

    private readonly bool holds;

    private ConstantCheck(bool holds) => this.holds = holds;

    public override bool Holds(RequestContext context, IPolicyTarget target) => holds;

    public override string ToString() => holds ? "@" : "!";
}
