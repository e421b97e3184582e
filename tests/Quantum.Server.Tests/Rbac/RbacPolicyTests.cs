using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Rbac;

public abstract class RbacPolicyTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();
    private readonly string _guest = Unique.Tenant();

    private ApiClient Owner => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : RbacPolicyTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : RbacPolicyTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_policy_shows_what_the_owner_asked_for()
    {
        var network = await Owner.NetworkAsync();

        var policy = await Owner.OpenAsync(network.Id(), _guest);

        policy.Names().Should().BeEquivalentTo("id", "object_type", "object_id", "action", "target_tenant", "tenant_id", "project_id");
        (policy.Text("object_type"), policy.Text("object_id"), policy.Text("action")).Should().Be(("network", network.Id(), "access_as_shared"));
        (policy.Text("target_tenant"), policy.Text("tenant_id"), policy.Text("project_id")).Should().Be((_guest, _tenant, _tenant));
        (await Owner.GetAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.OK).Text.Should().StartWith("{\"rbac_policy\":");
        var list = await Owner.GetAsync("rbac-policies");
        list.Text.Should().StartWith("{\"rbac_policies\":");
        list.Items.Single().GetRawText().Should().Be(policy.GetRawText());
    }

    [Fact]
    public async Task The_type_is_read_without_regard_to_case()
    {
        var network = await Owner.NetworkAsync();

        (await Owner.TryOpenAsync(network.Id(), _guest, type: " Network ")).Expect(HttpStatusCode.Created).One.Text("object_type").Should().Be("network");
    }

    [Fact]
    public async Task Lists_are_filtered_and_sorted()
    {
        var (one, other) = (await Owner.NetworkAsync(), await Owner.NetworkAsync());
        var (second, first) = (await Owner.OpenAsync(one.Id(), "b" + _guest), await Owner.OpenAsync(other.Id(), "a" + _guest));

        (await Owner.GetAsync("rbac-policies?sort_key=target_tenant&sort_dir=asc")).Ids.Should().Equal(first.Id(), second.Id());
        (await Owner.GetAsync($"rbac-policies?object_id={one.Id()}&action=access_as_shared&object_type=network")).Ids.Should().Equal(second.Id());
        (await Owner.GetAsync("rbac-policies?action=access_as_external")).Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task Others_neither_see_nor_change_a_policy()
    {
        var network = await Owner.NetworkAsync();
        var policy = await Owner.OpenAsync(network.Id(), _guest);

        foreach (var other in new[] { server.Api.As(_guest), server.Api.As(Unique.Tenant()) })
        {
            (await other.GetAsync("rbac-policies")).Items.Should().BeEmpty();
            (await other.GetAsync($"rbac-policies/{policy.Id()}")).Expect(
                HttpStatusCode.NotFound, "RbacPolicyNotFound", $"RBAC policy of type unknown with ID {policy.Id()} not found");
            (await other.RetargetAsync(policy.Id(), "x")).Expect(HttpStatusCode.NotFound);
            (await other.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.NotFound);
        }

        var reader = server.Api.As(_tenant, "reader");
        (await reader.GetAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.OK);
        (await reader.TryOpenAsync(network.Id(), "x")).Expect(HttpStatusCode.Forbidden);
        (await reader.DeleteAsync($"rbac-policies/{policy.Id()}")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_administrators_open_objects_to_everybody()
    {
        var network = await Owner.NetworkAsync();
        var policy = await Owner.OpenAsync(network.Id(), _guest);

        (await Owner.TryOpenAsync(network.Id(), "*")).Expect(
            HttpStatusCode.Forbidden, "PolicyNotAuthorized", "(rule:create_rbac_policy and rule:create_rbac_policy:target_tenant) is disallowed by policy");
        (await Owner.RetargetAsync(policy.Id(), "*")).Expect(HttpStatusCode.Forbidden);
        (await server.Api.RetargetAsync(policy.Id(), "*")).Expect(HttpStatusCode.OK).One.Text("target_tenant").Should().Be("*");
        (await Owner.ShowAsync("network", network.Id())).Raw("shared").Should().Be("true");
    }

    [Fact]
    public async Task A_network_of_others_cannot_be_opened()
    {
        var visible = await server.Api.NetworkAsync(shared: true);
        var hidden = await server.Api.NetworkAsync();

        (await Owner.TryOpenAsync(visible.Id(), _guest)).Expect(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: Only admins can manipulate policies on networks they do not own.");
        (await Owner.TryOpenAsync(hidden.Id(), _guest)).Expect(HttpStatusCode.NotFound, "NetworkNotFound", $"Network {hidden.Id()} could not be found.");
        (await server.Api.PoliciesAsync(hidden.Id())).Should().BeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_opened_is_refused()
    {
        var network = await Owner.NetworkAsync();
        await Owner.OpenAsync(network.Id(), _guest);

        (await Owner.TryOpenAsync(network.Id(), _guest, type: "planet")).Expect(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: 'planet' is not a valid RBAC object type.");
        (await Owner.TryOpenAsync(network.Id(), _guest, "look")).Expect(
            HttpStatusCode.BadRequest,
            "InvalidActionForType",
            "Invalid action 'look' for object type 'network'. Valid actions: ('access_as_shared', 'access_as_external')");
        (await Owner.TryOpenAsync(network.Id(), _guest)).Expect(
            HttpStatusCode.Conflict, "DuplicateRbacPolicy", "An RBAC policy already exists with those values.");
        (await Owner.PostAsync("rbac-policies", """{"rbac_policy": {"object_type": "network"}}""")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_the_target_can_be_changed()
    {
        var network = await Owner.NetworkAsync();
        var policy = await Owner.OpenAsync(network.Id(), _guest);
        await Owner.OpenAsync(network.Id(), "taken");

        (await Owner.PutAsync($"rbac-policies/{policy.Id()}", """{"rbac_policy": {"action": "access_as_external"}}""")).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Cannot update read-only attribute action");
        (await Owner.RetargetAsync(policy.Id(), "taken")).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("DuplicateRbacPolicy");
        (await Owner.RetargetAsync(policy.Id(), "other")).Expect(HttpStatusCode.OK);
        (await Owner.PoliciesAsync(network.Id())).Should().Equal("access_as_shared other", "access_as_shared taken");
    }

    [Fact]
    public async Task Several_policies_are_created_all_or_none()
    {
        var network = await Owner.NetworkAsync();
        object Policy(string target) => new { object_type = "network", object_id = network.Id(), action = "access_as_shared", target_tenant = target };

        var twice = await Owner.PostAsync("rbac-policies", new { rbac_policies = new[] { Policy("a"), Policy("b"), Policy("a") } });
        twice.Expect(HttpStatusCode.Conflict);
        (await Owner.PoliciesAsync(network.Id())).Should().BeEmpty();

        (await Owner.PostAsync("rbac-policies", new { rbac_policies = new[] { Policy("a"), Policy("b") } })).Expect(HttpStatusCode.Created);
        (await Owner.PoliciesAsync(network.Id())).Should().Equal("access_as_shared a", "access_as_shared b");
    }

    [Fact]
    public async Task Of_many_who_open_to_the_same_target_one_succeeds()
    {
        var network = await Owner.NetworkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Owner.TryOpenAsync(network.Id(), _guest)));

        answers.Select(answer => answer.Status).Order().Should().Equal(
            [HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    [Fact]
    public async Task Policies_go_with_their_network()
    {
        var network = await server.Api.NetworkAsync(tenant: _tenant, shared: true);
        await Owner.OpenAsync(network.Id(), _guest);

        (await Owner.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);

        (await server.Api.PoliciesAsync(network.Id())).Should().BeEmpty();
    }

    [Fact]
    public async Task A_tenant_has_a_quota_of_policies()
    {
        var network = await Owner.NetworkAsync();
        (await server.Api.PutAsync($"quotas/{_tenant}", new { quota = new { rbac_policy = 1 } })).Expect(HttpStatusCode.OK);
        await Owner.OpenAsync(network.Id(), _guest);

        (await Owner.TryOpenAsync(network.Id(), "other")).Expect(
            HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['rbac_policy'].");
    }

    [Fact]
    public async Task Clients_of_2012_know_nothing_of_it()
    {
        var folsom = server.Api.InFolsom();

        (await folsom.GetAsync("rbac-policies")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync("extensions/rbac-policies")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"quotas/{_tenant}")).One.Has("rbac_policy").Should().BeFalse();
        (await server.Api.GetAsync("extensions/rbac-policies")).Expect(HttpStatusCode.OK);
    }
}
