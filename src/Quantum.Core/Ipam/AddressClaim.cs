using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>
/// Takes addresses in the database: <c>INSERT … ON CONFLICT DO NOTHING RETURNING</c>, the one statement that EF Core cannot
/// say. Both stores understand the same text. What does not come back was taken by somebody else.
/// </summary>
internal static class AddressClaim
{
    private const int RowsPerStatement = 500;

    /// <summary>Inserts the rows that are still free and tracks them; returns the others.</summary>
    public static async Task<IReadOnlyList<IpAllocation>> InsertAsync(
        QuantumDbContext db, IReadOnlyList<IpAllocation> rows, CancellationToken cancellationToken)
    {
        var refused = new List<IpAllocation>();
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            var inserted = await InsertChunkAsync(db, chunk, cancellationToken);
            foreach (var row in chunk)
            {
                if (inserted.Contains(row.IpAddress))
                    db.Entry(row).State = EntityState.Unchanged;
                else
                    refused.Add(row);
            }
        }

        return refused;
    }

    private static async Task<HashSet<HostAddress>> InsertChunkAsync(
        QuantumDbContext db, IpAllocation[] rows, CancellationToken cancellationToken)
    {
        var entity = db.Model.FindEntityType(typeof(IpAllocation))!;
        var columns = entity.GetProperties().ToArray();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Statement(command, columns, rows);

        var mapping = entity.FindProperty(nameof(IpAllocation.IpAddress))!.GetRelationalTypeMapping();
        var inserted = new HashSet<HostAddress>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var value = reader.GetValue(0);
            inserted.Add((HostAddress)mapping.Converter!.ConvertFromProvider(value)!);
        }

        return inserted;
    }

    private static string Statement(DbCommand command, IProperty[] columns, IpAllocation[] rows)
    {
        var names = string.Join(", ", columns.Select(column => column.GetColumnName()));
        var text = new StringBuilder($"INSERT INTO ip_allocations ({names}) VALUES ");
        for (var row = 0; row < rows.Length; row++)
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

        return text.Append(" ON CONFLICT DO NOTHING RETURNING ip_address").ToString();
    }
}
