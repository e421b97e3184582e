using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary><c>tenant_id:%(tenant_id)s</c>: a fact about the caller equals a literal or the target's attribute.</summary>
internal sealed class CredentialCheck : PolicyCheck
{
    private readonly string key;
    private readonly Func<RequestContext, string?>? credential;
    private readonly PolicyTemplate expected;

    public CredentialCheck(string key, PolicyTemplate expected)
    {
        this.key = key;
        credential = Find(key);
        this.expected = IsFlag(key) ? expected.AsFlag() : expected;
    }

    public override bool Holds(RequestContext context, IPolicyTarget target)
    {
        // A credential that nobody has is not a credential that equals anything.
        if (credential is null)
            return false;

        // A caller without a tenant must not own an object without one (a gateway port's tenant is the empty text), but
        // "project_id:None" asks just for such a caller.
        var value = credential(context);
        return string.IsNullOrEmpty(value) ? expected.IsLiteral("None") : expected.Matches(target, value);
    }

    public override string ToString() => $"{key}:{expected}";

    private static Func<RequestContext, string?>? Find(string key) => key switch
    {
        "user_id" or "user" => static context => context.UserId,
        "tenant_id" or "project_id" or "tenant" or "project" => static context => context.TenantId,
        "user_domain_id" => static context => context.UserDomainId,
        "project_domain_id" => static context => context.ProjectDomainId,
        "domain_id" => static context => context.DomainId,
        "system_scope" => static context => context.SystemScope,
        "service_user_id" => static context => context.ServiceUserId,
        "service_project_id" => static context => context.ServiceProjectId,
        "is_admin" => static context => PolicyText.Of(context.IsAdmin),
        "legacy_member" => static context => PolicyText.Of(CallerRoles.IsLegacyMember(context)),
        _ => null,
    };

    private static bool IsFlag(string key) => key is "is_admin" or "legacy_member";
}
