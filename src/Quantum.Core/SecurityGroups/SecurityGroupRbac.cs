using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.SecurityGroups;

namespace Quantum.Core.SecurityGroups;

/// <summary>RBAC policies on security groups: their targets put ports into the groups.</summary>
internal sealed class SecurityGroupRbac()
    : RbacObjectType<SecurityGroup>("security_group", SecurityGroupResource.Definition, Visibility.SecurityGroups)
{
    protected override IQueryable<SecurityGroup> Rows(QuantumDbContext db) => db.SecurityGroups.Include(group => group.Rules);

    protected override async Task<string?> UserAsync(
        QuantumDbContext db, SecurityGroup opened, RbacLoss loss, CancellationToken cancellationToken) =>
        await loss.Of(db.Ports).AnyAsync(port => port.SecurityGroups.Any(held => held.SecurityGroupId == opened.Id), cancellationToken)
            ? loss.Details
            : null;

    protected override async Task OpenAsync(
        ChangeScope scope, SecurityGroup opened, string action, IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        await base.OpenAsync(scope, opened, action, targets, cancellationToken);
        scope.Record(ChangeKind.Update, opened);
    }
}
