using System.Text.Json.Serialization;

namespace Quantum.Benchmarks;

/// <summary>Something that is measured.</summary>
/// <param name="Name">Name on the command line and in the table.</param>
public sealed record Workload(string Name)
{
    /// <summary>Measured with every number of callers that the options name; otherwise with one.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Objects that one operation makes or reads, where it is not one.</summary>
    public int Objects { get; init; } = 1;

    /// <summary>Prepares rows and says what a caller does again and again.</summary>
    public required Func<Cloud, Task<Func<Caller, Task>>> PrepareAsync { get; init; }

    /// <summary>The bare SQL of the same transaction for <c>pgbench</c>, or of the same rows for <c>psql</c>; <c>null</c>: no ceiling.</summary>
    public Func<Cloud, Task<Ceiling>>? CeilingAsync { get; init; }
}

/// <summary>What the database alone can do.</summary>
/// <param name="Script">SQL for <c>pgbench</c>; for a list, one query that <c>psql</c> runs.</param>
/// <param name="IsList">True for a query that <c>psql</c> runs once.</param>
public sealed record Ceiling(string Script, bool IsList = false);

/// <summary>What was measured.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Servers">Server processes.</param>
/// <param name="Ports">Ports in the database before.</param>
/// <param name="Callers">Parallel callers.</param>
public sealed record Result(string Workload, int Servers, int Ports, int Callers)
{
    public required double Rate { get; init; }

    public required double P50 { get; init; }

    public required double P95 { get; init; }

    public required double P99 { get; init; }

    /// <summary>Milliseconds of processor time an operation.</summary>
    public required double ServerMilliseconds { get; init; }

    /// <summary>Milliseconds of processor time an operation.</summary>
    public required double DatabaseMilliseconds { get; init; }

    public required double Statements { get; init; }

    /// <summary>The largest server's memory in MiB.</summary>
    public required double Megabytes { get; init; }

    /// <summary>Operations a second of the database alone; <c>null</c> when there is no ceiling.</summary>
    public double? CeilingRate { get; init; }

    /// <summary>The statements that took most of the database's time, a line each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Costliest { get; init; } = [];

    /// <summary>Share of the ceiling.</summary>
    public double? Ratio => Rate / CeilingRate;
}
