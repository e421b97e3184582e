using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Rbac;

namespace Quantum.Core.Rbac;

/// <summary>
/// Puts "is it shared with the tenant that asks?" to the database: one look into an index for a whole query, whatever the number of
/// its rows.
/// </summary>
internal static class CallerSharing
{
    /// <summary>The ids of the objects on which policies allow that to the tenant that asks.</summary>
    public static IQueryable<Guid> With(QuantumDbContext db, string action)
    {
        var tenant = db.CallerTenant;
        return db.RbacPolicies.Where(policy => policy.TargetTenant == tenant && policy.Action == action).Select(policy => policy.ObjectId);
    }

    /// <summary>The same query, with every question about the caller in it put to the database.</summary>
    public static IQueryable<TResource> ForCaller<TResource>(this IQueryable<TResource> rows, QuantumDbContext db)
    {
        var asked = new Questions(db).Visit(rows.Expression);
        return asked == rows.Expression ? rows : rows.Provider.CreateQuery<TResource>(asked);
    }

    /// <summary>Reads rows, and whether each is shared with the tenant that asks, in the rows' one query.</summary>
    public static IAsyncEnumerable<TResource> Read<TResource>(QuantumDbContext db, IQueryable<TResource> rows)
        where TResource : Resource, IShareable
    {
        var shared = With(db, RbacPolicy.AccessAsShared);
        return rows
            .Select(row => new { Row = row, SharedWithCaller = shared.Contains(row.Id) })
            .AsAsyncEnumerable()
            .Select(read =>
            {
                read.Row.SharedWithCaller = read.SharedWithCaller;
                return read.Row;
            });
    }

    /// <summary>Fills in whether a changed resource is shared with the tenant that asks.</summary>
    public static async Task ShowAsync<TResource>(QuantumDbContext db, TResource changed, CancellationToken cancellationToken)
        where TResource : Resource, IShareable =>
        changed.SharedWithCaller = await With(db, RbacPolicy.AccessAsShared).ContainsAsync(changed.Id, cancellationToken);

    private sealed class Questions(QuantumDbContext db) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            var action = node.Member.Name switch
            {
                nameof(IShareable.SharedWithCaller) => RbacPolicy.AccessAsShared,
                nameof(Network.ExternalToCaller) => RbacPolicy.AccessAsExternal,
                _ => null,
            };
            if (action is null || !typeof(IShareable).IsAssignableFrom(node.Member.DeclaringType))
                return base.VisitMember(node);

            // A subnet is shared as its network is.
            var key = typeof(IOnNetwork).IsAssignableFrom(node.Expression!.Type) ? nameof(IOnNetwork.NetworkId) : nameof(Resource.Id);
            return Expression.Call(
                typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)], With(db, action).Expression, Expression.Property(node.Expression, key));
        }
    }
}
