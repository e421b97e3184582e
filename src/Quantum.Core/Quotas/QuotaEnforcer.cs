using Quantum.Core.Plugins;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Quotas;

/// <summary>
/// Refuses creations beyond the limit of the tenant that will own them: its own, or else the profile's. Counts inside the creating
/// transaction, where nobody else can count.
/// </summary>
public static class QuotaEnforcer
{
    /// <summary>Refuses when a tenant would own more rows than its limit.</summary>
    /// <param name="scope">The operation that is about to add the rows.</param>
    /// <param name="resource">Name of the resource, as the client knows it.</param>
    /// <param name="created">The rows about to be added.</param>
    /// <param name="cancellationToken">Abandons the count.</param>
    /// <exception cref="OverQuotaException">A tenant would own too many.</exception>
    public static Task DemandAsync(
        ChangeScope scope, string resource, IEnumerable<Resource> created, CancellationToken cancellationToken) =>
        DemandAsync(scope, resource, created, new Dictionary<string, int?>(), cancellationToken);

    /// <summary>The same, where the operation has read already what limits were set for tenants.</summary>
    /// <param name="scope">The operation that is about to add the rows.</param>
    /// <param name="resource">Name of the resource, as the client knows it.</param>
    /// <param name="created">The rows about to be added.</param>
    /// <param name="limits">The limits of tenants; <c>null</c> for one without a limit of its own.</param>
    /// <param name="cancellationToken">Abandons the count.</param>
    /// <exception cref="OverQuotaException">A tenant would own too many.</exception>
    public static async Task DemandAsync(
        ChangeScope scope,
        string resource,
        IEnumerable<Resource> created,
        IReadOnlyDictionary<string, int?> limits,
        CancellationToken cancellationToken)
    {
        var standard = scope.Context.Profile.QuotaOf(resource);
        foreach (var tenant in created.GroupBy(row => row.TenantId).OrderBy(tenant => tenant.Key, StringComparer.Ordinal))
        {
            if (limits.TryGetValue(tenant.Key, out var known) && (known ?? standard) < 0)
                continue;

            var quota = new QuotaStatements(scope.Db, QuotaResources.Named(resource), tenant.Key);
            if (!await quota.LockIfLimitedAsync(standard, cancellationToken))
                continue;

            // Read again behind the lock: whoever held it may have been changing the limit.
            var (limit, used) = await quota.ReadAsync(standard, cancellationToken);
            if (limit >= 0 && used + tenant.Count() > limit)
                throw new OverQuotaException(resource);
        }
    }
}
