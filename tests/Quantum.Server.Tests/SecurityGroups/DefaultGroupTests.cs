using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.SecurityGroups;

/// <summary>The group that every tenant has without asking.</summary>
public abstract class DefaultGroupTests(ServerFixture server)
{
    private static readonly string[] Needs = ["groups", "ports", "networks"];

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : DefaultGroupTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : DefaultGroupTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task It_lets_its_ports_talk_and_everything_leave()
    {
        var group = (await Tenant.GetAsync("security_groups")).Items.Single();

        (group.Text("name"), group.Text("description")).Should().Be(("default", "Default security group"));
        group.Rules().Select(rule => (rule.Text("direction"), rule.Text("ethertype"), rule.Text("remote_group_id")))
            .Should().BeEquivalentTo(
            [
                ("ingress", "IPv4", group.Id()), ("egress", "IPv4", null), ("ingress", "IPv6", group.Id()), ("egress", "IPv6", null),
            ]);
    }

    [Theory]
    [InlineData("list groups")]
    [InlineData("list rules")]
    [InlineData("create group")]
    [InlineData("create network")]
    [InlineData("create port")]
    public async Task It_is_there_after_the_first_need(string need)
    {
        var network = await server.Api.NetworkAsync(shared: true);
        Func<Task> work = need switch
        {
            "list groups" => () => Tenant.GetAsync("security_groups"),
            "list rules" => () => Tenant.GetAsync("security_group_rules"),
            "create group" => () => Tenant.GroupAsync(),
            "create network" => () => Tenant.NetworkAsync(),
            "create port" => () => Tenant.PortAsync(network.Id()),
            _ => throw new ArgumentOutOfRangeException(nameof(need)),
        };

        await work();

        // Who reads without a tenant adds nothing by looking.
        var found = await server.Api.With("X-Roles", "admin").With("X-Project-Id", "").GetAsync($"security_groups?tenant_id={_tenant}&name=default");
        found.Items.Should().ContainSingle();
    }

    [Theory]
    [InlineData("groups")]
    [InlineData("ports")]
    [InlineData("networks")]
    [InlineData("mixed")]
    public async Task Fifty_who_need_it_first_get_one(string need)
    {
        await using var other = await server.StartAnotherAsync();
        var network = await server.Api.NetworkAsync(shared: true);
        var callers = new[] { Tenant, other.Api.As(_tenant) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            (need == "mixed" ? Needs[i % Needs.Length] : need) switch
            {
                "groups" => callers[i % 2].GetAsync("security_groups"),
                "ports" => callers[i % 2].PostAsync("ports", new { port = new { network_id = network.Id() } }),
                _ => callers[i % 2].PostAsync("networks", new { network = new { } }),
            }));

        answers.Should().AllSatisfy(answer => ((int)answer.Status).Should().BeLessThan(300, "the body is {0}", answer.Text));
        var group = (await Tenant.GetAsync("security_groups")).Items.Should().ContainSingle().Subject;
        group.Rules().Should().HaveCount(4);
        foreach (var port in (await Tenant.GetAsync("ports")).Items)
            port.Groups().Should().Equal(group.Id());
    }

    [Fact]
    public async Task An_administrator_sees_that_of_the_tenant_it_asks_about()
    {
        var admin = server.Api.As(Unique.Tenant(), "admin");

        (await admin.GetAsync($"security_groups?tenant_id={_tenant}")).Items.Single().Text("tenant_id").Should().Be(_tenant);
    }

    [Fact]
    public async Task Others_make_none_by_asking()
    {
        (await server.Api.As(Unique.Tenant()).GetAsync($"security_groups?project_id={_tenant}")).Items.Should().BeEmpty();

        (await server.Api.As(Unique.Tenant(), "admin").GetAsync($"security_groups?tenant_id={new string('x', 300)}")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Its_name_stays_and_its_description_changes()
    {
        var group = await Tenant.DefaultGroupAsync();

        (await Tenant.PutAsync($"security_groups/{group.Id()}", new { security_group = new { name = "web" } }))
            .Expect(HttpStatusCode.Conflict, "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");

        (await Tenant.ChangeAsync("security_group", group.Id(), new { description = "ours" })).Text("description").Should().Be("ours");
    }

    [Fact]
    public async Task Only_an_administrator_removes_it_and_it_comes_back()
    {
        var group = await Tenant.DefaultGroupAsync();

        (await Tenant.DeleteAsync($"security_groups/{group.Id()}"))
            .Expect(HttpStatusCode.Conflict, "SecurityGroupCannotRemoveDefault", "Insufficient rights for removing default security group.");
        (await server.Api.DeleteAsync($"security_groups/{group.Id()}")).Expect(HttpStatusCode.NoContent);

        (await Tenant.DefaultGroupAsync()).Id().Should().NotBe(group.Id());
    }
}
