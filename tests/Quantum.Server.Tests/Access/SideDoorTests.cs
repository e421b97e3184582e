using System.Text.RegularExpressions;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Access;

/// <summary>What is foreign is neither found nor counted nor guessed: every answer is the one for what does not exist.</summary>
public abstract partial class SideDoorTests(ServerFixture server)
{
    private readonly string _owner = Unique.Tenant();
    private readonly string _thief = Unique.Tenant();

    private ApiClient Owner => server.Api.As(_owner);

    private ApiClient Thief => server.Api.As(_thief);

    public sealed class OnSqlite(ServerOnSqlite server) : SideDoorTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SideDoorTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("subnet", """POST subnets {"subnet": {"network_id": "{mine}", "ip_version": 4, "cidr": "10.0.0.0/24", "subnetpool_id": "{id}"}}""", "subnetpool")]
    [InlineData("network", """POST subnets {"subnet": {"network_id": "{id}", "ip_version": 4, "cidr": "10.0.0.0/24"}}""")]
    [InlineData("network", """POST subnets {"subnets": [{"network_id": "{mine}", "ip_version": 4, "cidr": "10.0.0.0/24"}, {"network_id": "{id}", "ip_version": 4, "cidr": "10.1.0.0/24"}]}""")]
    [InlineData("network", """POST ports {"port": {"network_id": "{id}"}}""")]
    [InlineData("network", """POST ports {"ports": [{"network_id": "{mine}"}, {"network_id": "{id}"}]}""")]
    [InlineData("subnet", """POST ports {"port": {"network_id": "{mine}", "fixed_ips": [{"subnet_id": "{id}"}]}}""")]
    [InlineData("security_group", """POST ports {"port": {"network_id": "{mine}", "security_groups": ["{id}"]}}""")]
    [InlineData("policy", """POST ports {"port": {"network_id": "{mine}", "qos_policy_id": "{id}"}}""")]
    [InlineData("policy", """POST networks {"network": {"qos_policy_id": "{id}"}}""")]
    [InlineData("policy", """POST routers {"router": {"external_gateway_info": {"network_id": "{external}", "qos_policy_id": "{id}"}}}""")]
    [InlineData("network", """POST routers {"router": {"external_gateway_info": {"network_id": "{id}"}}}""")]
    [InlineData("subnet", """PUT routers/{router}/add_router_interface {"subnet_id": "{id}"}""")]
    [InlineData("port", """PUT routers/{router}/add_router_interface {"port_id": "{id}"}""")]
    [InlineData("subnet", """PUT routers/{router}/remove_router_interface {"subnet_id": "{id}"}""")]
    [InlineData("port", """PUT routers/{router}/remove_router_interface {"port_id": "{id}"}""")]
    [InlineData("network", """POST floatingips {"floatingip": {"floating_network_id": "{id}"}}""")]
    [InlineData("port", """POST floatingips {"floatingip": {"floating_network_id": "{external}", "port_id": "{id}"}}""")]
    [InlineData("security_group", """POST security-group-rules {"security_group_rule": {"security_group_id": "{id}", "direction": "ingress"}}""")]
    [InlineData("security_group", """POST security-group-rules {"security_group_rule": {"security_group_id": "{group}", "direction": "ingress", "remote_group_id": "{id}"}}""")]
    [InlineData("network", """POST rbac-policies {"rbac_policy": {"object_type": "network", "object_id": "{id}", "action": "access_as_shared", "target_tenant": "x"}}""")]
    [InlineData("policy", """POST rbac-policies {"rbac_policy": {"object_type": "qos_policy", "object_id": "{id}", "action": "access_as_shared", "target_tenant": "x"}}""")]
    [InlineData("address_scope", """POST subnetpools {"subnetpool": {"name": "p", "prefixes": ["10.0.0.0/16"], "address_scope_id": "{id}"}}""")]
    [InlineData("port", """POST trunks {"trunk": {"port_id": "{id}"}}""")]
    [InlineData("port", """POST trunks {"trunk": {"port_id": "{port}", "sub_ports": [{"port_id": "{id}", "segmentation_type": "vlan", "segmentation_id": 5}]}}""")]
    [InlineData("network", "GET network-ip-availabilities/{id}")]
    public async Task A_reference_to_what_is_foreign_is_one_to_nothing(string target, string request, string? other = null)
    {
        var foreign = (await MakeAsync(other ?? target))["id"];
        var mine = await BelongingsAsync();

        var refused = await SendAsync(request, mine, foreign);
        var missing = await SendAsync(request, mine, Guid.NewGuid().ToString("D"));

        ((int)refused.Status).Should().BeGreaterThanOrEqualTo(400, "the answer is {0}", refused.Text);
        (refused.Status, Blank(refused.Text)).Should().Be((missing.Status, Blank(missing.Text)));
    }

    [Theory]
    [InlineData("network")]
    [InlineData("subnet")]
    [InlineData("port")]
    [InlineData("router")]
    [InlineData("floatingip")]
    [InlineData("security_group")]
    [InlineData("security_group_rule")]
    [InlineData("rbac_policy")]
    [InlineData("subnetpool")]
    [InlineData("address_scope")]
    [InlineData("trunk")]
    [InlineData("policy")]
    public async Task A_foreign_object_is_nowhere(string target)
    {
        var foreign = (await MakeAsync(target))["id"];
        var missing = Guid.NewGuid().ToString("D");
        var collection = AccessRequests.Collections[target];

        foreach (var query in new[] { $"id={foreign}", $"tenant_id={_owner}", $"project_id={_owner}", "fields=id", "sort_key=id&sort_dir=asc", "limit=1000" })
            (await Thief.GetAsync($"{collection}?{query}")).Text.Should().NotContain(foreign);
        await AlikeAsync(id => Thief.GetAsync($"{collection}?limit=1&marker={id}"), foreign, missing);
        await AlikeAsync(id => Thief.GetAsync($"{collection}/{id}"), foreign, missing);
        await AlikeAsync(id => Thief.GetAsync($"{collection}/{id}?fields=id"), foreign, missing);
        await AlikeAsync(id => Thief.DeleteAsync($"{collection}/{id}"), foreign, missing);
        await AlikeAsync(id => Thief.With("If-Match", "revision_number=99").DeleteAsync($"{collection}/{id}"), foreign, missing);
        await AlikeAsync(id => Thief.GetAsync($"{collection}/{id}/tags"), foreign, missing);
        await AlikeAsync(id => Thief.SendAsync(HttpMethod.Put, $"{collection}/{id}/tags/mine", content: null), foreign, missing);
        (await server.Api.GetAsync($"{collection}/{foreign}")).Expect(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("networks", "provider:network_type=local")]
    [InlineData("networks", "provider:segmentation_id=1")]
    [InlineData("networks", "sort_key=provider:physical_network&sort_dir=asc")]
    [InlineData("ports", "binding:host_id=host1")]
    [InlineData("ports", "binding:vif_type=ovs")]
    public async Task What_a_caller_may_not_see_of_its_own_is_no_filter_and_no_order(string collection, string query)
    {
        var network = (await Owner.NetworkAsync()).Id();
        await server.Api.PortAsync(network, tenant: _owner, more: new Dictionary<string, object> { ["binding:host_id"] = "host1" });

        var answer = await Owner.GetAsync($"{collection}?{query}");

        if (answer.Status == System.Net.HttpStatusCode.OK)
            answer.Items.Should().BeEmpty();
        else
            ((int)answer.Status).Should().Be(400);
    }

    [Theory]
    [InlineData("networks", """{"network": {"shared": true}}""")]
    [InlineData("networks", """{"network": {"router:external": true}}""")]
    [InlineData("networks", """{"network": {"provider:network_type": "local"}}""")]
    [InlineData("networks", """{"network": {"is_default": true}}""")]
    [InlineData("networks", """{"networks": [{"name": "mine"}, {"shared": true}]}""")]
    [InlineData("ports", """{"port": {"network_id": "{lobby}", "mac_address": "fa:16:3e:00:00:01"}}""")]
    [InlineData("ports", """{"port": {"network_id": "{lobby}", "fixed_ips": [{"ip_address": "10.0.0.9"}]}}""")]
    [InlineData("ports", """{"port": {"network_id": "{lobby}", "device_owner": "network:dhcp"}}""")]
    [InlineData("ports", """{"port": {"network_id": "{lobby}", "port_security_enabled": false}}""")]
    [InlineData("ports", """{"port": {"network_id": "{lobby}", "allowed_address_pairs": [{"ip_address": "10.0.0.9"}]}}""")]
    [InlineData("ports", """{"port": {"network_id": "{mine}", "binding:host_id": "host1"}}""")]
    [InlineData("ports", """{"port": {"network_id": "{mine}", "binding:profile": {"a": 1}}}""")]
    [InlineData("routers", """{"router": {"external_gateway_info": {"network_id": "{external}", "enable_snat": false}}}""")]
    [InlineData("floatingips", """{"floatingip": {"floating_network_id": "{external}", "floating_ip_address": "10.0.0.9"}}""")]
    [InlineData("subnetpools", """{"subnetpool": {"name": "p", "prefixes": ["10.0.0.0/16"], "shared": true}}""")]
    [InlineData("subnetpools", """{"subnetpool": {"name": "p", "prefixes": ["10.0.0.0/16"], "is_default": true}}""")]
    [InlineData("address-scopes", """{"address_scope": {"name": "s", "ip_version": 4, "shared": true}}""")]
    [InlineData("rbac-policies", """{"rbac_policy": {"object_type": "network", "object_id": "{mine}", "action": "access_as_shared", "target_tenant": "*"}}""")]
    public async Task What_is_for_administrators_or_owners_of_the_network_is_refused(string collection, string body)
    {
        var mine = await BelongingsAsync();
        mine["lobby"] = (await server.Api.NetworkAsync(shared: true)).Id();

        (await SendAsync($"POST {collection} {body}", mine, "")).Expect(System.Net.HttpStatusCode.Forbidden).ErrorType.Should().Be("PolicyNotAuthorized");
    }

    private static async Task AlikeAsync(Func<string, Task<Answer>> ask, string foreign, string missing)
    {
        var (refused, nothing) = (await ask(foreign), await ask(missing));
        (refused.Status, Blank(refused.Text)).Should().Be((nothing.Status, Blank(nothing.Text)));
        ((int)refused.Status).Should().Be(404);
    }

    private static string Blank(string text) => Uuids().Replace(text, "ID");

    private Task<Answer> SendAsync(string request, Dictionary<string, string> mine, string id)
    {
        var words = request.Split(' ', 3);
        return new AccessRequest(words[0], words[1], words.ElementAtOrDefault(2)).SendAsync(Thief, new Dictionary<string, string>(mine) { ["id"] = id });
    }

    private Task<Dictionary<string, string>> MakeAsync(string target) => new AccessPlaces(server.Host, _owner, Unique.Tenant()).MakeAsync(target);

    private async Task<Dictionary<string, string>> BelongingsAsync()
    {
        var network = (await Thief.NetworkAsync()).Id();
        return new()
        {
            ["mine"] = network,
            ["port"] = (await Thief.PortAsync(network)).Id(),
            ["router"] = (await Thief.CreateAsync("router", new { name = "r" })).Id(),
            ["group"] = (await Thief.CreateAsync("security_group", new { name = "g" })).Id(),
            ["external"] = (await server.Api.NetworkAsync(more: Routers.RouterSteps.External)).Id(),
        };
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Uuids();
}
