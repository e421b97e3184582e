using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routers;

/// <summary>What tests of routers do again and again.</summary>
public static class RouterSteps
{
    /// <summary>The attribute that makes a network external.</summary>
    public static readonly object External = new Dictionary<string, object> { ["router:external"] = true };

    /// <summary>An external network with one subnet.</summary>
    public static async Task<Place> ExternalAsync(this ApiClient admin, string? cidr = null)
    {
        var network = await admin.NetworkAsync(more: External);
        var subnet = await admin.SubnetAsync(network.Id(), cidr);
        return new(network.Id(), subnet.Id());
    }

    /// <summary>A network with one subnet.</summary>
    public static async Task<Place> InsideAsync(this ApiClient api, string? cidr = null)
    {
        var network = await api.NetworkAsync();
        var subnet = await api.SubnetAsync(network.Id(), cidr);
        return new(network.Id(), subnet.Id());
    }

    /// <summary>A router; with a gateway when a network is given.</summary>
    public static Task<JsonElement> RouterAsync(this ApiClient api, string? gateway = null) =>
        api.CreateAsync("router", gateway is null ? new { name = "r" } : new { name = "r", external_gateway_info = new { network_id = gateway } });

    public static Task<Answer> ConnectAsync(this ApiClient api, string router, object to) => api.PutAsync($"routers/{router}/add_router_interface", to);

    public static Task<Answer> DisconnectAsync(this ApiClient api, string router, object from) => api.PutAsync($"routers/{router}/remove_router_interface", from);

    /// <summary>Connects a router with a subnet and answers the id of its port.</summary>
    public static async Task<string> JoinAsync(this ApiClient api, string router, string subnet) =>
        (await api.ConnectAsync(router, new { subnet_id = subnet })).Expect(HttpStatusCode.OK).Json.Text("port_id")!;

    /// <summary>The addresses of a router's gateway.</summary>
    public static IReadOnlyList<string> GatewayAddresses(this JsonElement router) =>
    [
        .. router.GetProperty("external_gateway_info").GetProperty("external_fixed_ips").EnumerateArray().Select(fixedIp => fixedIp.Text("ip_address")!),
    ];

    public static int Revision(this JsonElement item) => item.GetProperty("revision_number").GetInt32();
}

/// <summary>A network and its subnet.</summary>
public sealed record Place(string Network, string Subnet);
