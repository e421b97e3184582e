using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Qos;

namespace Quantum.Core.Qos;

/// <summary>Reads QoS policies.</summary>
internal static class QosQueries
{
    /// <summary>The policies with their rules, by type and direction.</summary>
    public static IQueryable<QosPolicy> Whole(IQueryable<QosPolicy> policies) =>
        policies.Include(policy => policy.Rules.OrderBy(rule => rule.Type).ThenBy(rule => rule.Direction));

    /// <summary>The same, with what answers show besides.</summary>
    public static IAsyncEnumerable<QosPolicy> Read(QuantumDbContext db, IQueryable<QosPolicy> policies) => CallerSharing.Read(db, Whole(policies));

    /// <summary>The id of the policy that a URL names, if the caller sees it.</summary>
    /// <exception cref="QosPolicyNotFoundException">The caller does not.</exception>
    public static async Task<Guid> FindIdAsync(QuantumDbContext db, RequestContext context, string text, CancellationToken cancellationToken)
    {
        db.CallerTenant = context.TenantId;
        return ResourceId.TryRead(text, out var id)
            && await db.QosPolicies.Where(Visibility.QosPolicies(context)).ForCaller(db).AnyAsync(policy => policy.Id == id, cancellationToken)
            ? id
            : throw new QosPolicyNotFoundException(text);
    }
}
