using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Database;

namespace Quantum.Conformance.Tests.Deletion;

/// <summary>What is in a server's database, table by table, whether or not the model knows the table.</summary>
internal static class StoredRows
{
    /// <summary>The tables that are not empty, with their numbers of rows; the history of migrations does not count.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IQuantumDbContextFactory>().Create();
        var counts = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(db))
            counts[table] = (await ScalarsAsync<long>(db, $"SELECT count(*) FROM \"{table}\"")).Single();
        counts.Should().NotBeEmpty();
        return counts.Where(table => table.Value > 0).ToDictionary();
    }

    private static async Task<IEnumerable<string>> TablesAsync(QuantumDbContext db)
    {
        var tables = await ScalarsAsync<string>(db, db is SqliteQuantumDbContext
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'");
        return tables.Where(table => !table.StartsWith("__EF", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<TValue>> ScalarsAsync<TValue>(QuantumDbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<TValue>();
        while (await reader.ReadAsync())
            values.Add(await reader.GetFieldValueAsync<TValue>(0));
        return values;
    }
}
