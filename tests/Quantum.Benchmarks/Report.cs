using System.Globalization;
using System.Text.Json;

namespace Quantum.Benchmarks;

/// <summary>Shows results: a table for people and READMEs, JSON for programs.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The head of the table.</summary>
    public const string Head =
        "| Workload | Servers | Ports | Callers | Operations/s | p50 ms | p95 ms | p99 ms | CPU ms server | CPU ms database | SQL | MiB | Ceiling/s | Ratio |\n"
        + "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |";

    /// <summary>One line of the table.</summary>
    public static string Line(Result result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Workload} | {result.Servers} | {result.Ports:N0} | {result.Callers} | {Short(result.Rate)} | {Short(result.P50)} | {Short(result.P95)} | {Short(result.P99)} "
        + $"| {Short(result.ServerMilliseconds)} | {Short(result.DatabaseMilliseconds)} | {result.Statements:0.#} | {result.Megabytes:0} "
        + $"| {(result.CeilingRate is { } rate ? Short(rate) : "")} | {(result.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "")} |");

    /// <summary>How large the database is before the measurements.</summary>
    public static string Size(int ports, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"| (database with {ports:N0} ports: {bytes / (1 << 20):N0} MiB) |");

    /// <summary>All results as a JSON document.</summary>
    public static string ToJson(IReadOnlyList<Result> results) => JsonSerializer.Serialize(new { Machine = Machine.Describe(), Results = results }, Json);

    private static string Short(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
