using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>role:name</c>: the caller has the role. The name may be taken from the target: <c>role:%(attr)s</c>.</summary>
internal sealed class RoleCheck(PolicyTemplate role) : PolicyCheck
{
    public override bool Holds(RequestContext context, IPolicyTarget target) =>
        role.Resolve(target) is { } name && CallerRoles.Has(context, name);

    public override string ToString() => $"role:{role}";
}
