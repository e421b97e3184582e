using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>Who sees QoS policies and rules, and how they are read.</summary>
internal static class QosQueries
{
    /// <summary>A tenant's own policies, and those that are shared with it.</summary>
    public static Expression<Func<QosPolicy, bool>> Visible(RequestContext context)
    {
        var (all, tenant) = (context.ReadsAllTenants, context.TenantId);
        return string.IsNullOrEmpty(tenant) || all
            ? policy => all
            : policy => policy.TenantId == tenant || policy.Shared || policy.SharedWithCaller;
    }

    /// <summary>The rules of those policies.</summary>
    public static Expression<Func<TRule, bool>> VisibleRules<TRule>(RequestContext context)
        where TRule : QosRule
    {
        var (all, tenant) = (context.ReadsAllTenants, context.TenantId);
        return string.IsNullOrEmpty(tenant) || all
            ? rule => all
            : rule => rule.TenantId == tenant || rule.Policy!.Shared || rule.Policy.SharedWithCaller;
    }

    /// <summary>The policies with their rules.</summary>
    public static IAsyncEnumerable<QosPolicy> Read(QuantumDbContext db, IQueryable<QosPolicy> policies) =>
        CallerSharing.Read(db, policies.Include(policy => policy.Rules.OrderBy(rule => rule.Type).ThenBy(rule => rule.Direction)));

    /// <summary>The id of the policy that a URL names, if the caller sees it.</summary>
    /// <exception cref="QosPolicyNotFoundException">The caller does not.</exception>
    public static async Task<Guid> FindIdAsync(QuantumDbContext db, RequestContext context, string text, CancellationToken cancellationToken)
    {
        db.CallerTenant = context.TenantId;
        return ResourceId.TryRead(text, out var id)
            && await db.QosPolicies.Where(Visible(context)).ForCaller(db).AnyAsync(policy => policy.Id == id, cancellationToken)
            ? id
            : throw new QosPolicyNotFoundException(text);
    }
}
