using Microsoft.EntityFrameworkCore;
using Quantum.Core.Database;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>Takes segments in the database.</summary>
internal static class SegmentClaim
{
    /// <summary>Inserts the row if the segment is free, and tracks it. The network's row is written.</summary>
    public static async Task<bool> TryInsertAsync(QuantumDbContext db, NetworkSegment segment, CancellationToken cancellationToken)
    {
        var key = db.Model.FindEntityType(typeof(NetworkSegment))!.FindProperty(nameof(NetworkSegment.NetworkId))!;
        var command = new InsertCommand(db);
        command.AddClaim([segment], key);
        if ((await command.ExecuteAsync(cancellationToken)).Count == 0)
            return false;

        db.Entry(segment).State = EntityState.Unchanged;
        return true;
    }
}
