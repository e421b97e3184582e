using System.Text.Json;
using System.Text.Json.Nodes;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SubnetPools;

/// <summary>What tests of subnet pools do again and again.</summary>
public static class SubnetPoolSteps
{
    /// <summary>A pool of these prefixes, by default one of 65536 addresses that gives 256 at a time.</summary>
    public static Task<JsonElement> PoolAsync(this ApiClient api, string[]? prefixes = null, object? more = null)
    {
        var body = more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject();
        body["name"] ??= "pool";
        body["prefixes"] = JsonSerializer.SerializeToNode(prefixes ?? ["10.10.0.0/16"]);
        if (prefixes is null)
            body["default_prefixlen"] ??= 24;
        return api.CreateAsync("subnetpool", body);
    }

    /// <summary>Asks for a subnet on a network of its own, or on the one that the body names.</summary>
    public static async Task<Answer> AskSubnetAsync(this ApiClient api, object body)
    {
        var subnet = JsonSerializer.SerializeToNode(body)!.AsObject();
        if (!subnet.ContainsKey("network_id"))
            subnet["network_id"] = (await api.NetworkAsync()).Id();
        return await api.PostAsync("subnets", new JsonObject { ["subnet"] = subnet });
    }

    /// <summary>A list, for bodies.</summary>
    public static string[] List(params string[] items) => items;

    /// <summary>The prefixes of a pool, one after the other.</summary>
    public static string Prefixes(this JsonElement pool) =>
        string.Join(' ', pool.GetProperty("prefixes").EnumerateArray().Select(prefix => prefix.GetString()));
}
