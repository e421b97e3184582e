using Microsoft.Extensions.Configuration;

namespace Quantum.Benchmarks;

/// <summary>What is measured, from the command line: <c>--seconds=10 --workloads=port-create,port-list --ports=100000</c>.</summary>
public sealed class BenchmarkOptions
{
    /// <summary>Seconds that each measurement takes. Default 5.</summary>
    public int Seconds { get; set; } = 5;

    /// <summary>Beginnings of the names of the workloads to run, with commas. Default: all.</summary>
    public string Workloads { get; set; } = "";

    /// <summary>Parallel callers of the workloads that are measured with several numbers, with commas. Default 1, 16 and 64.</summary>
    public string Callers { get; set; } = "1,16,64";

    /// <summary>Ports that are in the database before the measurements begin, with commas; all is measured once for each. Default 0.</summary>
    public string Ports { get; set; } = "0";

    /// <summary>Server processes side by side on the one database, with commas; all is measured once for each. Default 1.</summary>
    public string Servers { get; set; } = "1";

    /// <summary>The store: <c>postgres</c> (default), <c>sqlite</c> or <c>memory</c>.</summary>
    public string Store { get; set; } = "postgres";

    /// <summary>How many of PostgreSQL's costliest statements to print after each measurement. Default 0.</summary>
    public int Statements { get; set; }

    /// <summary>A file for the results as JSON. Default: none.</summary>
    public string? Json { get; set; }

    /// <summary>The options of a command line.</summary>
    public static BenchmarkOptions Read(string[] arguments) =>
        new ConfigurationBuilder().AddCommandLine(arguments).Build().Get<BenchmarkOptions>() ?? new();

    /// <summary>True when the workload is to be run.</summary>
    public bool Includes(string workload) =>
        Workloads.Length == 0 || Workloads.Split(',').Any(name => workload.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The numbers of an option.</summary>
    public static IReadOnlyList<int> Numbers(string list) =>
        [.. list.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
