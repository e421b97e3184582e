namespace Quantum.Benchmarks.Workloads;

/// <summary>
/// Uses new servers for a while before anything is measured: their code is compiled while it runs, and compiled again where it runs
/// often. What is made is taken away again.
/// </summary>
internal static class WarmUp
{
    private const int Callers = 8;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Cloud cloud)
    {
        foreach (var workload in CycleWorkloads.All)
        {
            var operation = await workload.PrepareAsync(cloud);
            var callers = Enumerable.Range(0, Callers * cloud.Servers.Count).Select(cloud.NewCaller).ToList();
            Func<Task>[] running = [.. callers.Select(caller => (Func<Task>)(() => operation(caller)))];
            await Load.RunAsync(running, Time * cloud.Servers.Count, () => Task.CompletedTask);
            callers.ForEach(caller => caller.Dispose());
        }
    }
}
