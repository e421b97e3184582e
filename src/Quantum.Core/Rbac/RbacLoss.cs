using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>Who loses access to an object when one of its policies goes, or gets another target.</summary>
/// <param name="Action">What the policy allowed.</param>
/// <param name="Tenant">The one tenant that loses it; <c>null</c>: all do that are not in <paramref name="Staying"/>.</param>
/// <param name="Staying">The targets of the policies that stay.</param>
internal sealed record RbacLoss(string Action, string? Tenant, IReadOnlyList<string> Staying)
{
    /// <summary>The loss that a policy's end means; <c>null</c>: nobody's.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="owner">The owner of the object, who needs no policy.</param>
    /// <param name="staying">The targets of the policies that stay.</param>
    public static RbacLoss? Of(RbacPolicy policy, string owner, IReadOnlyList<string> staying)
    {
        if (staying.Contains(RbacPolicy.Everybody))
            return null;
        if (policy.TargetTenant == RbacPolicy.Everybody)
            return new(policy.Action, null, [.. staying, owner]);

        return policy.TargetTenant == owner || staying.Contains(policy.TargetTenant) ? null : new(policy.Action, policy.TargetTenant, staying);
    }

    /// <summary>Who loses access, as refusals say it.</summary>
    public string Details => $"project_id={Tenant ?? RbacPolicy.Everybody}";

    /// <summary>The resources of the tenants that lose access.</summary>
    public IQueryable<TResource> Of<TResource>(IQueryable<TResource> resources)
        where TResource : Resource => resources.Where(Condition<TResource>());

    private Expression<Func<TResource, bool>> Condition<TResource>()
        where TResource : Resource
    {
        var (tenant, staying) = (Tenant, Staying);
        return tenant is null ? resource => !staying.Contains(resource.TenantId) : resource => resource.TenantId == tenant;
    }
}
