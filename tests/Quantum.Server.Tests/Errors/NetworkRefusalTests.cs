using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

public abstract class NetworkRefusalTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : NetworkRefusalTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : NetworkRefusalTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Delete_network_with_ports_is_in_use()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.PortAsync(network.Id());

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "NetworkInUse",
            $"Unable to complete operation on network {network.Id()}. There are one or more ports still in use on the network.",
            $"Unable to complete operation on network {network.Id()}. There is one or more ports still in use on the network.");
        await refusal.DemandAsync(api => api.DeleteAsync($"networks/{network.Id()}"), server.Api);
    }

    [Fact]
    public async Task Unsharing_a_network_that_another_tenant_uses_is_refused()
    {
        var owner = Unique.Tenant();
        var network = await server.Api.NetworkAsync(name: "lobby", tenant: owner, shared: true);
        await server.Api.PortAsync(network.Id(), tenant: Unique.Tenant());

        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "InvalidSharedSetting",
            "Unable to reconfigure sharing settings for network lobby. Multiple tenants are using it.",
            "Unable to reconfigure sharing settings for network lobby. Multiple tenants are using it");
        await refusal.DemandAsync(
            api => api.PutAsync($"networks/{network.Id()}", new { network = new { shared = false } }), server.Api.As(owner, "admin"));
    }

    [Fact]
    public async Task Another_tenant_than_ones_own_needs_an_administrator()
    {
        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "HTTPBadRequest",
            "Specifying 'tenant_id' other than authenticated tenant in request requires admin privileges");
        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { tenant_id = "somebody" } }), server.Api.As(Unique.Tenant()));
    }

    [Fact]
    public async Task Another_tenant_in_PUT_is_refused_before_the_attribute_is_found_read_only()
    {
        var tenant = server.Api.As(Unique.Tenant());
        var network = await tenant.NetworkAsync();

        var refusal = new Refusal(
            HttpStatusCode.BadRequest,
            "HTTPBadRequest",
            "Specifying 'tenant_id' other than authenticated tenant in request requires admin privileges");
        await refusal.DemandAsync(
            api => api.PutAsync($"networks/{network.Id()}", new { network = new { tenant_id = "somebody" } }), tenant);
    }

    [Fact]
    public async Task Without_any_tenant_the_body_must_name_one()
    {
        var refusal = new Refusal(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Running without keystyone AuthN requires  that tenant_id is specified");
        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { } }), server.Api.With("X-Roles", "admin"));
    }

    [Fact]
    public async Task Sharing_a_new_network_is_for_administrators()
    {
        var refusal = new Refusal(
            HttpStatusCode.Forbidden,
            "PolicyNotAuthorized",
            "(rule:create_network and rule:create_network:shared) is disallowed by policy",
            "Access was denied to this resource.");
        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { shared = true } }), server.Api.As(Unique.Tenant()));
    }

    [Fact]
    public async Task A_change_that_policy_refuses_is_forbidden_today()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant(), shared: true);

        var answer = await server.Api.As(Unique.Tenant()).PutAsync($"networks/{network.Id()}", new { network = new { name = "mine" } });

        answer.Expect(HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:update_network is disallowed by policy");
        answer.QuantumError.Should().Be("Access was denied to this resource.");
    }

    [Fact]
    public async Task A_change_that_policy_refuses_was_not_found_in_2012()
    {
        var network = await server.Api.NetworkAsync(tenant: Unique.Tenant(), shared: true);

        var answer = await server.Api.As(Unique.Tenant()).InFolsom()
            .PutAsync($"networks/{network.Id()}", new { network = new { name = "mine" } });

        answer.Expect(HttpStatusCode.NotFound).QuantumError.Should().Be("The resource could not be found.");
    }

    [Fact]
    public async Task A_network_over_the_quota_is_refused()
    {
        await using var small = await server.StartAnotherAsync("Quantum:Quota:Network=0");
        var refusal = new Refusal(
            HttpStatusCode.Conflict,
            "OverQuota",
            "Quota exceeded for resources: ['network'].",
            "Quota exceeded for resources: ['network']");
        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { tenant_id = "t" } }), small.Api);
    }

    [Fact]
    public async Task A_revision_that_has_passed_fails_the_condition()
    {
        var network = await server.Api.NetworkAsync();
        await server.Api.ChangeAsync("network", network.Id(), new { name = "second" });

        var answer = await server.Api.With("If-Match", "revision_number=1").DeleteAsync($"networks/{network.Id()}");

        answer.Expect(HttpStatusCode.PreconditionFailed, "RevisionNumberConstraintFailed", "Constrained to 1, but current revision is 2");
    }
}
