using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;
using Quantum.Server.Tests.SecurityGroups;

namespace Quantum.Server.Tests.Rbac;

/// <summary>Security groups that policies share.</summary>
public abstract class SharedGroupTests(ServerFixture server)
{
    private const string Type = "security_group";

    private readonly string _tenant = Unique.Tenant();
    private readonly string _guest = Unique.Tenant();

    private ApiClient Owner => server.Api.As(_tenant);

    private ApiClient Guest => server.Api.As(_guest);

    private ApiClient Stranger => server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : SharedGroupTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SharedGroupTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_group_is_shared_with_the_tenant_that_a_policy_names_alone()
    {
        var group = (await Owner.GroupAsync(new { name = "web" })).Id();
        (await Guest.GetAsync($"security_groups/{group}")).Expect(HttpStatusCode.NotFound);

        await OpenAsync(group);

        var seen = await Guest.ShowAsync("security_group", group);
        (seen.Raw("shared"), seen.Rules().Count).Should().Be(("true", 2));
        (await Owner.ShowAsync("security_group", group)).Raw("shared").Should().Be("false");
        (await Guest.GetAsync("security_groups?shared=True")).Ids.Should().Contain(group);
        (await Guest.GetAsync("security_groups?shared=False")).Ids.Should().NotContain(group);
        (await Owner.GetAsync("security_groups?shared=True")).Ids.Should().NotContain(group);
        (await Owner.GetAsync("security_groups?shared=False")).Ids.Should().Contain(group);
        (await Guest.GetAsync("security_groups?fields=id&fields=name")).Items.Select(item => item.Id()).Should().Contain(group);
        (await Guest.GetAsync("security_groups?sort_key=shared&sort_dir=desc&limit=1")).Items.Single().Raw("shared").Should().Be("true");
        (await Stranger.GetAsync($"security_groups/{group}")).Expect(HttpStatusCode.NotFound);
        (await Stranger.GetAsync("security_groups")).Ids.Should().NotContain(group);
    }

    [Fact]
    public async Task A_guest_uses_the_group_and_does_not_change_it()
    {
        var group = (await Owner.GroupAsync()).Id();
        var own = (await Guest.GroupAsync()).Id();
        var network = (await Guest.NetworkAsync()).Id();
        var port = await Guest.PortAsync(network);
        var policy = await OpenAsync(group);

        (await Guest.PortAsync(network, more: new { security_groups = new[] { group, own } })).Groups().Should().BeEquivalentTo([group, own]);
        (await Guest.ChangeAsync("port", port.Id(), new { security_groups = new[] { group } })).Groups().Should().Equal(group);
        (await Guest.AddRuleAsync(own, $"\"direction\": \"ingress\", \"remote_group_id\": \"{group}\"")).Expect(HttpStatusCode.Created);
        (await Guest.AddRuleAsync(group, "\"direction\": \"ingress\"")).Expect(HttpStatusCode.Forbidden);
        (await Guest.PutAsync($"security_groups/{group}", new { security_group = new { name = "mine" } })).Expect(HttpStatusCode.Forbidden);
        (await Guest.DeleteAsync($"security_groups/{group}")).Expect(HttpStatusCode.Forbidden);
        (await Guest.GetAsync($"security_group_rules?security_group_id={group}")).Items.Should().BeEmpty();
        (await Stranger.PostAsync("ports", new { port = new { network_id = network, security_groups = new[] { group } } })).Expect(HttpStatusCode.NotFound);
        (await Owner.DeleteAsync($"security_groups/{group}")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("SecurityGroupInUse");
        (await Owner.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(
            HttpStatusCode.Conflict,
            "RbacPolicyInUse",
            $"RBAC policy on object {group} cannot be removed because other objects depend on it.\nDetails: project_id={_guest}");
    }

    [Fact]
    public async Task A_group_goes_with_its_policies_and_a_policy_when_nobody_needs_it()
    {
        var group = await Owner.GroupAsync();
        var network = (await Guest.NetworkAsync()).Id();
        var policy = await OpenAsync(group.Id());
        var port = await Guest.PortAsync(network, more: new { security_groups = new[] { group.Id() } });

        (await Owner.RetargetAsync(policy.Id(), "other")).Expect(HttpStatusCode.Conflict);
        (await Guest.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Owner.RetargetAsync(policy.Id(), "other")).Expect(HttpStatusCode.OK);
        (await Guest.GetAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Owner.ShowAsync("security_group", group.Id())).Revision().Should().Be(group.Revision() + 2);
        (await Owner.DeleteAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Owner.GetAsync($"rbac-policies?object_id={group.Id()}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Administrators_alone_share_a_group_with_everybody()
    {
        var group = (await Owner.GroupAsync()).Id();

        (await Owner.TryOpenAsync(group, "*", type: Type)).Expect(HttpStatusCode.Forbidden);
        (await Guest.TryOpenAsync(group, _guest, type: Type)).Expect(HttpStatusCode.NotFound);
        (await Owner.TryOpenAsync(group, _guest, "access_as_external", Type)).Expect(
            HttpStatusCode.BadRequest,
            "InvalidActionForType",
            "Invalid action 'access_as_external' for object type 'security_group'. Valid actions: ('access_as_shared',)");
        await server.Api.OpenAsync(group, "*", type: Type);
        (await Owner.ShowAsync("security_group", group)).Raw("shared").Should().Be("true");
        (await Owner.ChangeAsync("security_group", group, new { name = "still" })).Raw("shared").Should().Be("true");
        (await Stranger.ShowAsync("security_group", group)).Raw("shared").Should().Be("true");
    }

    [Fact]
    public async Task An_administrators_port_of_another_tenant_takes_what_is_open_to_that_tenant()
    {
        var group = (await Owner.GroupAsync()).Id();
        await OpenAsync(group);
        var network = (await Guest.NetworkAsync()).Id();

        (await server.Api.PortAsync(network, tenant: _guest, more: new { security_groups = new[] { group } })).Groups().Should().Equal(group);
    }

    [Fact]
    public async Task A_guests_port_and_the_end_of_its_policy_never_both_succeed()
    {
        var network = (await Guest.NetworkAsync()).Id();
        for (var round = 0; round < 10; round++)
        {
            var group = (await Owner.GroupAsync()).Id();
            var policy = await OpenAsync(group);

            var port = Guest.PostAsync("ports", new { port = new { network_id = network, security_groups = new[] { group } } });
            var ending = Owner.DeleteAsync($"rbac-policies/{policy.Id()}");
            await Task.WhenAll(port, ending);

            ((await port).Status, (await ending).Status).Should().BeOneOf(
                (HttpStatusCode.Created, HttpStatusCode.Conflict), (HttpStatusCode.NotFound, HttpStatusCode.NoContent));
            await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { security_group = -1, rbac_policy = -1 } });
        }
    }

    private Task<JsonElement> OpenAsync(string group) => Owner.OpenAsync(group, _guest, type: Type);
}
