namespace Quantum.Benchmarks.Workloads;

/// <summary>Lists of a crowd's ports.</summary>
internal static class ListWorkloads
{
    private const int Page = 100;

    public static IReadOnlyList<Workload> Of(Crowd crowd) => crowd.Count == 0 ? [] :
    [
        new("port-list-all")
        {
            PrepareAsync = _ => Get("/v2.0/ports"),
            CeilingAsync = _ => Rows("TRUE"),
        },
        new("port-list-network")
        {
            PrepareAsync = _ => Get($"/v2.0/ports?network_id={crowd.NetworkId}"),
            CeilingAsync = _ => Rows($"network_id = '{crowd.NetworkId}'"),
        },
        new("port-list-device")
        {
            IsParallel = true,
            PrepareAsync = _ => Get(caller => $"/v2.0/ports?device_id=device-{caller.Random.Next(crowd.Count / 2)}"),
        },
        new("port-list-page-first") { IsParallel = true, PrepareAsync = _ => Get($"/v2.0/ports?limit={Page}&sort_key=id&sort_dir=asc") },
        new("port-list-page-late")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var all = await cloud.Admin.ReadAsync("/v2.0/ports?fields=id&sort_key=id&sort_dir=asc");
                var ids = all.GetProperty("ports");
                var marker = ids[ids.GetArrayLength() * 9 / 10].GetProperty("id").GetString();
                return await Get($"/v2.0/ports?limit={Page}&sort_key=id&sort_dir=asc&marker={marker}");
            },
        },
    ];

    private static Task<Func<Caller, Task>> Get(string path) => Get(_ => path);

    private static Task<Func<Caller, Task>> Get(Func<Caller, string> path) => Task.FromResult<Func<Caller, Task>>(caller => caller.GetAsync(path(caller)));

    private static Task<Ceiling> Rows(string condition) => Task.FromResult(new Ceiling(
        $"SELECT * FROM ports LEFT JOIN ip_allocations ON port_id = ports.id WHERE {condition} ORDER BY ports.id", IsList: true));
}
