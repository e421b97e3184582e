using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Core.Rbac;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Requests;

/// <summary>Reads resources for one caller: what is not visible does not exist.</summary>
/// <typeparam name="TResource">The resource.</typeparam>
public sealed class ResourceReader<TResource>(ServedResource<TResource> resource, QuantumDbContext db, RequestContext context)
    where TResource : Resource
{
    private const int FurtherRound = 100;

    /// <summary>The resource of that id, or <c>null</c>.</summary>
    public async Task<TResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!ResourceId.TryRead(id, out var key))
            return null;

        await foreach (var found in Read(Visible().Where(row => row.Id == key)).WithCancellation(cancellationToken))
            return found;
        return null;
    }

    /// <summary>The resources of these ids which the caller sees, as far as policy asks about them.</summary>
    public IAsyncEnumerable<TResource> FindBare(IReadOnlyCollection<Guid> ids) => Read(Visible().WithIds(ids), isBare: true);

    /// <summary>The list that the filter describes; streamed, in order.</summary>
    /// <param name="filter">Conditions, order and page.</param>
    /// <param name="accepts">Policy's word on each item, before the page is cut.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<TResource> ListAsync(
        ResourceFilter<TResource> filter, Func<TResource, bool> accepts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = filter.Conditions.Aggregate(Visible(), (rows, condition) => rows.Where(condition));
        if (filter.Page is not { } page)
        {
            await foreach (var item in Read(Ordered(rows, filter.Order, reverse: false), filter.IsBare).WithCancellation(cancellationToken))
            {
                if (accepts(item))
                    yield return item;
            }

            yield break;
        }

        var items = PageAsync(rows, filter, page, accepts, cancellationToken);
        await foreach (var item in page.IsReverse ? ReversedAsync(items, cancellationToken) : items)
            yield return item;
    }

    private IAsyncEnumerable<TResource> Read(IQueryable<TResource> rows, bool isBare = false)
    {
        db.CallerTenant = context.TenantId;
        var open = rows.ForCaller(db);
        return isBare ? resource.ReadBare(db, open) : resource.Read(db, open);
    }

    private IQueryable<TResource> Visible() => db.Set<TResource>().Where(resource.Visible(context));

    private static async IAsyncEnumerable<TResource> ReversedAsync(
        IAsyncEnumerable<TResource> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in (await items.ToListAsync(cancellationToken)).AsEnumerable().Reverse())
            yield return item;
    }

    /// <summary>The page's items, outwards from the marker.</summary>
    private async IAsyncEnumerable<TResource> PageAsync(
        IQueryable<TResource> rows,
        ResourceFilter<TResource> filter,
        ResourcePage page,
        Func<TResource, bool> accepts,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marker = page.Marker is null ? null
            : await FindAsync(page.Marker, cancellationToken) ?? throw resource.Definition.NotFound(ValueText.Cut(page.Marker));
        var missing = page.Limit;

        // Rows that policy takes out leave room on the page: read on behind the last one. One round, as a rule.
        for (var wanted = missing; missing > 0; wanted = Math.Max(missing, FurtherRound))
        {
            var behind = marker is null ? rows : rows.Where(Behind(filter.Order, marker, page.IsReverse));
            var read = 0;
            await foreach (var item in Read(Ordered(behind, filter.Order, page.IsReverse).Take(wanted), filter.IsBare).WithCancellation(cancellationToken))
            {
                read++;
                marker = item;
                if (missing == 0 || !accepts(item))
                    continue;
                missing--;
                yield return item;
            }

            if (read < wanted)
                yield break;
        }
    }

    private static IQueryable<TResource> Ordered(
        IQueryable<TResource> rows, IReadOnlyList<(IResourceAttribute<TResource> Attribute, bool Descending)> order, bool reverse)
    {
        for (var key = 0; key < order.Count; key++)
            rows = order[key].Attribute.Order(rows, isFirstKey: key == 0, order[key].Descending != reverse);
        return rows;
    }

    /// <summary>Sorts behind the marker by the first key, or with it by the first and behind it by the second, and so on.</summary>
    private static Expression<Func<TResource, bool>> Behind(
        IReadOnlyList<(IResourceAttribute<TResource> Attribute, bool Descending)> order, TResource marker, bool reverse)
    {
        var row = Expression.Parameter(typeof(TResource), "row");
        Expression? behind = null;
        foreach (var (attribute, descending) in order.Reverse())
        {
            var condition = Inline(attribute.SortsBehind(marker, descending != reverse), row);
            behind = behind is null
                ? condition
                : Expression.OrElse(condition, Expression.AndAlso(Inline(attribute.SortsWith(marker), row), behind));
        }

        return Expression.Lambda<Func<TResource, bool>>(behind!, row);
    }

    private static Expression Inline(Expression<Func<TResource, bool>> condition, ParameterExpression row) =>
        new ParameterSwap(condition.Parameters[0], row).Visit(condition.Body);

    private sealed class ParameterSwap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
