using System.Collections.Concurrent;

namespace Quantum.Benchmarks.Workloads;

/// <summary>What is done with ports that exist.</summary>
internal static class PortWorkloads
{
    private const int Stock = 2000;
    private const int DeleteStock = 60000;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("port-show")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var ids = await PortsAsync(cloud, Stock);
                return caller => caller.GetAsync($"/v2.0/ports/{ids[caller.Random.Next(ids.Count)]}");
            },
        },
        new("port-update")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var ids = await PortsAsync(cloud, Stock);
                var next = 0;
                return caller =>
                {
                    var i = Interlocked.Increment(ref next);
                    return caller.PutAsync($"/v2.0/ports/{ids[i % ids.Count]}", $$$"""{"port": {"name": "n{{{i}}}"}}""");
                };
            },
        },
        new("port-delete")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var ids = new ConcurrentQueue<string>(await PortsAsync(cloud, DeleteStock));
                return caller => ids.TryDequeue(out var id)
                    ? caller.DeleteAsync($"/v2.0/ports/{id}")
                    : throw new InvalidOperationException("There are no more ports to delete: measure for fewer seconds.");
            },
        },
    ];

    private static async Task<IReadOnlyList<string>> PortsAsync(Cloud cloud, int count)
    {
        var (networkId, subnetId) = await Crowd.NetworkAsync(cloud.Admin, "172.16.0.0/12");
        return await Crowd.AddPortsAsync(cloud, networkId, subnetId, count);
    }
}
