using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary>One node of a compiled rule. Immutable once linked, and so shared by all requests.</summary>
internal abstract class PolicyCheck
{
    /// <summary>The nodes below this one; a reference to another rule has none.</summary>
    public virtual IReadOnlyList<PolicyCheck> Parts => [];

    public abstract bool Holds(RequestContext context, IPolicyTarget target);

    /// <summary>The canonical text, which parses to the same check again.</summary>
    public abstract override string ToString();
}
