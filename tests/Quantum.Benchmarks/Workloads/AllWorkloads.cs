namespace Quantum.Benchmarks.Workloads;

/// <summary>Everything that can be measured, in the order of the table.</summary>
public static class AllWorkloads
{
    /// <summary>The workloads on a database with this crowd. Some fill tables by SQL and are for PostgreSQL only.</summary>
    public static IEnumerable<Workload> Of(Cloud cloud, Crowd crowd) =>
    [
        new("load-generator") { IsParallel = true, PrepareAsync = _ => Task.FromResult<Func<Caller, Task>>(caller => caller.GetAsync("/healthz")) },
        .. ListWorkloads.Of(crowd),
        .. CreateWorkloads.All,
        .. CreateWorkloads.Of(crowd),
        .. cloud.Database is null ? [] : AllocationWorkloads.All,
        .. PortWorkloads.All,
        .. CycleWorkloads.All,
    ];
}
