using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Ports;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;
using Quantum.Resources.Rbac;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>Which groups guard ports, inside the transaction that changes the port.</summary>
internal static class PortSecurityGroups
{
    /// <summary>Gives new ports the groups that they ask for, or their tenant's default group. Without effect in profiles without groups.</summary>
    public static async Task AssignAsync(
        ChangeScope scope,
        DefaultSecurityGroups standard,
        IReadOnlyList<Port> ports,
        IReadOnlyList<AttributeValues> requests,
        CancellationToken cancellationToken)
    {
        if (!scope.Context.Profile.SecurityGroups)
            return;

        var asked = new Dictionary<Port, IReadOnlyList<Guid>>();
        foreach (var (port, values) in ports.Zip(requests))
        {
            if (values.TryGet(PortSecurityGroupAttributes.SecurityGroups, out var ids))
                asked[port] = ids;
        }

        var groups = await FindAsync(scope, asked, cancellationToken);
        var silent = ports.Where(port => IsGuarded(port) && !asked.ContainsKey(port)).ToList();
        var defaults = await standard.OfAsync(scope, silent.Select(port => port.TenantId), cancellationToken);
        foreach (var (port, ids) in asked)
            Put(port, Demand(scope.Context, port, ids, groups));
        foreach (var port in silent)
            Put(port, defaults.TryGetValue(port.TenantId, out var id) ? [id] : []);
    }

    /// <summary>Gives a port the groups that a change asks for, if it does.</summary>
    public static async Task ReplaceAsync(ChangeScope scope, Port port, AttributeValues changes, CancellationToken cancellationToken)
    {
        var asks = changes.TryGet(PortSecurityGroupAttributes.SecurityGroups, out var ids);
        if (!port.PortSecurityEnabled)
        {
            if (asks && ids!.Count > 0)
                throw new PortSecurityAndIPRequiredForSecurityGroupsException();
            if (!asks && port.SecurityGroups.Count > 0)
                throw new PortSecurityPortHasSecurityGroupException();
        }

        if (!asks || port.SecurityGroupIds.ToHashSet().SetEquals(ids!))
            return;

        var asked = new Dictionary<Port, IReadOnlyList<Guid>> { [port] = ids! };
        Put(port, Demand(scope.Context, port, ids!, await FindAsync(scope, asked, cancellationToken)));
    }

    /// <summary>Groups guard the ports of hosts unless port security is off, not the service's own, which are trusted.</summary>
    private static bool IsGuarded(Port port) => port.PortSecurityEnabled && !port.DeviceOwner.StartsWith(DeviceOwners.NetworkPrefix, StringComparison.Ordinal);

    private static void Put(Port port, IReadOnlyList<Guid> ids)
    {
        port.SecurityGroups.RemoveAll(held => !ids.Contains(held.SecurityGroupId));
        port.SecurityGroups.AddRange(ids.Except(port.SecurityGroupIds)
            .Select(id => new PortSecurityGroup { PortId = port.Id, SecurityGroupId = id }));
    }

    private static async Task<IReadOnlyDictionary<Guid, Candidate>> FindAsync(
        ChangeScope scope, Dictionary<Port, IReadOnlyList<Guid>> asked, CancellationToken cancellationToken)
    {
        var ids = asked.Values.SelectMany(list => list).ToHashSet();
        if (ids.Count == 0)
            return new Dictionary<Guid, Candidate>();

        var tenants = asked.Keys.Select(port => port.TenantId).ToHashSet(StringComparer.Ordinal);
        var found = await ReadAsync(scope, ids, tenants, cancellationToken);
        if (!asked.Any(port => IsContested(port.Key, port.Value, found)))
            return found;

        // What was true of the groups must stay true until the port has them.
        await StoreLocks.ShareAsync<SecurityGroup>(scope.Db, ids, cancellationToken);
        return await ReadAsync(scope, ids, tenants, cancellationToken);
    }

    /// <summary>True when the port may have the groups for as long only as nobody changes them: several of one kind, or shared ones.</summary>
    private static bool IsContested(Port port, IReadOnlyList<Guid> ids, Dictionary<Guid, Candidate> groups) =>
        ids.Count > 1 || ids.Any(id => groups.TryGetValue(id, out var group) && group.TenantId != port.TenantId);

    private static Task<Dictionary<Guid, Candidate>> ReadAsync(
        ChangeScope scope, HashSet<Guid> ids, HashSet<string> tenants, CancellationToken cancellationToken)
    {
        var policies = scope.Db.RbacPolicies.Where(policy => policy.Action == RbacPolicy.AccessAsShared && tenants.Contains(policy.TargetTenant));
        return scope.Db.SecurityGroups.Where(Visibility.SecurityGroups(scope.Context)).ForCaller(scope.Db)
            .Where(group => ids.Contains(group.Id))
            .Select(group => new Candidate(
                group.Id,
                group.TenantId,
                group.Stateful,
                group.Shared,
                policies.Where(policy => policy.ObjectId == group.Id).Select(policy => policy.TargetTenant).ToList()))
            .ToDictionaryAsync(group => group.Id, cancellationToken);
    }

    private static IReadOnlyList<Guid> Demand(
        RequestContext context, Port port, IReadOnlyList<Guid> ids, IReadOnlyDictionary<Guid, Candidate> groups)
    {
        if (ids.Count == 0)
            return ids;
        if (!IsGuarded(port))
            throw new PortSecurityAndIPRequiredForSecurityGroupsException();

        var missing = ids.Where(id => !groups.TryGetValue(id, out var group) || !(context.IsAdmin || group.IsOpenTo(port.TenantId))).ToList();
        if (missing.Count > 0)
            throw new SecurityGroupNotFoundException(string.Join(", ", missing));
        if (ids.Select(id => groups[id].Stateful).Distinct().Count() > 1)
            throw new SecurityGroupConflictException(SecurityGroupConflictException.MixedStates);
        return ids;
    }

    private sealed record Candidate(Guid Id, string TenantId, bool Stateful, bool Shared, IReadOnlyList<string> SharedWith)
    {
        public bool IsOpenTo(string tenant) => Shared || TenantId == tenant || SharedWith.Contains(tenant);
    }
}
