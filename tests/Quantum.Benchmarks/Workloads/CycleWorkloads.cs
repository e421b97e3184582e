namespace Quantum.Benchmarks.Workloads;

/// <summary>Sequences of requests that belong together; an operation is the whole sequence.</summary>
internal static class CycleWorkloads
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("nova-boot")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var (networkId, subnetId) = await Crowd.NetworkAsync(cloud.Admin, "172.16.0.0/12");
                return caller => BootAsync(caller, networkId, subnetId);
            },
        },
        new("router-cycle")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var (external, _) = await Crowd.NetworkAsync(cloud.Admin, "172.16.0.0/12", """, "router:external": true""");
                return caller => RouteAsync(caller, external);
            },
        },
        new("security-group-rule")
        {
            IsParallel = true,
            PrepareAsync = async cloud =>
            {
                var groups = new List<string>();
                for (var i = 0; i < 64; i++)
                    groups.Add(await cloud.Admin.PostAsync("/v2.0/security-groups", """{"security_group": {"name": "g"}}"""));
                var next = 0;
                return async caller =>
                {
                    var i = Interlocked.Increment(ref next);
                    var rule = await caller.PostAsync(
                        "/v2.0/security-group-rules",
                        $$$"""{"security_group_rule": {"security_group_id": "{{{groups[caller.Number % groups.Count]}}}", "direction": "ingress", "protocol": "tcp", "port_range_min": {{{1 + i % 65000}}}, "port_range_max": {{{1 + i % 65000}}}}}""");
                    await caller.DeleteAsync($"/v2.0/security-group-rules/{rule}");
                };
            },
        },
    ];

    /// <summary>The requests of Nova when it boots a server on a network, and the end of the server.</summary>
    private static async Task BootAsync(Caller caller, string networkId, string subnetId)
    {
        var device = Guid.NewGuid();
        await caller.GetAsync($"/v2.0/networks?id={networkId}");
        await caller.GetAsync("/v2.0/ports?tenant_id=nobody&fields=id");
        await caller.GetAsync("/v2.0/extensions");
        var port = await caller.PostAsync(
            "/v2.0/ports", $$$"""{"port": {"network_id": "{{{networkId}}}", "device_id": "{{{device}}}", "admin_state_up": true}}""");
        await caller.PutAsync(
            $"/v2.0/ports/{port}", $$$"""{"port": {"device_id": "{{{device}}}", "device_owner": "compute:nova", "binding:host_id": "host1"}}""");
        await caller.GetAsync($"/v2.0/ports?device_id={device}");
        await caller.GetAsync($"/v2.0/floatingips?port_id={port}");
        await caller.GetAsync($"/v2.0/subnets?id={subnetId}");
        await caller.GetAsync($"/v2.0/ports?network_id={networkId}&device_owner=network%3Adhcp");
        await caller.GetAsync($"/v2.0/networks/{networkId}?fields=provider%3Aphysical_network&fields=provider%3Anetwork_type");
        await caller.DeleteAsync($"/v2.0/ports/{port}");
    }

    /// <summary>A network with a router to the outside and a floating IP, and the end of all of it.</summary>
    private static async Task RouteAsync(Caller caller, string external)
    {
        var (networkId, subnetId) = await Crowd.NetworkAsync(caller, "10.1.0.0/24");
        var router = await caller.PostAsync(
            "/v2.0/routers", $$$$"""{"router": {"external_gateway_info": {"network_id": "{{{{external}}}}"}}}""");
        await caller.PutAsync($"/v2.0/routers/{router}/add_router_interface", $$"""{"subnet_id": "{{subnetId}}"}""");
        var port = await caller.PostAsync("/v2.0/ports", Crowd.Port(networkId));
        var floatingIp = await caller.PostAsync(
            "/v2.0/floatingips", $$$"""{"floatingip": {"floating_network_id": "{{{external}}}", "port_id": "{{{port}}}"}}""");

        await caller.DeleteAsync($"/v2.0/floatingips/{floatingIp}");
        await caller.PutAsync($"/v2.0/routers/{router}/remove_router_interface", $$"""{"subnet_id": "{{subnetId}}"}""");
        await caller.DeleteAsync($"/v2.0/routers/{router}");
        await caller.DeleteAsync($"/v2.0/ports/{port}");
        await caller.DeleteAsync($"/v2.0/networks/{networkId}");
    }
}
