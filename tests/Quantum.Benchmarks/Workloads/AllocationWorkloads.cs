namespace Quantum.Benchmarks.Workloads;

/// <summary>Creates where a free address is hard to find.</summary>
internal static class AllocationWorkloads
{
    private const int Fragments = 200_000;
    private const int FreedShare = 5;

    /// <summary>Of the 4,093 addresses of a /20: some are left for 64 callers.</summary>
    private const int NearlyAll = 4000;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("port-create-fragmented")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var networkId = await FilledAsync(cloud, "172.16.0.0/12", Fragments);
                await cloud.ExecuteAsync($"DELETE FROM ports WHERE network_id = '{networkId}' AND random() < 1.0 / {FreedShare}");
                return caller => caller.PostAsync("/v2.0/ports", Crowd.Port(networkId));
            },
        },
        new("port-churn-nearly-full")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var networkId = await FilledAsync(cloud, "192.168.0.0/20", NearlyAll);
                return async caller =>
                {
                    var port = await caller.PostAsync("/v2.0/ports", Crowd.Port(networkId));
                    await caller.DeleteAsync($"/v2.0/ports/{port}");
                };
            },
        },
    ];

    private static async Task<string> FilledAsync(Cloud cloud, string cidr, int count)
    {
        var (networkId, subnetId) = await Crowd.NetworkAsync(cloud.Admin, cidr);
        await Crowd.AddPortsAsync(cloud, networkId, subnetId, count);
        return networkId;
    }
}
