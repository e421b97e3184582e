using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Quantum.Core.Database;

/// <summary>
/// Inserts rows of several tables in one round trip with few statements, and says what EF Core cannot: <c>INSERT … ON CONFLICT DO
/// NOTHING RETURNING</c>, which takes what unique keys guard. Both stores understand the same text.
/// </summary>
internal sealed class InsertCommand(QuantumDbContext db)
{
    /// <summary>PostgreSQL takes 65,535 parameters a statement; a port has about 30.</summary>
    private const int PostgresRows = 500;

    /// <summary>SQLite has no round trips to save, and finds parameters by their names, one after the other.</summary>
    private const int SqliteRows = 8;

    private readonly int _rowsPerStatement = db is PostgresQuantumDbContext ? PostgresRows : SqliteRows;
    private readonly DbConnection _connection = db.Database.GetDbConnection();
    private readonly DbTransaction _transaction = db.Database.CurrentTransaction!.GetDbTransaction();
    private readonly List<(string Text, List<DbParameter> Parameters)> _statements = [];

    /// <summary>Adds rows, all of whose columns are written.</summary>
    public void Add<TRow>(IReadOnlyList<TRow> rows)
        where TRow : class => AddStatements(rows, "");

    /// <summary>Adds rows, of which those are inserted that nobody has taken; one column of these is returned.</summary>
    public void AddClaim<TRow>(IReadOnlyList<TRow> rows, IProperty returned)
        where TRow : class => AddStatements(rows, $" ON CONFLICT DO NOTHING RETURNING {returned.GetColumnName()}");

    /// <summary>Inserts the rows. Returns the column of those that were claimed and taken.</summary>
    public async Task<IReadOnlyList<object>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var taken = new List<object>();
        if (_connection.CanCreateBatch)
        {
            await using var batch = Batch();
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await ReadAsync(reader, taken, cancellationToken);
            return taken;
        }

        foreach (var (text, parameters) in _statements)
        {
            await using var command = Command(text, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await ReadAsync(reader, taken, cancellationToken);
        }

        return taken;
    }

    private static async Task ReadAsync(DbDataReader reader, List<object> taken, CancellationToken cancellationToken)
    {
        do
        {
            while (await reader.ReadAsync(cancellationToken))
                taken.Add(reader.GetValue(0));
        }
        while (await reader.NextResultAsync(cancellationToken));
    }

    private DbBatch Batch()
    {
        var batch = _connection.CreateBatch();
        batch.Transaction = _transaction;
        foreach (var (text, parameters) in _statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            command.Parameters.AddRange(parameters.ToArray());
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private DbCommand Command(string text, List<DbParameter> parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = text;
        command.Parameters.AddRange(parameters.ToArray());
        return command;
    }

    private void AddStatements<TRow>(IReadOnlyList<TRow> rows, string ending)
        where TRow : class
    {
        var type = db.Model.FindEntityType(typeof(TRow))!;
        IProperty[] columns = [.. type.GetProperties()];
        var head = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(column => column.GetColumnName()))}) VALUES ";
        using var maker = _connection.CreateCommand();
        foreach (var chunk in rows.Chunk(_rowsPerStatement))
        {
            var text = new StringBuilder(head);
            var parameters = new List<DbParameter>(chunk.Length * columns.Length);
            foreach (var row in chunk)
            {
                text.Append(parameters.Count == 0 ? "(" : ", (");
                for (var column = 0; column < columns.Length; column++)
                {
                    var parameter = Parameter(maker, $"@p{parameters.Count}", columns[column], row);
                    text.Append(column == 0 ? "" : ", ").Append(parameter.ParameterName);
                    parameters.Add(parameter);
                }

                text.Append(')');
            }

            _statements.Add((text.Append(ending).ToString(), parameters));
        }
    }

    private static DbParameter Parameter(DbCommand maker, string name, IProperty column, object row) =>
        column.GetRelationalTypeMapping().CreateParameter(maker, name, column.GetGetter().GetClrValue(row), column.IsNullable);
}
