namespace Quantum.Benchmarks;

/// <summary>Measures one workload, and in the same minute its ceiling.</summary>
public static class Measurement
{
    private const double Megabyte = 1 << 20;

    public static async Task<Result> RunAsync(Cloud cloud, Workload workload, int ports, int callerCount, int seconds)
    {
        var operation = await workload.PrepareAsync(cloud);
        var callers = Enumerable.Range(0, callerCount).Select(cloud.NewCaller).ToList();
        try
        {
            var ceiling = workload.CeilingAsync is { } make && cloud.Database is not null ? await make(cloud) : null;

            // The ceiling is measured before and after, so that a machine that slows down does not favour either.
            var before = await CeilingAsync(cloud, ceiling, callerCount, seconds);
            await cloud.AnalyzeAsync();
            var first = new Usage(TimeSpan.Zero, TimeSpan.Zero, 0);
            var latencies = await Load.RunAsync(
                [.. callers.Select(caller => (Func<Task>)(() => operation(caller)))],
                TimeSpan.FromSeconds(seconds),
                async () =>
                {
                    await cloud.ForgetStatementsAsync();
                    first = await cloud.UsageAsync();
                });
            var last = await cloud.UsageAsync();
            var costliest = await cloud.CostliestStatementsAsync();
            var after = await CeilingAsync(cloud, ceiling, callerCount, seconds);

            var count = Math.Max(1, latencies.Ticks.Count);
            return new(workload.Name, cloud.Servers.Count, ports, callerCount)
            {
                Rate = latencies.Rate * workload.Objects,
                P50 = latencies.Percentile(0.50),
                P95 = latencies.Percentile(0.95),
                P99 = latencies.Percentile(0.99),
                ServerMilliseconds = (last.Server - first.Server).TotalMilliseconds / count,
                DatabaseMilliseconds = (last.Database - first.Database).TotalMilliseconds / count,
                Statements = (double)(last.Statements - first.Statements) / count,
                Megabytes = cloud.Servers.Max(server => server.WorkingSet) / Megabyte,
                Costliest = costliest,
                CeilingRate = (before + after) / 2 * workload.Objects,
            };
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }
    }

    private static async Task<double?> CeilingAsync(Cloud cloud, Ceiling? ceiling, int callers, int seconds)
    {
        if (ceiling is null)
            return null;

        await cloud.AnalyzeAsync();
        return await DatabaseCeiling.MeasureAsync(cloud.Database!, ceiling, callers, seconds);
    }
}
