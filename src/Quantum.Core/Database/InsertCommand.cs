using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Quantum.Core.Database;

/// <summary>
/// Inserts rows of several tables in one round trip with one statement a table, and says what EF Core cannot: <c>INSERT … ON
/// CONFLICT DO NOTHING RETURNING</c>, which takes what unique keys guard. Both stores understand the same text.
/// </summary>
internal sealed class InsertCommand : IAsyncDisposable
{
    /// <summary>PostgreSQL takes 65,535 parameters a statement and SQLite 32,766; a port has about 30.</summary>
    private const int RowsPerStatement = 500;

    private readonly QuantumDbContext _db;
    private readonly DbCommand _command;
    private readonly StringBuilder _text = new();

    public InsertCommand(QuantumDbContext db)
    {
        _db = db;
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
    }

    /// <summary>Adds rows, all of whose columns are written.</summary>
    public void Add<TRow>(IReadOnlyList<TRow> rows)
        where TRow : class
    {
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            AppendInsert(chunk);
            _text.Append(';');
        }
    }

    /// <summary>Adds rows, of which those are inserted that nobody has taken; the reader returns one column of these.</summary>
    public void AddClaim<TRow>(IReadOnlyList<TRow> rows, IProperty returned)
        where TRow : class
    {
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            AppendInsert(chunk);
            _text.Append(CultureInfo.InvariantCulture, $" ON CONFLICT DO NOTHING RETURNING {returned.GetColumnName()};");
        }
    }

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        _command.CommandText = _text.ToString();
        await _command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The column of the rows that were taken.</summary>
    public async Task<List<object>> ReadAsync(CancellationToken cancellationToken)
    {
        _command.CommandText = _text.ToString();
        var taken = new List<object>();
        await using var reader = await _command.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                taken.Add(reader.GetValue(0));
        }
        while (await reader.NextResultAsync(cancellationToken));
        return taken;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void AppendInsert<TRow>(TRow[] rows)
        where TRow : class
    {
        var type = _db.Model.FindEntityType(typeof(TRow))!;
        IProperty[] columns = [.. type.GetProperties()];
        _text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {type.GetTableName()} (")
            .AppendJoin(", ", columns.Select(column => column.GetColumnName()))
            .Append(") VALUES ");
        for (var row = 0; row < rows.Length; row++)
        {
            _text.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
                _text.Append(column == 0 ? "" : ", ").Append(Parameter(columns[column], rows[row]));
            _text.Append(')');
        }
    }

    private string Parameter(IProperty column, object row)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{_command.Parameters.Count}");
        var value = column.GetGetter().GetClrValue(row);
        _command.Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(_command, name, value, column.IsNullable));
        return name;
    }
}
