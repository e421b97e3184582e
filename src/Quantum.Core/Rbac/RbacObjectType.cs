using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>A kind of object that RBAC policies open to other tenants.</summary>
/// <param name="name">Its name in policies: <c>network</c>.</param>
internal abstract class RbacObjectType(string name)
{
    /// <summary>Its name in policies.</summary>
    public string Name => name;

    /// <summary>What policies can allow.</summary>
    public virtual IReadOnlyList<string> Actions => [RbacPolicy.AccessAsShared];

    /// <summary>How refusals call objects of the type.</summary>
    public virtual string Plural => "objects";

    /// <summary>The objects of those ids that the caller sees, locked until the transaction ends.</summary>
    public abstract Task<IReadOnlyList<Resource>> FindAsync(
        ChangeScope scope, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>The object of a policy, seen or not, locked until the transaction ends.</summary>
    public abstract Task<Resource> OfPolicyAsync(ChangeScope scope, RbacPolicy policy, CancellationToken cancellationToken);

    /// <summary>The failure for an object that is not there.</summary>
    public abstract Exception NotFound(Guid id);

    /// <summary>Who of those that are about to lose access depends on it, as a refusal's text; <c>null</c>: nobody.</summary>
    public abstract Task<string?> UserAsync(QuantumDbContext db, Resource opened, RbacLoss loss, CancellationToken cancellationToken);

    /// <summary>The policy that opens an object to every tenant.</summary>
    public static RbacPolicy ForEverybody(string type, Resource opened, string action) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = opened.TenantId,
        ObjectType = type,
        ObjectId = opened.Id,
        Action = action,
        TargetTenant = RbacPolicy.Everybody,
    };

    /// <summary>Demands that the object can be opened to new targets.</summary>
    public abstract Task DemandTargetsAsync(
        QuantumDbContext db, Resource opened, IReadOnlyCollection<string> targets, CancellationToken cancellationToken);

    /// <summary>Makes the object show to whom it is open now.</summary>
    public abstract Task OpenAsync(
        ChangeScope scope, Resource opened, string action, IReadOnlyCollection<string> targets, CancellationToken cancellationToken);
}

/// <inheritdoc />
/// <typeparam name="TObject">The objects in code.</typeparam>
internal class RbacObjectType<TObject>(
    string name, ResourceDefinition<TObject> definition, Func<RequestContext, Expression<Func<TObject, bool>>> visible) : RbacObjectType(name)
    where TObject : Resource, IShareable
{
    public sealed override async Task<IReadOnlyList<Resource>> FindAsync(
        ChangeScope scope, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Order())
            await StoreLocks.LockAsync<TObject>(scope.Db, id, cancellationToken);
        return await Rows(scope.Db).Where(visible(scope.Context)).ForCaller(scope.Db).Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
    }

    public sealed override async Task<Resource> OfPolicyAsync(ChangeScope scope, RbacPolicy policy, CancellationToken cancellationToken)
    {
        await StoreLocks.LockAsync<TObject>(scope.Db, policy.ObjectId, cancellationToken);
        return await Rows(scope.Db).FirstOrDefaultAsync(row => row.Id == policy.ObjectId, cancellationToken)
            ?? throw new RbacPolicyNotFoundException(policy.Id.ToString());
    }

    public sealed override Exception NotFound(Guid id) => definition.NotFound(id.ToString());

    public sealed override Task<string?> UserAsync(
        QuantumDbContext db, Resource opened, RbacLoss loss, CancellationToken cancellationToken) =>
        UserAsync(db, (TObject)opened, loss, cancellationToken);

    public sealed override Task DemandTargetsAsync(
        QuantumDbContext db, Resource opened, IReadOnlyCollection<string> targets, CancellationToken cancellationToken) =>
        DemandTargetsAsync(db, (TObject)opened, targets, cancellationToken);

    public sealed override async Task OpenAsync(
        ChangeScope scope, Resource opened, string action, IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        opened.Touch(scope.Transaction.Now);
        await OpenAsync(scope, (TObject)opened, action, targets, cancellationToken);
    }

    /// <summary>The policy that shares an object with every tenant.</summary>
    public RbacPolicy ForEverybody(TObject opened) => ForEverybody(Name, opened, RbacPolicy.AccessAsShared);

    /// <summary>Begins or ends to share an object with every tenant, because its own attribute says so.</summary>
    /// <exception cref="RbacPolicyInUseException">Somebody depends on it.</exception>
    public async Task ShareAsync(ChangeScope scope, TObject opened, bool shared, CancellationToken cancellationToken)
    {
        opened.Shared = shared;
        if (shared)
        {
            scope.Db.Add(ForEverybody(opened));
            return;
        }

        var policies = await scope.Db.RbacPolicies
            .Where(policy => policy.ObjectId == opened.Id && policy.Action == RbacPolicy.AccessAsShared)
            .ToListAsync(cancellationToken);
        var ending = policies.Find(policy => policy.TargetTenant == RbacPolicy.Everybody) ?? ForEverybody(opened);
        var staying = policies.Where(policy => policy.Id != ending.Id).Select(policy => policy.TargetTenant).ToList();
        if (RbacLoss.Of(ending, opened.TenantId, staying) is { } loss && await UserAsync(scope.Db, opened, loss, cancellationToken) is { } user)
            throw new RbacPolicyInUseException(opened.Id, user);
        scope.Db.RemoveRange(policies.Where(policy => policy.Id == ending.Id));
    }

    /// <inheritdoc cref="RbacObjectType.DemandTargetsAsync" />
    public virtual Task DemandTargetsAsync(
        QuantumDbContext db, TObject opened, IReadOnlyCollection<string> targets, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The rows with what the plugin's hooks are told.</summary>
    protected virtual IQueryable<TObject> Rows(QuantumDbContext db) => db.Set<TObject>();

    /// <inheritdoc cref="RbacObjectType.UserAsync" />
    protected virtual Task<string?> UserAsync(QuantumDbContext db, TObject opened, RbacLoss loss, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <inheritdoc cref="RbacObjectType.OpenAsync" />
    protected virtual Task OpenAsync(
        ChangeScope scope, TObject opened, string action, IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        opened.Shared = targets.Contains(RbacPolicy.Everybody);
        return Task.CompletedTask;
    }
}
