using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>What carries networks: every type that the plugin can build, and the written refusal of the others.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class ProviderNetworkConformance(ConformanceServers servers)
{
    private const int VlanId = 4001;
    private const int TunnelId = 10_001;

    [Theory]
    [EveryCombination]
    public async Task Every_type_is_carried_once_or_refused_as_written(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        if (!await CanChooseAsync(server))
            return;

        var tenant = Unique.Tenant();
        var (_, admin) = server.Tenant(tenant);
        var physical = Unique.Name("physnet");
        foreach (var (capability, body, inUse) in new (Capability, Dictionary<string, object>, string?)[]
        {
            (Capability.CarryLocal, ProviderBody.Of("local"), null),
            (Capability.CarryFlat, ProviderBody.Of("flat", physical), "FlatNetworkInUse"),
            (Capability.CarryVlan, ProviderBody.Of("vlan", physical, VlanId), "VlanIdInUse"),
            (Capability.CarryGre, ProviderBody.Of("gre", segmentationId: TunnelId), "TunnelIdInUse"),
            (Capability.CarryVxlan, ProviderBody.Of("vxlan", segmentationId: TunnelId), "TunnelIdInUse"),
        })
        {
            Task<Answer> CreateAsync(ApiClient api) => api.PostAsync("networks", new { network = body });
            if (!await server.CanAsync(capability, admin, CreateAsync))
                continue;

            var network = (await admin.GetAsync($"networks?tenant_id={tenant}")).Items.Single();
            foreach (var (name, value) in body)
                network.GetProperty(name).ToString().Should().Be($"{value}");
            (await admin.PutAsync($"networks/{network.Id()}", new { network = ProviderBody.Of("vlan", physical, 77) })).Expect(HttpStatusCode.BadRequest);
            if (inUse is not null)
                (await CreateAsync(admin)).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be(inUse);
            (await admin.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);
            var again = (await CreateAsync(admin)).Expect(HttpStatusCode.Created).One;
            (await admin.DeleteAsync($"networks/{again.Id()}")).Expect(HttpStatusCode.NoContent);
        }

        (await admin.GetAsync($"networks?tenant_id={tenant}")).Items.Should().BeEmpty();
    }

    [Theory]
    [EveryCombination]
    public async Task Members_neither_see_nor_choose_it(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var tenant = Unique.Tenant();
        var (member, admin) = server.Tenant(tenant);
        var network = await member.NetworkAsync();

        network.Names().Should().NotContain(name => name.StartsWith("provider:", StringComparison.Ordinal));
        if (!await CanChooseAsync(server))
            return;

        (await admin.ShowAsync("network", network.Id())).Names().Should().Contain(
            ["provider:network_type", "provider:physical_network", "provider:segmentation_id"]);
        (await member.PostAsync("networks", new { network = ProviderBody.Of("local") })).Expect(
            HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
        (await member.GetAsync($"networks?tenant_id={tenant}")).Ids.Should().Equal(network.Id());
    }

    [Theory]
    [EveryCombination]
    public async Task What_contradicts_itself_is_refused(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        if (!await CanChooseAsync(server))
            return;

        var tenant = Unique.Tenant();
        var (_, admin) = server.Tenant(tenant);
        foreach (var body in new[]
        {
            ProviderBody.Of(null, "physnet1"),
            ProviderBody.Of("flat", "physnet1", 5),
            ProviderBody.Of("vlan", "physnet1"),
            ProviderBody.Of("vlan", "physnet1", 4095),
            ProviderBody.Of("local", "physnet1"),
            ProviderBody.Of("local", null, 5),
        })
        {
            (await admin.PostAsync("networks", new { network = body })).Expect(HttpStatusCode.BadRequest).ErrorType.Should().Be("InvalidInput");
        }

        (await admin.GetAsync($"networks?tenant_id={tenant}")).Items.Should().BeEmpty();
    }

    /// <summary>False, and refused as written, where there is nothing to choose; clients of 2012 may send what nobody knows.</summary>
    private static async Task<bool> CanChooseAsync(ConformanceServer server)
    {
        if (WrittenExceptions.Find(server.Plugin.Name, Capability.ChooseCarriers) is not { } exception)
            return true;

        await exception.Refusal.DemandModernAsync(
            api => api.PostAsync("networks", new { network = ProviderBody.Of("local") }), server.Tenant().Admin);
        return false;
    }
}
