using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Quotas;

/// <summary>Refuses creations beyond a tenant's limit. Counts inside the creating transaction, where nobody else can count.</summary>
public static class QuotaEnforcer
{
    /// <summary>Refuses when a tenant would own more rows than the limit.</summary>
    /// <param name="transaction">The transaction that is about to add the rows.</param>
    /// <param name="resource">Name of the resource, as the client knows it.</param>
    /// <param name="limit">Largest number of rows; negative for no limit.</param>
    /// <param name="created">The rows about to be added.</param>
    /// <param name="cancellationToken">Abandons the count.</param>
    /// <exception cref="OverQuotaException">A tenant would own too many.</exception>
    public static async Task DemandAsync<TResource>(
        StoreTransaction transaction, string resource, int limit, IEnumerable<TResource> created, CancellationToken cancellationToken)
        where TResource : Resource
    {
        if (limit < 0)
            return;

        foreach (var tenant in created.GroupBy(row => row.TenantId).OrderBy(tenant => tenant.Key, StringComparer.Ordinal))
        {
            await StoreLocks.TakeAsync(transaction.Db, $"quota:{resource}:{tenant.Key}", cancellationToken);
            var used = await transaction.Db.Set<TResource>().CountAsync(row => row.TenantId == tenant.Key, cancellationToken);
            if (used + tenant.Count() > limit)
                throw new OverQuotaException(resource);
        }
    }
}
