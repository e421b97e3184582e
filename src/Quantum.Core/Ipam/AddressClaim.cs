using Microsoft.EntityFrameworkCore;
using Quantum.Core.Allocation;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>Takes addresses in the database.</summary>
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
        var address = db.Model.FindEntityType(typeof(IpAllocation))!.FindProperty(nameof(IpAllocation.IpAddress))!;
        var mapping = address.GetRelationalTypeMapping();
        var inserted = new HashSet<HostAddress>();
        await using var command = ClaimCommand.Create(db, rows, address);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var value = reader.GetValue(0);
            inserted.Add((HostAddress)mapping.Converter!.ConvertFromProvider(value)!);
        }

        return inserted;
    }
}
