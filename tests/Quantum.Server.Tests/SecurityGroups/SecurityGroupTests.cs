using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.SecurityGroups;

public abstract class SecurityGroupTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : SecurityGroupTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SecurityGroupTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_new_group_lets_everything_leave()
    {
        var group = await Tenant.GroupAsync(new { name = "web", description = "servers" });

        (group.Text("name"), group.Text("description"), group.Text("tenant_id"), group.Text("project_id"))
            .Should().Be(("web", "servers", _tenant, _tenant));
        (group.Raw("stateful"), group.Raw("shared")).Should().Be(("true", "false"));
        group.Rules().Select(rule => (rule.Text("direction"), rule.Text("ethertype"), rule.Raw("protocol"), rule.Raw("remote_group_id")))
            .Should().BeEquivalentTo([("egress", "IPv4", "null", "null"), ("egress", "IPv6", "null", "null")]);
        group.Rules().Should().AllSatisfy(rule => rule.Raw("description").Should().Be("null"));
        (await Tenant.ShowAsync("security_group", group.Id())).GetRawText().Should().Be(group.GetRawText());
    }

    [Fact]
    public async Task A_rule_in_its_group_looks_as_alone()
    {
        var group = await Tenant.GroupAsync();
        var rule = (await Tenant.AddRuleAsync(group.Id(), "\"direction\": \"ingress\"")).One;

        (await Tenant.ShowAsync("security_group", group.Id())).Rules().Select(listed => listed.GetRawText()).Should().Contain(rule.GetRawText());
        (await Tenant.ShowAsync("security_group_rule", rule.Id())).GetRawText().Should().Be(rule.GetRawText());
    }

    [Fact]
    public async Task Groups_are_created_in_bulk()
    {
        var answer = await Tenant.PostAsync("security_groups", new { security_groups = new[] { new { name = "a" }, new { name = "b" } } });

        answer.Expect(HttpStatusCode.Created).Items.Select(group => group.Text("name")).Should().Equal("a", "b");
    }

    [Fact]
    public async Task Update_changes_name_description_and_state()
    {
        var group = await Tenant.GroupAsync();

        var changed = await Tenant.ChangeAsync("security_group", group.Id(), new { name = "b", description = "c", stateful = false });

        (changed.Text("name"), changed.Text("description"), changed.Raw("stateful")).Should().Be(("b", "c", "false"));
        changed.Rules().Should().HaveCount(2);
        changed.Revision().Should().Be(2);
        (await Tenant.ShowAsync("security_group", group.Id())).GetRawText().Should().Be(changed.GetRawText());
    }

    [Theory]
    [InlineData("default")]
    [InlineData("Default")]
    public async Task The_name_of_the_default_group_is_reserved(string name)
    {
        var group = await Tenant.GroupAsync();

        foreach (var answer in new[]
        {
            await Tenant.PostAsync("security_groups", new { security_group = new { name } }),
            await Tenant.PutAsync($"security_groups/{group.Id()}", new { security_group = new { name } }),
        })
            answer.Expect(HttpStatusCode.Conflict, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
    }

    [Fact]
    public async Task A_group_in_use_cannot_be_deleted_nor_change_its_state()
    {
        var group = await Tenant.GroupAsync();
        var network = await Tenant.NetworkAsync();
        var port = await Tenant.PortAsync(network.Id(), more: new { security_groups = new[] { group.Id() } });

        (await Tenant.DeleteAsync($"security_groups/{group.Id()}"))
            .Expect(HttpStatusCode.Conflict, "SecurityGroupInUse", $"Security Group {group.Id()} in use.");
        (await Tenant.PutAsync($"security_groups/{group.Id()}", new { security_group = new { stateful = false } }))
            .Expect(HttpStatusCode.Conflict, "SecurityGroupInUse", $"Security Group {group.Id()} in use.");

        await Tenant.DeleteAsync($"ports/{port.Id()}");
        (await Tenant.DeleteAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Deleting_a_group_takes_its_rules_and_those_about_it()
    {
        var gone = await Tenant.GroupAsync();
        var other = await Tenant.GroupAsync();
        var own = (await Tenant.AddRuleAsync(gone.Id(), "\"direction\": \"ingress\"")).One;
        var about = (await Tenant.AddRuleAsync(other.Id(), $"\"direction\": \"ingress\", \"remote_group_id\": \"{gone.Id()}\"")).One;

        (await Tenant.DeleteAsync($"security_groups/{gone.Id()}")).Expect(HttpStatusCode.NoContent);

        (await Tenant.GetAsync($"security_groups/{gone.Id()}"))
            .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {gone.Id()} does not exist");
        foreach (var rule in new[] { own, about })
        {
            (await Tenant.GetAsync($"security_group_rules/{rule.Id()}"))
                .Expect(HttpStatusCode.NotFound, "SecurityGroupRuleNotFound", $"Security group rule {rule.Id()} does not exist");
        }

        (await Tenant.ShowAsync("security_group", other.Id())).Revision().Should().Be(3);
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_changes_a_group()
    {
        var group = await Tenant.GroupAsync(new { name = "web" });
        var rule = group.Rules()[0];
        var stranger = server.Api.As(Unique.Tenant());

        (await stranger.GetAsync("security_groups")).Ids.Should().NotContain(group.Id());
        (await stranger.GetAsync("security_group_rules")).Ids.Should().NotContain(rule.Id());
        (await stranger.GetAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"security_group_rules/{rule.Id()}")).Expect(HttpStatusCode.NotFound);
        (await stranger.PutAsync($"security_groups/{group.Id()}", new { security_group = new { name = "mine" } })).Expect(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NotFound);
        (await stranger.DeleteAsync($"security_group_rules/{rule.Id()}")).Expect(HttpStatusCode.NotFound);
        (await stranger.AddRuleAsync(group.Id(), "\"direction\": \"ingress\""))
            .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {group.Id()} does not exist");
        var own = await stranger.GroupAsync();
        (await stranger.AddRuleAsync(own.Id(), $"\"direction\": \"ingress\", \"remote_group_id\": \"{group.Id()}\""))
            .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {group.Id()} does not exist");
    }

    [Fact]
    public async Task A_reader_sees_and_changes_nothing()
    {
        var group = await Tenant.GroupAsync();
        var reader = server.Api.As(_tenant, "reader");

        (await reader.GetAsync("security_groups")).Ids.Should().Contain(group.Id());
        (await reader.PostAsync("security_groups", new { security_group = new { } })).Expect(HttpStatusCode.Forbidden);
        (await reader.DeleteAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.Forbidden);
        (await reader.AddRuleAsync(group.Id(), "\"direction\": \"ingress\"")).Expect(HttpStatusCode.Forbidden);
        (await reader.DeleteAsync($"security_group_rules/{group.Rules()[0].Id()}")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nothing_is_shared()
    {
        var group = await Tenant.GroupAsync();

        (await Tenant.GetAsync("security_groups?shared=True")).Items.Should().BeEmpty();
        (await Tenant.GetAsync("security_groups?shared=False")).Ids.Should().Contain(group.Id());
    }

    [Fact]
    public async Task Fields_select_what_is_shown()
    {
        var group = await Tenant.GroupAsync(new { name = "web" });

        var listed = await Tenant.GetAsync("security_groups?fields=id&fields=name&name=web");

        listed.Text.Should().Be($$"""{"security_groups":[{"id":"{{group.Id()}}","name":"web"}]}""");
        (await Tenant.GetAsync("security_groups?name=web&fields=security_group_rules")).Items.Single().Rules().Should().HaveCount(2);
    }

    [Fact]
    public async Task Pages_hold_whole_groups()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await Tenant.GroupAsync(new { name });

        var first = await Tenant.GetAsync("security_groups?limit=2&sort_key=name&sort_dir=asc");
        var second = await Tenant.GetAsync($"security_groups?limit=2&sort_key=name&sort_dir=asc&marker={first.Ids[1]}");

        first.Items.Concat(second.Items).Select(group => group.Text("name")).Should().Equal("a", "b", "c", "default");
        first.Items.Concat(second.Items).Select(group => group.Rules().Count).Should().Equal(2, 2, 2, 4);
        first.Json.Has("security_groups_links").Should().BeTrue();
    }

    [Fact]
    public async Task The_default_group_counts_and_is_never_refused()
    {
        await using var host = await server.StartAnotherAsync("Quantum:Quota:SecurityGroup=2", "Quantum:Quota:SecurityGroupRule=6");
        var caller = host.Api.As(_tenant);

        await caller.GroupAsync();

        (await caller.PostAsync("security_groups", new { security_group = new { } }))
            .Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['security_group'].");
        var group = await caller.DefaultGroupAsync();
        (await caller.AddRuleAsync(group.Id(), "\"direction\": \"ingress\""))
            .Expect(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['security_group_rule'].");

        var empty = host.Api.As(Unique.Tenant());
        await host.Api.PutAsync($"quotas/{_tenant}", new { quota = new { security_group = 0 } });
        (await empty.GetAsync("security_groups")).Items.Should().HaveCount(1);
    }

    [Fact]
    public async Task Clients_of_2012_find_none_of_it()
    {
        var folsom = Tenant.InFolsom();
        var group = await Tenant.GroupAsync();

        (await folsom.GetAsync("security_groups")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("security_group_rules")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("extensions")).Items.Select(extension => extension.Text("alias")).Should().NotContain("security-group");
        (await folsom.GetAsync("extensions/security-group")).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync("extensions/security-group")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Security_groups_can_be_switched_off()
    {
        await using var host = await server.StartAnotherAsync("Quantum:SecurityGroups=false");
        var caller = host.Api.As(_tenant);
        var network = await caller.NetworkAsync();

        (await caller.PortAsync(network.Id())).Has("security_groups").Should().BeFalse();
        (await caller.GetAsync("security_groups")).Expect(HttpStatusCode.NotFound, "HTTPNotFound", "The resource could not be found.");
        (await caller.GetAsync("extensions/security-group")).Expect(HttpStatusCode.NotFound);
        (await caller.GetAsync($"quotas/{_tenant}")).One.Has("security_group").Should().BeFalse();
    }
}
