using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>service_role:name</c>: the service that passed the request on has the role.</summary>
internal sealed class ServiceRoleCheck(PolicyTemplate role) : PolicyCheck
{
    public override bool Holds(RequestContext context, IPolicyTarget target) =>
        role.Resolve(target) is { } name && CallerRoles.HasService(context, name);

    public override string ToString() => $"service_role:{role}";
}
