using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Qos;

public abstract class QosPolicyTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Admin => server.Api.As(_tenant, "admin");

    private ApiClient Member => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : QosPolicyTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : QosPolicyTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_policy_has_its_defaults()
    {
        var policy = await Admin.PolicyAsync();

        policy.Names().Should().BeEquivalentTo(
            "id", "name", "shared", "tenant_id", "project_id", "rules", "is_default", "description", "created_at", "updated_at", "revision_number", "tags");
        (policy.Text("name"), policy.Text("tenant_id")).Should().Be(("gold", _tenant));
        (policy.Raw("shared"), policy.Raw("is_default"), policy.Raw("rules")).Should().Be(("false", "false", "[]"));
        (await Member.ShowPolicyAsync(policy.Id())).GetRawText().Should().Be(policy.GetRawText());
        (await Member.GetAsync("qos/policies?name=gold")).Items.Single().GetRawText().Should().Be(policy.GetRawText());
    }

    [Fact]
    public async Task A_policy_is_changed_and_deleted()
    {
        var policy = await Admin.PolicyAsync();

        var changed = (await Admin.ChangePolicyAsync(policy.Id(), new { name = "silver", description = "less" })).Expect(HttpStatusCode.OK).One;

        (changed.Text("name"), changed.Revision()).Should().Be(("silver", policy.Revision() + 1));
        (await Admin.DeleteAsync($"qos/policies/{policy.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Admin.GetAsync($"qos/policies/{policy.Id()}")).Expect(
            HttpStatusCode.NotFound, "QosPolicyNotFound", $"QoS policy {policy.Id()} could not be found.");
        (await Admin.GetAsync("qos/policies/silver")).Expect(HttpStatusCode.NotFound, "QosPolicyNotFound", "QoS policy silver could not be found.");
    }

    [Fact]
    public async Task Only_administrators_write_policies()
    {
        var policy = await Admin.PolicyAsync();

        (await Member.PostAsync("qos/policies", new { policy = new { name = "mine" } })).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:create_policy is disallowed by policy");
        (await Member.ChangePolicyAsync(policy.Id(), new { name = "mine" })).Expect(HttpStatusCode.Forbidden);
        (await Member.DeleteAsync($"qos/policies/{policy.Id()}")).Expect(HttpStatusCode.Forbidden);
        (await Member.TryRuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 26 })).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Others_see_a_policy_when_it_is_shared_with_them()
    {
        var policy = await Admin.PolicyAsync();
        await Admin.RuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 26 });
        var other = Unique.Tenant();
        var stranger = server.Api.As(other);
        var rules = $"qos/policies/{policy.Id()}/dscp_marking_rules";

        (await stranger.GetAsync($"qos/policies/{policy.Id()}")).Expect(HttpStatusCode.NotFound);
        (await stranger.GetAsync(rules)).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("QosPolicyNotFound");

        var named = await Admin.PostAsync(
            "rbac-policies", new { rbac_policy = new { object_type = "qos_policy", object_id = policy.Id(), action = "access_as_shared", target_tenant = other } });
        named.Expect(HttpStatusCode.Created);
        (await stranger.ShowPolicyAsync(policy.Id())).Raw("shared").Should().Be("true");
        (await Member.ShowPolicyAsync(policy.Id())).Raw("shared").Should().Be("false");
        (await stranger.GetAsync(rules)).Items.Should().ContainSingle();
        (await stranger.GetAsync("qos/policies?shared=True")).Ids.Should().Contain(policy.Id());
        (await Admin.DeleteAsync($"rbac-policies/{named.One.Id()}")).Expect(HttpStatusCode.NoContent);

        (await Admin.ChangePolicyAsync(policy.Id(), new { shared = true })).Expect(HttpStatusCode.OK);
        (await Admin.GetAsync($"rbac-policies?object_id={policy.Id()}")).Items.Single().Text("target_tenant").Should().Be("*");
        var network = await stranger.NetworkAsync(more: new { qos_policy_id = policy.Id() });
        (await Admin.ChangePolicyAsync(policy.Id(), new { shared = false })).Expect(
            HttpStatusCode.Conflict,
            "RbacPolicyInUse",
            $"RBAC policy on object {policy.Id()} cannot be removed because other objects depend on it.\nDetails: project_id=*");
        (await stranger.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);
        var external = (await server.Api.ExternalAsync()).Network;
        var router = await stranger.CreateAsync(
            "router", new { external_gateway_info = new { network_id = external, qos_policy_id = policy.Id() } });
        (await Admin.ChangePolicyAsync(policy.Id(), new { shared = false })).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("RbacPolicyInUse");
        (await stranger.DeleteAsync($"routers/{router.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Admin.ChangePolicyAsync(policy.Id(), new { shared = false })).Expect(HttpStatusCode.OK);
        (await Admin.GetAsync($"rbac-policies?object_id={policy.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task New_networks_follow_the_default_policy_of_their_owner()
    {
        var policy = await Admin.PolicyAsync(new { is_default = true });
        var other = await Admin.PolicyAsync();

        (await Member.NetworkAsync()).Text("qos_policy_id").Should().Be(policy.Id());
        (await Member.NetworkAsync(more: new { qos_policy_id = other.Id() })).Text("qos_policy_id").Should().Be(other.Id());
        (await server.Api.As(Unique.Tenant()).NetworkAsync()).Raw("qos_policy_id").Should().Be("null");
        (await Admin.PostAsync("qos/policies", new { policy = new { is_default = true } })).Expect(
            HttpStatusCode.Conflict, "QoSPolicyDefaultAlreadyExists", $"A default QoS policy exists for project {_tenant}.");
        (await Admin.ChangePolicyAsync(other.Id(), new { is_default = true })).Expect(HttpStatusCode.Conflict);
        (await Admin.ChangePolicyAsync(policy.Id(), new { name = "still" })).One.Raw("is_default").Should().Be("true");
        (await Admin.ChangePolicyAsync(policy.Id(), new { is_default = false })).Expect(HttpStatusCode.OK);
        (await Admin.ChangePolicyAsync(other.Id(), new { is_default = true })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_default_policies_one_is_created()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Admin.PostAsync("qos/policies", new { policy = new { is_default = true } })));

        answers.Select(answer => answer.Status).Order().Should().Equal(
            [HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    [Fact]
    public async Task Networks_ports_and_floating_ips_follow_a_policy_which_stays_meanwhile()
    {
        var policy = await Admin.PolicyAsync();
        var external = await server.Api.ExternalAsync();
        var network = await Member.NetworkAsync();
        var floatingIp = await Member.CreateAsync("floatingip", new { floating_network_id = external.Network, qos_policy_id = policy.Id() });
        floatingIp.Text("qos_policy_id").Should().Be(policy.Id());

        (await DeleteAsync()).Should().Be($"QoS Policy {policy.Id()} is used by fip {floatingIp.Id()}.");
        await ClearAsync("floatingip", floatingIp.Id());
        (await Member.ChangeAsync("network", network.Id(), new { qos_policy_id = policy.Id() })).Text("qos_policy_id").Should().Be(policy.Id());
        (await DeleteAsync()).Should().Be($"QoS Policy {policy.Id()} is used by network {network.Id()}.");
        await ClearAsync("network", network.Id());
        var port = await Member.PortAsync(network.Id(), more: new { qos_policy_id = policy.Id() });
        port.Text("qos_policy_id").Should().Be(policy.Id());
        (await DeleteAsync()).Should().Be($"QoS Policy {policy.Id()} is used by port {port.Id()}.");
        await ClearAsync("port", port.Id());
        (await Admin.DeleteAsync($"qos/policies/{policy.Id()}")).Expect(HttpStatusCode.NoContent);

        async Task<string> DeleteAsync() =>
            (await Admin.DeleteAsync($"qos/policies/{policy.Id()}")).Expect(HttpStatusCode.Conflict).ErrorMessage;

        async Task ClearAsync(string resource, string id) =>
            (await Member.PutAsync($"{resource}s/{id}", $$"""{"{{resource}}": {"qos_policy_id": null} }""")).Expect(HttpStatusCode.OK)
                .One.Raw("qos_policy_id").Should().Be("null");
    }

    [Fact]
    public async Task A_router_has_its_gateway_follow_a_policy_until_told_otherwise()
    {
        var (first, second) = ((await Admin.PolicyAsync()).Id(), (await Admin.PolicyAsync()).Id());
        var (external, other) = ((await server.Api.ExternalAsync()).Network, (await server.Api.ExternalAsync()).Network);
        var router = await Member.CreateAsync("router", new { external_gateway_info = new { network_id = external, qos_policy_id = first } });
        Gateway(router).Text("qos_policy_id").Should().Be(first);

        (await Admin.DeleteAsync($"qos/policies/{first}")).Expect(
            HttpStatusCode.Conflict, "QosPolicyInUse", $"QoS Policy {first} is used by router {router.Id()}.");
        Gateway(await ChangeAsync(new { network_id = external })).Text("qos_policy_id").Should().Be(first);
        var changed = await ChangeAsync(new { network_id = external, qos_policy_id = second });
        Gateway(changed).Text("qos_policy_id").Should().Be(second);
        changed.Revision().Should().BeGreaterThan(router.Revision());
        Gateway(await ChangeAsync(new { network_id = other })).Text("qos_policy_id").Should().Be(second);
        Gateway((await Member.GetAsync($"routers?id={router.Id()}")).Items.Single()).Text("qos_policy_id").Should().Be(second);
        Gateway(await ChangeAsync(new { network_id = other, qos_policy_id = (string?)null })).Has("qos_policy_id").Should().BeFalse();
        await ChangeAsync(new { network_id = other, qos_policy_id = second });
        (await ChangeAsync(new { })).Raw("external_gateway_info").Should().Be("null");
        Gateway(await ChangeAsync(new { network_id = other })).Has("qos_policy_id").Should().BeFalse();
        (await Admin.DeleteAsync($"qos/policies/{second}")).Expect(HttpStatusCode.NoContent);

        JsonElement Gateway(JsonElement shown) => shown.GetProperty("external_gateway_info");

        Task<JsonElement> ChangeAsync(object gateway) => Member.ChangeAsync("router", router.Id(), new { external_gateway_info = gateway });
    }

    [Fact]
    public async Task A_gateway_follows_no_policy_that_the_caller_does_not_see()
    {
        var foreign = (await server.Api.As(Unique.Tenant(), "admin").PolicyAsync()).Id();
        var external = (await server.Api.ExternalAsync()).Network;
        var router = await Member.CreateAsync("router", new { });

        (await TryAsync(foreign)).Expect(HttpStatusCode.NotFound, "QosPolicyNotFound", $"QoS policy {foreign} could not be found.");
        (await TryAsync("x")).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for external_gateway_info. Reason: 'x' is not a valid UUID.");
        (await Member.PostAsync("routers", new { router = new { external_gateway_info = new { network_id = external, qos_policy_id = foreign } } }))
            .Expect(HttpStatusCode.NotFound);
        (await Member.GetAsync("routers")).Items.Should().ContainSingle().Which.Raw("external_gateway_info").Should().Be("null");

        Task<Answer> TryAsync(string policy) => Member.PutAsync(
            $"routers/{router.Id()}", new { router = new { external_gateway_info = new { network_id = external, qos_policy_id = policy } } });
    }

    [Fact]
    public async Task A_port_shows_the_policy_of_its_network_as_that_changes()
    {
        var (first, second) = ((await Admin.PolicyAsync()).Id(), (await Admin.PolicyAsync()).Id());
        var network = await Member.NetworkAsync(more: new { qos_policy_id = first });
        var other = await Member.NetworkAsync();
        await Member.SubnetAsync(network.Id(), "192.0.2.0/24");

        var bulk = await Member.PostAsync(
            "ports", new { ports = new object[] { new { network_id = network.Id(), qos_policy_id = second }, new { network_id = other.Id() } } });
        bulk.Expect(HttpStatusCode.Created).Items.Select(item => (item.Raw("qos_network_policy_id"), item.Raw("qos_policy_id"))).Should().Equal(
            ($"\"{first}\"", $"\"{second}\""), ("null", "null"));
        var port = bulk.Items[0].Id();
        await Member.ChangeAsync("network", network.Id(), new { qos_policy_id = second });

        (await Member.ChangeAsync("port", port, new { name = "p" })).Text("qos_network_policy_id").Should().Be(second);
        (await Member.GetAsync($"ports/{port}")).One.Text("qos_network_policy_id").Should().Be(second);
        (await Member.GetAsync($"ports?id={port}")).Items.Single().Text("qos_network_policy_id").Should().Be(second);
        (await Member.GetAsync("ports?limit=1&sort_key=name&sort_dir=desc")).Items.Single().Text("qos_network_policy_id").Should().Be(second);
        (await Member.GetAsync($"ports?id={port}&fields=qos_network_policy_id")).Items.Single().Names().Should().Equal("qos_network_policy_id");
        (await Member.GetAsync($"ports?id={port}&fields=fixed_ips")).Items.Single().Names().Should().Equal("fixed_ips");
        (await Member.PutAsync($"networks/{network.Id()}", """{"network": {"qos_policy_id": null}}""")).Expect(HttpStatusCode.OK);
        (await Member.GetAsync($"ports/{port}")).One.Raw("qos_network_policy_id").Should().Be("null");
        (await Member.PutAsync($"ports/{port}", new { port = new { qos_network_policy_id = first } })).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Cannot update read-only attribute qos_network_policy_id");
        (await Admin.GetAsync("extensions/qos-port-network-policy")).One.Text("name").Should().Be("QoS port network policy ID");
    }

    [Fact]
    public async Task A_policy_that_the_caller_does_not_see_cannot_be_followed()
    {
        var foreign = await server.Api.As(Unique.Tenant(), "admin").PolicyAsync();
        var network = await Member.NetworkAsync();
        var port = await Member.PortAsync(network.Id());

        foreach (var id in new[] { foreign.Id(), Unique.Id() })
        {
            var attributes = new { network_id = network.Id(), qos_policy_id = id };
            (await Member.PostAsync("ports", new { port = attributes })).Expect(
                HttpStatusCode.NotFound, "QosPolicyNotFound", $"QoS policy {id} could not be found.");
            (await Member.PutAsync($"ports/{port.Id()}", new { port = new { qos_policy_id = id } })).Expect(HttpStatusCode.NotFound);
            (await Member.PostAsync("networks", new { network = new { qos_policy_id = id } })).Expect(HttpStatusCode.NotFound);
            (await Member.PutAsync($"networks/{network.Id()}", new { network = new { qos_policy_id = id } })).Expect(HttpStatusCode.NotFound);
        }

        (await Member.GetAsync("ports")).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Following_a_policy_and_deleting_it_never_both_succeed()
    {
        for (var round = 0; round < 10; round++)
        {
            var policy = await Admin.PolicyAsync();

            var network = Member.PostAsync("networks", new { network = new { qos_policy_id = policy.Id() } });
            var deletion = Admin.DeleteAsync($"qos/policies/{policy.Id()}");
            await Task.WhenAll(network, deletion);

            ((await network).Status, (await deletion).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.NoContent));
        }
    }

    [Fact]
    public async Task Clients_of_2012_know_nothing_of_it()
    {
        var policy = await Admin.PolicyAsync();
        var folsom = Admin.InFolsom();

        (await folsom.GetAsync("qos/policies")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"qos/policies/{policy.Id()}/dscp_marking_rules")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("qos/rule-types")).Expect(HttpStatusCode.NotFound);
        var network = await folsom.NetworkAsync();
        network.Has("qos_policy_id").Should().BeFalse();
        (await folsom.PortAsync(network.Id())).Names().Should().NotContain(["qos_policy_id", "qos_network_policy_id"]);
        (await folsom.GetAsync("extensions/qos")).Expect(HttpStatusCode.NotFound);
    }
}
