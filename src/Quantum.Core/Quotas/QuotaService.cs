using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Profiles;
using Quantum.Resources.Quotas;

namespace Quantum.Core.Quotas;

/// <summary>
/// The limits of tenants: a row for each that an administrator set, the profile's for all others. Limits are always told for
/// every resource that has one, in the order of <see cref="QuotaResources"/>; negative: unlimited.
/// </summary>
public sealed class QuotaService(QuantumStore store)
{
    /// <summary>The limits of a tenant for which none were set.</summary>
    public static IReadOnlyList<QuotaLimit> Default(ApiProfile profile) => Effective(profile, []);

    /// <summary>The limits of each tenant for which at least one was set.</summary>
    public async Task<IReadOnlyList<TenantQuota>> ListAsync(ApiProfile profile, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var rows = await db.Quotas.OrderBy(row => row.TenantId).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.TenantId).Select(tenant => new TenantQuota(tenant.Key, Effective(profile, [.. tenant])))];
    }

    /// <summary>The limits of a tenant.</summary>
    public async Task<IReadOnlyList<QuotaLimit>> GetAsync(ApiProfile profile, string tenant, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        return Effective(profile, await RowsOf(db, tenant).ToListAsync(cancellationToken));
    }

    /// <summary>The limits of a tenant, and how much of each it uses.</summary>
    public async Task<IReadOnlyList<QuotaDetail>> DetailsAsync(ApiProfile profile, string tenant, CancellationToken cancellationToken)
    {
        await using var db = store.OpenRead();
        var limits = Effective(profile, await RowsOf(db, tenant).ToListAsync(cancellationToken));
        var details = new List<QuotaDetail>(limits.Count);
        foreach (var (resource, limit) in limits)
            details.Add(new(resource, limit, await Statements(db, resource, tenant).CountAsync(cancellationToken)));
        return details;
    }

    /// <summary>Sets limits of a tenant, all or none.</summary>
    /// <returns>All limits of the tenant then.</returns>
    /// <exception cref="QuotaBelowUseException">The change asks for the check, and the tenant owns more than a new limit.</exception>
    public Task<IReadOnlyList<QuotaLimit>> UpdateAsync(
        ApiProfile profile, string tenant, QuotaChange change, CancellationToken cancellationToken) =>
        store.WriteAsync<IReadOnlyList<QuotaLimit>>(
            async (transaction, token) =>
            {
                if (change.ChecksUse)
                    await DemandRoomAsync(transaction.Db, tenant, change.Limits, token);

                var rows = await RowsOf(transaction.Db, tenant).ToListAsync(token);
                foreach (var (resource, limit) in change.Limits)
                {
                    var row = rows.Find(row => row.Resource == resource);
                    if (row is null)
                        rows.Add(transaction.Db.Add(row = new Quota { TenantId = tenant, Resource = resource }).Entity);
                    row.Limit = limit;
                }

                return Effective(profile, rows);
            },
            cancellationToken);

    /// <summary>Forgets the limits that were set for a tenant, if any.</summary>
    public Task DeleteAsync(string tenant, CancellationToken cancellationToken) =>
        store.WriteAsync((transaction, token) => RowsOf(transaction.Db, tenant).ExecuteDeleteAsync(token), cancellationToken);

    private static async Task DemandRoomAsync(
        QuantumDbContext db, string tenant, IReadOnlyList<QuotaLimit> limits, CancellationToken cancellationToken)
    {
        foreach (var (resource, limit) in limits)
        {
            var quota = Statements(db, resource, tenant);
            await quota.LockAsync(cancellationToken);
            var used = await quota.CountAsync(cancellationToken);
            if (used > limit)
                throw new QuotaBelowUseException(resource, limit, used);
        }
    }

    private static IQueryable<Quota> RowsOf(QuantumDbContext db, string tenant) => db.Quotas.Where(row => row.TenantId == tenant);

    private static QuotaStatements Statements(QuantumDbContext db, string resource, string tenant) =>
        new(db, QuotaResources.Named(resource), tenant);

    private static List<QuotaLimit> Effective(ApiProfile profile, List<Quota> rows) =>
    [
        .. QuotaResources.In(profile).Select(resource => new QuotaLimit(
            resource.Name, rows.Find(row => row.Resource == resource.Name)?.Limit ?? profile.QuotaOf(resource.Name))),
    ];
}

/// <summary>A limit of one resource; negative: unlimited.</summary>
public readonly record struct QuotaLimit(string Resource, int Limit);

/// <summary>A limit of one resource, and how much of it is used.</summary>
public readonly record struct QuotaDetail(string Resource, int Limit, int Used);

/// <summary>The limits of one tenant.</summary>
public sealed record TenantQuota(string TenantId, IReadOnlyList<QuotaLimit> Limits);

/// <summary>Limits to set.</summary>
/// <param name="Limits">The resources that change.</param>
/// <param name="ChecksUse">Refuse limits below what the tenant owns.</param>
public sealed record QuotaChange(IReadOnlyList<QuotaLimit> Limits, bool ChecksUse);
