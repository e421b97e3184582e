using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Resources.Rbac;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.SubnetPools;

/// <summary>RBAC policies on subnet pools: their targets take subnets from the pools.</summary>
internal sealed class SubnetPoolRbac() : RbacObjectType<SubnetPool>("subnetpool", SubnetPoolResource.Definition, Visibility.SubnetPools)
{
    protected override async Task<string?> UserAsync(
        QuantumDbContext db, SubnetPool opened, RbacLoss loss, CancellationToken cancellationToken) =>
        await loss.Of(db.Subnets).AnyAsync(subnet => subnet.SubnetPoolId == opened.Id, cancellationToken) ? loss.Details : null;

    /// <summary>A pool is open to those only to whom its address scope is.</summary>
    public override async Task DemandTargetsAsync(
        QuantumDbContext db, SubnetPool opened, IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        if (opened.AddressScopeId is not { } scopeId)
            return;

        var open = await db.RbacPolicies.Where(policy => policy.ObjectId == scopeId && policy.Action == RbacPolicy.AccessAsShared)
            .Select(policy => policy.TargetTenant)
            .Concat(db.AddressScopes.Where(scope => scope.Id == scopeId).Select(scope => scope.TenantId))
            .ToListAsync(cancellationToken);
        if (!open.Contains(RbacPolicy.Everybody) && targets.Except(open).Any())
        {
            throw new InvalidInputException(
                $"Failed to create RBAC policy on object {opened.Id} because target project doesn't have access to associated address scope");
        }
    }
}
