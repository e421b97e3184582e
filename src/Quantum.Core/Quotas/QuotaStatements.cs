using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;

namespace Quantum.Core.Quotas;

/// <summary>What is asked of the database about one tenant's quota of one resource.</summary>
internal sealed class QuotaStatements(QuantumDbContext db, QuotaResource resource, string tenant)
{
    private string LockName => $"quota:{resource.Name}:{tenant}";

    /// <summary>Lets one transaction at a time count for this quota.</summary>
    public Task LockAsync(CancellationToken cancellationToken) => StoreLocks.TakeAsync(db, LockName, cancellationToken);

    /// <summary>
    /// The same in one statement with the question whether there is a limit at all: where there is none, nobody waits. SQLite has
    /// one writer at a time and is not asked.
    /// </summary>
    /// <param name="standard">The limit of a tenant without a row of its own.</param>
    /// <param name="cancellationToken">Abandons the wait.</param>
    /// <returns>False if the tenant has no limit.</returns>
    public async Task<bool> LockIfLimitedAsync(int standard, CancellationToken cancellationToken)
    {
        if (db is not PostgresQuantumDbContext)
            return true;

        var locked = await db.Database.SqlQuery<bool>(
            $"""
            SELECT pg_advisory_xact_lock(hashtextextended({LockName}, 0)) IS NOT NULL AS "Value"
            WHERE coalesce((SELECT upper_limit FROM quotas WHERE tenant_id = {tenant} AND resource = {resource.Name}), {standard}) >= 0
            """).ToListAsync(cancellationToken);
        return locked.Count > 0;
    }

    /// <summary>The limit in force and, where there is one, how much of it is used: one statement, so both are of one moment.</summary>
    /// <param name="standard">The limit of a tenant without a row of its own.</param>
    /// <param name="cancellationToken">Abandons the count.</param>
    public Task<QuotaUse> ReadAsync(int standard, CancellationToken cancellationToken)
    {
        var (rows, owner) = (resource.Rows(db), tenant);
        var limits = db.Database.SqlQuery<int>(
            $"""
            SELECT coalesce(
                (SELECT upper_limit FROM quotas WHERE tenant_id = {owner} AND resource = {resource.Name}), {standard}) AS "Value"
            """);
        return limits
            .Select(limit => new QuotaUse(limit, limit < 0 ? 0 : rows.Count(row => row.TenantId == owner)))
            .SingleAsync(cancellationToken);
    }

    /// <summary>How many the tenant owns.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var owner = tenant;
        return resource.Rows(db).CountAsync(row => row.TenantId == owner, cancellationToken);
    }
}

/// <summary>A limit, negative for none, and how much of it is used.</summary>
internal readonly record struct QuotaUse(int Limit, int Used);
