using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Quotas;

/// <summary>Refuses creations beyond a tenant's limit. Counts inside the creating transaction, where nobody else can count.</summary>
public static class QuotaEnforcer
{
    /// <summary>Refuses when a tenant would own more rows than the limit.</summary>
    /// <param name="scope">The operation that is about to add the rows.</param>
    /// <param name="resource">Name of the resource, as the client knows it.</param>
    /// <param name="created">The rows about to be added.</param>
    /// <param name="cancellationToken">Abandons the count.</param>
    /// <exception cref="OverQuotaException">A tenant would own too many.</exception>
    public static async Task DemandAsync<TResource>(
        ChangeScope scope, string resource, IEnumerable<TResource> created, CancellationToken cancellationToken)
        where TResource : Resource
    {
        var limit = scope.Context.Profile.QuotaOf(resource);
        if (limit < 0)
            return;

        foreach (var tenant in created.GroupBy(row => row.TenantId).OrderBy(tenant => tenant.Key, StringComparer.Ordinal))
        {
            await StoreLocks.TakeAsync(scope.Db, $"quota:{resource}:{tenant.Key}", cancellationToken);
            var used = await scope.Db.Set<TResource>().CountAsync(row => row.TenantId == tenant.Key, cancellationToken);
            if (used + tenant.Count() > limit)
                throw new OverQuotaException(resource);
        }
    }
}
