using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>The extensions of a plugin that guards ports.</summary>
internal static class SecurityGroupExtensions
{
    private const int LongestTenant = 255;

    /// <summary>What the plugin serves.</summary>
    public static IReadOnlyList<ApiExtension> Of(ISecurityGroupPlugin plugin) =>
    [
        new("security-group", "security-group", "The security groups extension.", "2012-10-05T10:00:00-00:00")
        {
            Only = static profile => profile.SecurityGroups,
            Attributes = [PortSecurityGroupAttributes.SecurityGroups],
            Resources = [Groups(plugin), Rules(plugin)],
        },
        Shim(
            "stateful-security-group", "Stateful security group", "Indicates if the security group is stateful or not", "2019-11-26T09:00:00-00:00"),
        Shim(
            "security-groups-normalized-cidr",
            "Normalized CIDR field for security group rules",
            "Add new field with normalized remote_ip_prefix cidr in SG rule",
            "2020-07-28T10:00:00-00:00"),
        Shim(
            "security-groups-shared-filtering",
            "Security group filtering on the shared field",
            "Support filtering security groups on the shared field",
            "2021-10-05T09:00:00-00:00"),
        Shim(
            "port-security-groups-filtering",
            "Port filtering on security groups",
            "Provides security groups filtering when listing ports",
            "2018-01-09T09:00:00-00:00"),
    ];

    private static ApiExtension Shim(string alias, string name, string description, string updated) =>
        new(alias, name, description, updated) { Only = static profile => profile.SecurityGroups };

    private static ServedResource<SecurityGroup> Groups(ISecurityGroupPlugin plugin) => new()
    {
        Definition = SecurityGroupResource.Definition,
        Plugin = plugin,
        Visible = Visibility.SecurityGroups,
        Read = static (db, groups) => CallerSharing.Read(db, groups.Include(group => group.Rules)),
        ReadBare = CallerSharing.Read,
        Joined = [SecurityGroupResource.Rules],
        Listing = (context, owner, cancellationToken) => ListingAsync(plugin, context, owner, cancellationToken),
    };

    private static ServedResource<SecurityGroupRule> Rules(ISecurityGroupPlugin plugin) => new()
    {
        Definition = SecurityGroupRuleResource.Definition,
        Plugin = plugin,
        Visible = Visibility.SecurityGroupRules,
        Read = static (_, rules) => rules.AsAsyncEnumerable(),
        Listing = (context, owner, cancellationToken) => ListingAsync(plugin, context, owner, cancellationToken),
        Creating = CreatingRulesAsync,
    };

    /// <summary>Who looks at groups finds at least the default group, its own or, as an administrator, that of the tenant asked about.</summary>
    private static Task ListingAsync(
        ISecurityGroupPlugin plugin, RequestContext context, string? owner, CancellationToken cancellationToken)
    {
        var tenant = owner ?? context.TenantId;
        var mayHaveOne = !string.IsNullOrEmpty(context.TenantId) && tenant is { Length: > 0 and <= LongestTenant }
            && (context.IsAdmin || context.Owns(tenant));
        return mayHaveOne ? plugin.EnsureDefaultAsync(context, tenant!, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Whether a rule may be added is asked about the owner of the group; a group that the caller does not see does not exist.</summary>
    private static async Task CreatingRulesAsync(
        QuantumDbContext db, RequestContext context, IReadOnlyList<AttributeValues> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Get(SecurityGroupRuleResource.SecurityGroupId)).ToHashSet();
        db.CallerTenant = context.TenantId;
        var owners = await db.SecurityGroups.Where(Visibility.SecurityGroups(context)).ForCaller(db)
            .Where(group => ids.Contains(group.Id))
            .ToDictionaryAsync(group => group.Id, group => group.TenantId, cancellationToken);
        foreach (var item in items)
        {
            var id = item.Get(SecurityGroupRuleResource.SecurityGroupId);
            item.Set(
                SecurityGroupRuleResource.SecurityGroupTenantId,
                owners.TryGetValue(id, out var owner) ? owner : throw new SecurityGroupNotFoundException(id.ToString()));
        }
    }
}
