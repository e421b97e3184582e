using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Lists;

/// <summary>Objects whose attributes differ, tie and lack, marked by a description that no other object has.</summary>
public static class Seed
{
    /// <summary>Creates objects of one resource; <c>?description=...</c> lists exactly them.</summary>
    public static async Task<(string Mark, IReadOnlyList<JsonElement> Items)> CreateAsync(ApiClient api, string resource)
    {
        var mark = Unique.Name("seed");
        var network = (await api.NetworkAsync()).Id();
        var other = (await api.NetworkAsync()).Id();
        await api.SubnetAsync(network, cidr: "203.0.113.0/24");
        object[] items = resource switch
        {
            "network" =>
            [
                new { description = mark, name = "b", tenant_id = "t2", shared = true },
                new { description = mark, name = "a", tenant_id = "t1", admin_state_up = false },
                new { description = mark, name = "b", tenant_id = "t1" },
                new { description = mark, name = "B", tenant_id = "t2" },
                new { description = mark, name = "", tenant_id = "t1" },
            ],
            "subnet" =>
            [
                new { description = mark, name = "b", network_id = network, ip_version = 4, cidr = "10.0.10.0/24", enable_dhcp = false },
                new { description = mark, name = "b", network_id = network, ip_version = 4, cidr = "10.0.9.0/24" },
                new { description = mark, name = "a", network_id = other, ip_version = 6, cidr = "fd00::/64" },
                new { description = mark, name = "c", network_id = other, ip_version = 4, cidr = "9.0.0.0/8", gateway_ip = (string?)null },
                new { description = mark, name = "", network_id = other, ip_version = 4, cidr = "10.0.8.0/24", gateway_ip = (string?)null },
            ],
            _ =>
            [
                new { description = mark, name = "b", network_id = network, mac_address = "0a:00:00:00:00:10", device_id = "vm-2" },
                new { description = mark, name = "b", network_id = network, mac_address = "02:00:00:00:00:ff", device_id = "vm-10" },
                new { description = mark, name = "a", network_id = other, mac_address = "fe:00:00:00:00:01", device_owner = "compute:b" },
                new { description = mark, name = "é", network_id = other, mac_address = "fe:00:00:00:00:00", device_owner = "compute:a" },
                new { description = mark, name = "Z", network_id = network, mac_address = "04:00:00:00:00:00", admin_state_up = false },
            ],
        };

        var answer = await api.PostAsync($"{resource}s", new Dictionary<string, object> { [$"{resource}s"] = items });
        var created = answer.Expect(HttpStatusCode.Created).Items;
        await api.ChangeAsync(resource, created[2].Id(), new { name = "aa" });
        return (mark, (await api.GetAsync($"{resource}s?description={mark}")).Items);
    }
}
