using Quantum.Resources.Attributes;

namespace Quantum.Core.Requests;

/// <summary>Finds rows by their ids.</summary>
internal static class RowsById
{
    /// <summary>
    /// The rows of these ids. One id is compared with instead of searched in a list: PostgreSQL keeps the plan of such a query, and makes
    /// a new plan for every list.
    /// </summary>
    public static IQueryable<TResource> WithIds<TResource>(this IQueryable<TResource> rows, IReadOnlyCollection<Guid> ids)
        where TResource : Resource
    {
        if (ids.Count != 1)
            return rows.Where(row => ids.Contains(row.Id));

        var id = ids.First();
        return rows.Where(row => row.Id == id);
    }
}
