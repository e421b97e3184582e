using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

/// <summary>What clients are told of failures that are not theirs.</summary>
public abstract class ServerFaultTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : ServerFaultTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ServerFaultTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_defect_is_reported_without_anything_internal_and_nothing_is_created()
    {
        await using var host = await server.StartAnotherAsync(FaultyPlugin.Option, "Logging:LogLevel:Default=None");
        var refusal = new Refusal(
            HttpStatusCode.InternalServerError,
            "HTTPInternalServerError",
            "Request Failed: internal server error while processing your request.");

        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { name = "defect" } }), host.Api.As(_tenant));
        (await host.Api.As(_tenant).GetAsync("networks?shared=False")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_plugin_refuses_with_a_type_of_its_own_and_nothing_is_created()
    {
        await using var host = await server.StartAnotherAsync(FaultyPlugin.Option);
        var refusal = new Refusal(
            HttpStatusCode.Conflict, "VlanIdInUse", "Unable to create the network. The VLAN 7 on physical network eth1 is in use.");

        await refusal.DemandAsync(
            api => api.PostAsync("networks", new { network = new { name = "refused" } }), host.Api.As(_tenant));
        (await host.Api.As(_tenant).GetAsync("networks?shared=False")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_backend_that_fails_leaves_the_resource_in_status_ERROR()
    {
        await using var host = await server.StartAnotherAsync(FaultyPlugin.Option, "Logging:LogLevel:Default=None");
        var tenant = host.Api.As(_tenant);

        var answer = await tenant.PostAsync("networks", new { network = new { name = "backend" } });

        var network = (await tenant.GetAsync("networks?name=backend")).Items.Single();
        network.Text("status").Should().Be("ERROR");
        answer.Expect(
            HttpStatusCode.ServiceUnavailable,
            "PluginBackend",
            $"The network backend failed to apply the change to network {network.Id()}.");
    }

    [Fact]
    public async Task A_backend_that_fails_for_a_resource_without_status_fails_the_request_only()
    {
        await using var host = await server.StartAnotherAsync(FaultyPlugin.Option, "Logging:LogLevel:Default=None");
        var network = await host.Api.NetworkAsync();
        var body = new { subnet = new { network_id = network.Id(), ip_version = 4, cidr = "10.0.0.0/24", name = "backend" } };

        (await host.Api.PostAsync("subnets", body)).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.Api.GetAsync($"subnets?network_id={network.Id()}")).Items.Should().ContainSingle();
    }
}
