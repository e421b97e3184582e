using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>
/// The group that every tenant has from the moment it is needed. Two who need it first at the same time both try to add it; the
/// database lets one, and the other finds it in its next attempt.
/// </summary>
internal static class DefaultSecurityGroups
{
    /// <summary>The default groups of the tenants; those that are missing are made. What belongs to nobody has none.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> OfAsync(
        ChangeScope scope, IEnumerable<string> tenants, CancellationToken cancellationToken)
    {
        var asked = tenants.Where(tenant => tenant.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
            return new Dictionary<string, Guid>();

        var found = await scope.Db.SecurityGroups
            .Where(group => group.IsDefault && asked.Contains(group.TenantId))
            .Select(group => new { group.TenantId, group.Id })
            .ToDictionaryAsync(group => group.TenantId, group => group.Id, StringComparer.Ordinal, cancellationToken);
        if (found.Count == asked.Count)
            return found;

        foreach (var tenant in asked.Where(tenant => !found.ContainsKey(tenant)))
            found[tenant] = Add(scope, tenant);
        await scope.Db.SaveChangesAsync(cancellationToken);
        return found;
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
