using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.Addressing;
using Quantum.Resources.Ports;

namespace Quantum.Core.Ipam;

/// <summary>Takes addresses in the database.</summary>
internal static class AddressClaim
{
    /// <summary>Inserts the rows that are still free and tracks them; returns the others. New ports that wait go with them.</summary>
    public static async Task<IReadOnlyList<IpAllocation>> InsertAsync(
        StoreTransaction transaction, IReadOnlyList<IpAllocation> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return rows;

        var inserted = await InsertRowsAsync(transaction, rows, cancellationToken);
        var refused = new List<IpAllocation>();
        foreach (var row in rows)
        {
            if (inserted.Contains(row.IpAddress))
                transaction.Db.Entry(row).State = EntityState.Unchanged;
            else
                refused.Add(row);
        }

        return refused;
    }

    private static async Task<HashSet<HostAddress>> InsertRowsAsync(
        StoreTransaction transaction, IReadOnlyList<IpAllocation> rows, CancellationToken cancellationToken)
    {
        var address = transaction.Db.Model.FindEntityType(typeof(IpAllocation))!.FindProperty(nameof(IpAllocation.IpAddress))!;
        var converter = address.GetRelationalTypeMapping().Converter!;
        var command = transaction.NewInsert();
        command.AddClaim(rows, address);
        var taken = await command.ExecuteAsync(cancellationToken);
        return [.. taken.Select(value => (HostAddress)converter.ConvertFromProvider(value)!)];
    }
}
