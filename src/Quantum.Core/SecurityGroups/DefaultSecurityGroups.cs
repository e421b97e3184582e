using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>
/// The group that every tenant has from the moment it is needed. Two who need it first at the same time both try to add it; the
/// database lets one, and the other finds it in its next attempt.
/// </summary>
public sealed class DefaultSecurityGroups
{
    private const int Most = 100_000;

    /// <summary>
    /// What this process has seen. It is a hint: a group that is gone since cannot be given to a port, and the attempt after that asks.
    /// </summary>
    private readonly ConcurrentDictionary<string, Guid> _known = new(StringComparer.Ordinal);

    /// <summary>The default groups of the tenants; those that are missing are made. What belongs to nobody has none.</summary>
    internal async Task<IReadOnlyDictionary<string, Guid>> OfAsync(
        ChangeScope scope, IEnumerable<string> tenants, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var tenant in tenants.Where(tenant => tenant.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (scope.Transaction.Attempt == 1 && _known.TryGetValue(tenant, out var id))
                groups[tenant] = id;
            else
                unknown.Add(tenant);
        }

        if (unknown.Count > 0)
            await FindAsync(scope, unknown, groups, cancellationToken);
        return groups;
    }

    /// <summary>The tenant's group may be gone.</summary>
    internal void Forget(string tenant) => _known.TryRemove(tenant, out _);

    private async Task FindAsync(
        ChangeScope scope, List<string> tenants, Dictionary<string, Guid> groups, CancellationToken cancellationToken)
    {
        var found = await scope.Db.SecurityGroups
            .Where(group => group.IsDefault && tenants.Contains(group.TenantId))
            .Select(group => new { group.TenantId, group.Id })
            .ToListAsync(cancellationToken);
        foreach (var group in found)
            groups[group.TenantId] = group.Id;

        var missing = tenants.Where(tenant => !groups.ContainsKey(tenant)).ToList();
        foreach (var tenant in missing)
            groups[tenant] = Add(scope, tenant);
        if (missing.Count > 0)
            await scope.Db.SaveChangesAsync(cancellationToken);
        scope.Transaction.OnCommit(() => Remember(tenants, groups));
    }

    private void Remember(List<string> tenants, Dictionary<string, Guid> groups)
    {
        if (_known.Count >= Most)
            _known.Clear();
        foreach (var tenant in tenants)
            _known[tenant] = groups[tenant];
    }

    private static Guid Add(ChangeScope scope, string tenant)
    {
        var now = scope.Transaction.Now;
        var group = new SecurityGroup
        {
            Id = Guid.NewGuid(),
            TenantId = tenant,
            Name = "default",
            Description = "Default security group",
            IsDefault = true,
            CreatedAt = now,
            UpdatedAt = now,
        };
        group.Rules.AddRange(InitialRules.Of(group, now));
        scope.Db.Add(group);
        scope.Record(ChangeKind.Create, group);
        return group.Id;
    }
}
