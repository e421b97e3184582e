using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.AddressScopes;

namespace Quantum.Core.AddressScopes;

/// <summary>RBAC policies on address scopes: their targets put subnet pools into the scopes.</summary>
internal sealed class AddressScopeRbac()
    : RbacObjectType<AddressScope>("address_scope", AddressScopeResource.Definition, Visibility.AddressScopes)
{
    protected override async Task<string?> UserAsync(
        QuantumDbContext db, AddressScope opened, RbacLoss loss, CancellationToken cancellationToken) =>
        await loss.Of(db.SubnetPools).AnyAsync(pool => pool.AddressScopeId == opened.Id, cancellationToken) ? loss.Details : null;
}
