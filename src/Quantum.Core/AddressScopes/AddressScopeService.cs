using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Rbac;
using Quantum.Core.Requests;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Attributes;

namespace Quantum.Core.AddressScopes;

/// <summary>Transactions on address scopes. No backend has a part in them.</summary>
public sealed class AddressScopeService(ChangeDispatcher dispatcher) : IResourcePlugin<AddressScope>
{
    /// <inheritdoc />
    public Task<IReadOnlyList<AddressScope>> CreateAsync(
        RequestContext context, IReadOnlyList<AttributeValues> requests, CancellationToken cancellationToken) =>
        dispatcher.RunAsync<IReadOnlyList<AddressScope>>(
            context,
            async (scope, token) =>
            {
                var created = requests.Select(values => New(values, scope.Transaction.Now)).ToList();
                scope.Db.AddRange(created);
                await scope.Db.SaveChangesAsync(token);
                scope.Db.AddRange(created.Where(one => one.Shared).Select(RbacObjectTypes.AddressScope.ForEverybody));
                return created;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<AddressScope> UpdateAsync(
        RequestContext context, ChangeTarget target, AttributeValues changes, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                // A policy for everybody is added or taken away here, and by others.
                if (changes.Contains(AddressScopeResource.Shared))
                    await StoreLocks.LockAsync<AddressScope>(scope.Db, target.Id, token);
                var changed = await scope.FindAsync(scope.Db.AddressScopes, target, AddressScopeResource.Definition, token);
                var shared = changes.GetOr(AddressScopeResource.Shared, changed.Shared);
                if (changed.Shared && !shared)
                    throw new AddressScopeUpdateErrorException(changed.Id);

                changed.Apply(AddressScopeResource.Standard, changes);
                if (shared != changed.Shared)
                    await RbacObjectTypes.AddressScope.ShareAsync(scope, changed, shared, token);
                if (scope.Db.ChangeTracker.HasChanges())
                    changed.Touch(scope.Transaction.Now);
                await CallerSharing.ShowAsync(scope.Db, changed, token);
                return changed;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(RequestContext context, ChangeTarget target, CancellationToken cancellationToken) =>
        dispatcher.RunAsync(
            context,
            async (scope, token) =>
            {
                var deleted = await scope.FindAsync(scope.Db.AddressScopes, target, AddressScopeResource.Definition, token);
                if (await scope.Db.SubnetPools.AnyAsync(pool => pool.AddressScopeId == deleted.Id, token))
                    throw new AddressScopeInUseException(deleted.Id);

                scope.Db.Remove(deleted);
                return deleted;
            },
            cancellationToken);

    private static AddressScope New(AttributeValues values, DateTime now) => new AddressScope
    {
        IpVersion = values.Get(AddressScopeResource.IpVersion),
        Shared = values.Get(AddressScopeResource.Shared),
    }.Stamp(AddressScopeResource.Standard, values, now);
}
