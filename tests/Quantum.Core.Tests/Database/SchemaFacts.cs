using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Quantum.TestSupport;

namespace Quantum.Core.Tests.Database;

/// <summary>
/// What a database's schema says, one line per fact, so that two of them can be compared. Left out: the history of migrations,
/// and defaults of columns, which a later migration needs for the rows that exist and the model does not have.
/// </summary>
internal static partial class SchemaFacts
{
    private const string SqliteColumns =
        """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END || ' pk' || c.pk
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\_\_%' ESCAPE '\'
        """;

    private const string SqliteForeignKeys =
        """
        SELECT 'foreign key ' || t.name || '.' || k."from" || ' to ' || k."table" || '.' || k."to" || ' on delete ' || k.on_delete
        FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' AND t.name NOT LIKE '\_\_%' ESCAPE '\'
        """;

    private const string SqliteIndexes =
        """
        SELECT 'index ' || CASE i.origin WHEN 'c' THEN i.name ELSE i.origin END || ' on ' || t.name || ' unique' || i."unique"
            || ' (' || (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c) || ')'
            || coalesce((SELECT ' ' || substr(d.sql, instr(d.sql, 'WHERE')) FROM sqlite_master d WHERE d.name = i.name AND i.partial = 1), '')
        FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE '\_\_%' ESCAPE '\'
        """;

    private const string SqliteTables =
        """
        SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_%' ESCAPE '\'
        """;

    private const string PostgresColumns =
        """
        SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, character_maximum_length, is_nullable, collation_name)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_%'
        """;

    // Type n is NOT NULL, which the columns tell already.
    private const string PostgresConstraints =
        """
        SELECT concat_ws(' ', 'constraint', conname, conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text NOT LIKE '"\_\_%'
        """;

    private const string PostgresIndexes =
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%'";

    public static async Task<IReadOnlyList<string>> ReadAsync(StoreKind kind, DbConnection connection)
    {
        if (kind == StoreKind.Postgres)
            return [.. await LinesAsync(connection, PostgresColumns, PostgresConstraints, PostgresIndexes)];

        // SQLite keeps names and texts of constraints only in the statement that made the table, or in the one that added the column.
        var named = (await LinesAsync(connection, SqliteTables)).SelectMany(
            table => NamedConstraint().Matches(table).Select(found =>
                $"constraint {table[..table.IndexOf(' ', StringComparison.Ordinal)]} {found.Value.Replace("REFERENCES", "FOREIGN KEY", StringComparison.Ordinal)}"));
        return [.. await LinesAsync(connection, SqliteColumns, SqliteForeignKeys, SqliteIndexes), .. named];
    }

    private static async Task<List<string>> LinesAsync(DbConnection connection, params string[] queries)
    {
        var lines = new List<string>();
        foreach (var query in queries)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                lines.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return lines;
    }

    [GeneratedRegex("CONSTRAINT \"\\w+\" (PRIMARY KEY|UNIQUE|FOREIGN KEY|REFERENCES|CHECK \\([^)]*\\))")]
    private static partial Regex NamedConstraint();
}
