using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Quantum.Core.Database;

namespace Quantum.Core.Allocation;

/// <summary>
/// Takes what unique keys guard: <c>INSERT … ON CONFLICT DO NOTHING RETURNING</c>, the one statement that EF Core cannot say.
/// Both stores understand the same text. What does not come back was taken by somebody else.
/// </summary>
internal static class ClaimCommand
{
    /// <summary>The statement for these rows; it returns <paramref name="returned"/> of those it inserted.</summary>
    public static DbCommand Create<TRow>(QuantumDbContext db, IReadOnlyList<TRow> rows, IProperty returned)
        where TRow : class
    {
        var columns = db.Model.FindEntityType(typeof(TRow))!.GetProperties().ToArray();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Statement(command, columns, rows, returned);
        return command;
    }

    private static string Statement<TRow>(DbCommand command, IProperty[] columns, IReadOnlyList<TRow> rows, IProperty returned)
        where TRow : class
    {
        var table = returned.DeclaringType.GetTableName();
        var names = string.Join(", ", columns.Select(column => column.GetColumnName()));
        var text = new StringBuilder($"INSERT INTO {table} ({names}) VALUES ");
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"@p{row}_{column}");
                var property = columns[column];
                command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(
                    command, name, property.GetGetter().GetClrValue(rows[row]), property.IsNullable));
                text.Append(column == 0 ? "" : ", ").Append(name);
            }

            text.Append(')');
        }

        return text.Append(CultureInfo.InvariantCulture, $" ON CONFLICT DO NOTHING RETURNING {returned.GetColumnName()}").ToString();
    }
}
