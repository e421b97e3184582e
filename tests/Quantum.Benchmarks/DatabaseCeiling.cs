using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Quantum.Benchmarks;

/// <summary>Measures what the database does without a server before it, with PostgreSQL's own programs.</summary>
public static partial class DatabaseCeiling
{
    /// <summary>Operations a second.</summary>
    public static Task<double> MeasureAsync(NpgsqlDataSource database, Ceiling ceiling, int callers, int seconds) =>
        ceiling.IsList ? ListAsync(database, ceiling.Script) : TransactionsAsync(database, ceiling.Script, callers, seconds);

    /// <summary>
    /// A script that inserts copies of existing rows, each with the columns that tell it from others replaced: the bare SQL of a create.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="rows">Table, condition that finds the row to copy, and expressions in place of columns' values.</param>
    public static async Task<string> InsertsAsync(NpgsqlDataSource database, params (string Table, string Where, Dictionary<string, string> Replaced)[] rows)
    {
        var script = new List<string> { "\\set a random(1, 2000000000)", "\\set b random(1, 2000000000)", "BEGIN;" };
        foreach (var (table, where, replaced) in rows)
        {
            await using var command = database.CreateCommand($"SELECT * FROM (SELECT (jsonb_each_text(to_jsonb(t))).* FROM {table} t WHERE {where}) AS members");
            await using var reader = await command.ExecuteReaderAsync();
            var values = new Dictionary<string, string>();
            while (await reader.ReadAsync())
                values[reader.GetString(0)] = reader.IsDBNull(1) ? "NULL" : $"'{reader.GetString(1).Replace("'", "''", StringComparison.Ordinal)}'";
            foreach (var (column, expression) in replaced)
                values[column] = expression;
            script.Add($"INSERT INTO {table} ({string.Join(", ", values.Keys)}) VALUES ({string.Join(", ", values.Values)});");
        }

        script.Add("COMMIT;");
        return string.Join('\n', script);
    }

    private static async Task<double> TransactionsAsync(NpgsqlDataSource database, string script, int callers, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            var output = await RunAsync(
                database,
                "pgbench",
                "--no-vacuum", "--protocol=prepared", $"--file={file}", $"--client={callers}", $"--jobs={Math.Min(callers, Environment.ProcessorCount)}", $"--time={seconds}");
            return double.Parse(TransactionsASecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<double> ListAsync(NpgsqlDataSource database, string query)
    {
        await RunAsync(database, "psql", "--quiet", "--no-align", "--tuples-only", $"--command={query}", "--output=/dev/null");
        var begin = Stopwatch.GetTimestamp();
        await RunAsync(database, "psql", "--quiet", "--no-align", "--tuples-only", $"--command={query}", "--output=/dev/null");
        return 1 / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task<string> RunAsync(NpgsqlDataSource database, string program, params string[] arguments)
    {
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(PathOf(program), arguments) { RedirectStandardOutput = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (address.Host, $"{address.Port}");
        (start.Environment["PGUSER"], start.Environment["PGDATABASE"]) = (address.Username, address.Database);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }

    private static string PathOf(string program) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin", program)).FirstOrDefault(File.Exists) ?? program
            : program;

    [GeneratedRegex("tps = ([0-9.]+)")]
    private static partial Regex TransactionsASecond();
}
