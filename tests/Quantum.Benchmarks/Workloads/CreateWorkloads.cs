namespace Quantum.Benchmarks.Workloads;

/// <summary>Creates of single objects.</summary>
internal static class CreateWorkloads
{
    private const int SpreadNetworks = 1000;
    private const int BulkSize = 100;
    private const string Numbers = "benchmark_addresses";

    private static readonly Dictionary<string, string> FreshId = new() { ["id"] = "md5(:a || ' ' || :b)::uuid" };

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("network-create")
        {
            IsParallel = true,
            PrepareAsync = _ => Task.FromResult<Func<Caller, Task>>(caller => caller.PostAsync("/v2.0/networks", """{"network": {"name": "n"}}""")),
            CeilingAsync = async cloud =>
            {
                var id = await cloud.Admin.PostAsync("/v2.0/networks", """{"network": {"name": "n"}}""");
                return new(await DatabaseCeiling.InsertsAsync(cloud.Database!, ("networks", $"id = '{id}'", FreshId)));
            },
        },
        new("subnet-create")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var networks = await NetworksAsync(cloud);
                var next = 0;
                return caller =>
                {
                    var i = Interlocked.Increment(ref next);
                    var cidr = $"10.{i / SpreadNetworks % 256}.0.0/24";
                    return caller.PostAsync(
                        "/v2.0/subnets",
                        $$$"""{"subnet": {"network_id": "{{{networks[i % networks.Count]}}}", "ip_version": 4, "cidr": "{{{cidr}}}"}}""");
                };
            },
        },
        new("port-create-shared")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var (networkId, _) = await Crowd.NetworkAsync(cloud.Admin, "172.16.0.0/16");
                return caller => caller.PostAsync("/v2.0/ports", Crowd.Port(networkId));
            },
            CeilingAsync = PortCeilingAsync,
        },
        new("port-create-spread")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var networks = await NetworksAsync(cloud);
                foreach (var networkId in networks)
                {
                    await cloud.Admin.PostAsync(
                        "/v2.0/subnets", $$$"""{"subnet": {"network_id": "{{{networkId}}}", "ip_version": 4, "cidr": "192.168.0.0/20"}}""");
                }

                var next = 0;
                return caller => caller.PostAsync("/v2.0/ports", Crowd.Port(networks[Interlocked.Increment(ref next) % networks.Count]));
            },
            CeilingAsync = PortCeilingAsync,
        },
        new("port-create-bulk-100")
        {
            Objects = BulkSize,
            PrepareAsync = async cloud =>
            {
                var (networkId, _) = await Crowd.NetworkAsync(cloud.Admin, "172.16.0.0/12");
                var body = Crowd.Ports(networkId, BulkSize);
                return caller => caller.PostManyAsync("/v2.0/ports", body);
            },
        },
    ];

    /// <summary>Creates on the network that has the crowd.</summary>
    public static IReadOnlyList<Workload> Of(Crowd crowd) => crowd.Count == 0 ? [] :
    [
        new("port-create-crowded")
        {
            IsParallel = true,
            PrepareAsync = _ => Task.FromResult<Func<Caller, Task>>(caller => caller.PostAsync("/v2.0/ports", Crowd.Port(crowd.NetworkId))),
            CeilingAsync = PortCeilingAsync,
        },
    ];

    /// <summary>The rows of a port, its security group and its address, addresses without a question whether they are free.</summary>
    private static async Task<Ceiling> PortCeilingAsync(Cloud cloud)
    {
        var (networkId, _) = await Crowd.NetworkAsync(cloud.Admin, "10.0.0.0/8");
        var id = await cloud.Admin.PostAsync("/v2.0/ports", Crowd.Port(networkId));
        var port = new Dictionary<string, string>(FreshId)
        {
            ["mac_address"] = "('0e' || lpad(to_hex(:a % 1048576), 5, '0') || lpad(to_hex(:b % 1048576), 5, '0'))::macaddr",
        };
        var address = new Dictionary<string, string>
        {
            ["port_id"] = FreshId["id"],
            ["ip_address"] = $"'10.0.0.9'::inet + nextval('{Numbers}')",
        };
        await using (var sequence = cloud.Database!.CreateCommand($"CREATE SEQUENCE IF NOT EXISTS {Numbers}"))
        {
            await sequence.ExecuteNonQueryAsync();
        }

        var group = new Dictionary<string, string> { ["port_id"] = FreshId["id"] };
        return new(await DatabaseCeiling.InsertsAsync(
            cloud.Database,
            ("ports", $"id = '{id}'", port),
            ("port_security_groups", $"port_id = '{id}'", group),
            ("ip_allocations", $"port_id = '{id}'", address)));
    }

    private static async Task<IReadOnlyList<string>> NetworksAsync(Cloud cloud) =>
        await cloud.Admin.PostManyAsync(
            "/v2.0/networks", $$"""{"networks": [{{string.Join(", ", Enumerable.Repeat("""{"name": "n"}""", SpreadNetworks))}}]}""");
}
