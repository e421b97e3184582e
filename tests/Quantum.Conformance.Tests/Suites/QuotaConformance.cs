using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Limits hold for every resource, whatever carries it.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class QuotaConformance(ConformanceServers servers)
{
    [Theory]
    [EveryCombination]
    public async Task A_limit_is_set_holds_and_is_forgotten(string plugin, StoreKind store)
    {
        var tenant = Unique.Tenant();
        var (member, admin) = (await servers.OfAsync(plugin, store)).Tenant(tenant);
        var inside = await member.InsideAsync();
        var external = await admin.ExternalAsync();

        var limits = (await admin.PutAsync($"quotas/{tenant}", new { quota = new { network = 2, subnet = 2, port = 0, router = 0, floatingip = 0 } }))
            .Expect(HttpStatusCode.OK).One;

        limits.GetProperty("network").GetInt32().Should().Be(2);
        foreach (var (resource, body) in new (string, object)[]
        {
            ("network", new { }),
            ("subnet", new { network_id = inside.Network, ip_version = 4, cidr = Unique.Cidr() }),
            ("port", new { network_id = inside.Network }),
            ("router", new { }),
            ("floatingip", new { floating_network_id = external.Network }),
        })
        {
            (await member.PostAsync($"{resource}s", new Dictionary<string, object> { [resource] = body })).Expect(
                HttpStatusCode.Conflict, "OverQuota", $"Quota exceeded for resources: ['{resource}'].");
        }

        (await member.PutAsync($"quotas/{tenant}", new { quota = new { network = 9 } })).Expect(HttpStatusCode.Forbidden);
        (await admin.DeleteAsync($"quotas/{tenant}")).Expect(HttpStatusCode.NoContent);
        await member.PortAsync(inside.Network);
        (await member.GetAsync($"quotas/{tenant}/details")).Expect(HttpStatusCode.OK).One.GetProperty("port").GetProperty("used").GetInt32().Should().Be(1);
    }
}
