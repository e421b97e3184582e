using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Quantum.Core.Database;

/// <summary>
/// A query that is asked so often that finding its translation again each time would cost as much as the answer. EF Core keeps a
/// translation for one store.
/// </summary>
internal sealed class StoreQuery<TFirst, TSecond, TThird, TRow>(
    Expression<Func<QuantumDbContext, TFirst, TSecond, TThird, IQueryable<TRow>>> query)
{
    private readonly Func<QuantumDbContext, TFirst, TSecond, TThird, IAsyncEnumerable<TRow>> _postgres = EF.CompileAsyncQuery(query);
    private readonly Func<QuantumDbContext, TFirst, TSecond, TThird, IAsyncEnumerable<TRow>> _sqlite = EF.CompileAsyncQuery(query);

    /// <summary>The rows, with these values in place of the parameters.</summary>
    public IAsyncEnumerable<TRow> Run(QuantumDbContext db, TFirst first, TSecond second, TThird third) =>
        (db is PostgresQuantumDbContext ? _postgres : _sqlite)(db, first, second, third);
}
