using Quantum.Core.Requests;

namespace Quantum.Core.Policy;

/// <summary>Which roles a caller counts as having. Names are compared without case.</summary>
internal static class CallerRoles
{
    /// <summary>Today's role chain, strongest first; each role contains the next.</summary>
    private static readonly string[] Chain = ["admin", "manager", "member", "reader"];

    public static bool Has(RequestContext context, string role) =>
        Contains(context.Roles, role) || (context.IsAdmin && AdministratorHas(context, role));

    public static bool HasService(RequestContext context, string role) => Contains(context.ServiceRoles, role);

    /// <summary>
    /// A token of 2012 carries <c>Member</c>, <c>_member_</c> or nothing at all: whoever has no role that today's rules
    /// know counts as a member of the project.
    /// </summary>
    public static bool IsLegacyMember(RequestContext context)
    {
        for (var i = 0; i < context.Roles.Count; i++)
        {
            if (IsKnown(context.Roles[i]))
                return false;
        }

        return true;
    }

    // Administration without any role is the anonymous administrator of identity mode noauth: no identity service exists
    // that could give roles, so all are held. An administrator with roles has the chain, but not "service".
    private static bool AdministratorHas(RequestContext context, string role) =>
        context.Roles.Count == 0 || Contains(Chain, role);

    private static bool IsKnown(string role) =>
        Contains(Chain, role) || string.Equals(role, "service", StringComparison.OrdinalIgnoreCase);

    private static bool Contains(IReadOnlyList<string> roles, string role)
    {
        for (var i = 0; i < roles.Count; i++)
        {
            if (string.Equals(roles[i], role, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
