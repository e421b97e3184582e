using Microsoft.EntityFrameworkCore;
using Quantum.Core.Plugins;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>
/// What the reference plugin does for RBAC policies: one method per operation, one transaction each. Every operation has the
/// opened object's row to itself: whoever begins to use the object by virtue of a policy waits, or is seen here.
/// </summary>
public sealed class RbacPolicyService(ChangeDispatcher dispatcher)
{
    /// <summary>Creates policies, all or none.</summary>
    public Task<IReadOnlyList<RbacPolicy>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<RbacPolicy>>(
            context,
            hooks,
            async (scope, token) =>
            {
                var policies = requests.Select(New).ToList();
                await QuotaEnforcer.DemandAsync(scope, "rbac_policy", policies, token);
                foreach (var kind in policies.GroupBy(policy => policy.ObjectType, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
                    await OpenAsync(scope, RbacObjectTypes.Find(kind.Key)!, [.. kind], token);
                scope.Db.AddRange(policies);
                await scope.Db.SaveChangesAsync(token);
                return policies;
            },
            cancellationToken);

    /// <summary>Gives a policy another target.</summary>
    public Task<RbacPolicy> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var policy = await scope.FindAsync(scope.Db.RbacPolicies, target, RbacPolicyResource.Definition, token);
                var tenant = changes.GetOr(RbacPolicyResource.TargetTenant, policy.TargetTenant);
                if (tenant == policy.TargetTenant)
                    return policy;

                await WithdrawAsync(scope, policy, tenant, token);
                policy.TargetTenant = tenant;
                policy.RevisionNumber++;
                await scope.Db.SaveChangesAsync(token);
                return policy;
            },
            cancellationToken);

    /// <summary>Deletes a policy, once nobody depends on it.</summary>
    public Task DeleteAsync(RequestContext context, ChangeTarget target, PluginHooks hooks, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            hooks,
            async (scope, token) =>
            {
                var policy = await scope.FindAsync(scope.Db.RbacPolicies, target, RbacPolicyResource.Definition, token);
                await WithdrawAsync(scope, policy, successor: null, token);
                scope.Db.Remove(policy);
                await scope.Db.SaveChangesAsync(token);
                return policy;
            },
            cancellationToken);

    private static RbacPolicy New(AttributeValues values)
    {
        var asked = values.Get(RbacPolicyResource.ObjectType);
        var type = RbacObjectTypes.Find(asked.Trim().ToLowerInvariant())
            ?? throw new InvalidInputException($"'{ValueText.Cut(asked)}' is not a valid RBAC object type");
        var action = values.Get(RbacPolicyResource.Action);
        return new()
        {
            Id = Guid.NewGuid(),
            TenantId = values.Get(RbacPolicyResource.Standard.TenantId),
            ObjectType = type.Name,
            ObjectId = values.Get(RbacPolicyResource.ObjectId),
            Action = type.Actions.Contains(action) ? action : throw new InvalidActionForTypeException(ValueText.Cut(action), type.Name, type.Actions),
            TargetTenant = values.Get(RbacPolicyResource.TargetTenant),
        };
    }

    /// <summary>Opens objects of one type to the targets of new policies.</summary>
    private static async Task OpenAsync(
        ChangeScope scope, RbacObjectType type, IReadOnlyList<RbacPolicy> added, CancellationToken cancellationToken)
    {
        var ids = added.Select(policy => policy.ObjectId).ToHashSet();
        var objects = (await type.FindAsync(scope, ids, cancellationToken)).ToDictionary(found => found.Id);
        var present = await scope.Db.RbacPolicies.AsNoTracking().Where(policy => ids.Contains(policy.ObjectId)).ToListAsync(cancellationToken);
        foreach (var policy in added)
        {
            DemandOwner(scope.Context, type, objects.GetValueOrDefault(policy.ObjectId) ?? throw type.NotFound(policy.ObjectId));
            if (present.Exists(other => IsSame(policy, other) && policy.TargetTenant == other.TargetTenant))
                throw new DuplicateRbacPolicyException();
            present.Add(policy);
        }

        foreach (var policy in added.DistinctBy(policy => (policy.ObjectId, policy.Action)))
        {
            await type.DemandTargetsAsync(scope.Db, objects[policy.ObjectId], Targets(added, policy), cancellationToken);
            await type.OpenAsync(scope, objects[policy.ObjectId], policy.Action, Targets(present, policy), cancellationToken);
        }
    }

    /// <summary>Takes away what a policy allows, unless somebody depends on it; a successor may get it instead.</summary>
    private static async Task WithdrawAsync(ChangeScope scope, RbacPolicy policy, string? successor, CancellationToken cancellationToken)
    {
        var type = RbacObjectTypes.Find(policy.ObjectType)!;
        var opened = await type.OfPolicyAsync(scope, policy, cancellationToken);
        var others = await scope.Db.RbacPolicies.AsNoTracking()
            .Where(other => other.ObjectId == policy.ObjectId && other.Action == policy.Action && other.Id != policy.Id)
            .ToListAsync(cancellationToken);
        var staying = Targets(others, policy);
        if (successor is not null)
        {
            DemandOwner(scope.Context, type, opened);
            if (staying.Contains(successor))
                throw new DuplicateRbacPolicyException();
            staying.Add(successor);
        }

        if (RbacLoss.Of(policy, opened.TenantId, staying) is { } loss && await type.UserAsync(scope.Db, opened, loss, cancellationToken) is { } user)
            throw new RbacPolicyInUseException(opened.Id, user);
        await type.OpenAsync(scope, opened, policy.Action, staying, cancellationToken);
    }

    private static void DemandOwner(RequestContext context, RbacObjectType type, Resource opened)
    {
        if (!context.IsAdmin && !context.Owns(opened.TenantId))
            throw new InvalidInputException($"Only admins can manipulate policies on {type.Plural} they do not own");
    }

    private static bool IsSame(RbacPolicy policy, RbacPolicy other) => policy.ObjectId == other.ObjectId && policy.Action == other.Action;

    private static List<string> Targets(IEnumerable<RbacPolicy> policies, RbacPolicy like) =>
        [.. policies.Where(policy => IsSame(policy, like)).Select(policy => policy.TargetTenant)];
}
