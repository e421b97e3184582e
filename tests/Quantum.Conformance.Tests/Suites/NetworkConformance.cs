using System.Net;
using System.Text.Json;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Networks, subnets and ports from their creation to their end.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class NetworkConformance(ConformanceServers servers)
{
    [Theory]
    [EveryCombination]
    public async Task Networks_live_as_the_API_says(string plugin, StoreKind store)
    {
        var (member, _) = (await servers.OfAsync(plugin, store)).Tenant();
        var network = await member.NetworkAsync("web");
        var subnet = await member.SubnetAsync(network.Id());

        var renamed = await member.ChangeAsync("network", network.Id(), new { name = "db", admin_state_up = false });

        (network.Text("name"), network.Text("status"), network.Raw("admin_state_up")).Should().Be(("web", "ACTIVE", "true"));
        (renamed.Text("name"), renamed.Raw("admin_state_up")).Should().Be(("db", "false"));
        renamed.Raw("subnets").Should().Be($"[\"{subnet.Id()}\"]");
        await DemandShownAsync(member, "network", renamed);
        await DemandGoneAsync(member, "network", network.Id(), "NetworkNotFound");
        (await member.GetAsync($"subnets/{subnet.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [EveryCombination]
    public async Task Subnets_live_as_the_API_says(string plugin, StoreKind store)
    {
        var (member, _) = (await servers.OfAsync(plugin, store)).Tenant();
        var network = await member.NetworkAsync();
        var subnet = await member.SubnetAsync(network.Id(), "10.0.0.0/24");

        var changed = (await member.PutAsync($"subnets/{subnet.Id()}", """{"subnet": {"name": "db", "dns_nameservers": ["10.0.0.9"]}}""")).Expect(
            HttpStatusCode.OK).One;

        (subnet.Text("gateway_ip"), subnet.Raw("allocation_pools")).Should().Be(("10.0.0.1", """[{"start":"10.0.0.2","end":"10.0.0.254"}]"""));
        (changed.Text("name"), changed.Raw("dns_nameservers")).Should().Be(("db", """["10.0.0.9"]"""));
        await DemandShownAsync(member, "subnet", changed);
        await DemandGoneAsync(member, "subnet", subnet.Id(), "SubnetNotFound");
    }

    [Theory]
    [EveryCombination]
    public async Task Ports_live_as_the_API_says(string plugin, StoreKind store)
    {
        var (member, _) = (await servers.OfAsync(plugin, store)).Tenant();
        var inside = await member.InsideAsync("10.0.0.0/24");
        var (first, second) = (await member.PortAsync(inside.Network), await member.PortAsync(inside.Network));

        var changed = await member.ChangeAsync(
            "port", second.Id(), new { name = "eth0", device_id = "vm-1", fixed_ips = new[] { new { ip_address = "10.0.0.77" } } });

        first.Addresses().Should().Equal("10.0.0.2");
        second.Addresses().Should().Equal("10.0.0.3");
        (changed.Text("name"), changed.Text("device_id"), changed.Text("mac_address")).Should().Be(("eth0", "vm-1", second.Text("mac_address")));
        changed.Addresses().Should().Equal("10.0.0.77");
        (await member.DeleteAsync($"networks/{inside.Network}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("NetworkInUse");
        (await member.DeleteAsync($"subnets/{inside.Subnet}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("SubnetInUse");
        await DemandShownAsync(member, "port", changed, first);
        await DemandGoneAsync(member, "port", second.Id(), "PortNotFound");
        await DemandGoneAsync(member, "port", first.Id(), "PortNotFound");
    }

    [Theory]
    [EveryCombination]
    public async Task Lists_of_requests_are_carried_out_as_a_whole_or_not_at_all(string plugin, StoreKind store)
    {
        var (member, _) = (await servers.OfAsync(plugin, store)).Tenant();

        var created = await member.PostAsync("networks", """{"networks": [{"name": "a"}, {"name": "b"}]}""");
        var refused = await member.PostAsync("networks", """{"networks": [{"name": "c"}, {"name": 7}]}""");

        created.Expect(HttpStatusCode.Created).Items.Select(item => item.Text("name")).Should().Equal("a", "b");
        refused.Expect(HttpStatusCode.BadRequest);
        (await member.GetAsync("networks?router:external=False&sort_key=name&sort_dir=asc")).Items.Select(item => item.Text("name")).Should().Equal("a", "b");
    }

    /// <summary>Shown alone and in the list, it is what the last answer said.</summary>
    private static async Task DemandShownAsync(ApiClient caller, string resource, JsonElement item, params JsonElement[] others)
    {
        (await caller.ShowAsync(resource, item.Id())).GetRawText().Should().Be(item.GetRawText());
        var listed = (await caller.GetAsync($"{resource}s?tenant_id={item.Text("tenant_id")}")).Items;
        listed.Select(found => found.Id()).Should().BeEquivalentTo([item.Id(), .. others.Select(other => other.Id())]);
        listed.Single(found => found.Id() == item.Id()).GetRawText().Should().Be(item.GetRawText());
    }

    private static async Task DemandGoneAsync(ApiClient caller, string resource, string id, string error)
    {
        (await caller.DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        (await caller.GetAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be(error);
        (await caller.DeleteAsync($"{resource}s/{id}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be(error);
        (await caller.GetAsync($"{resource}s")).Ids.Should().NotContain(id);
    }
}
