using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Agents;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Agents;

public abstract class AgentTests(ServerFixture server)
{
    private ApiClient Admin => server.Api;

    public sealed class OnSqlite(ServerOnSqlite server) : AgentTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AgentTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task An_agent_that_reported_is_shown()
    {
        var host = Unique.Name("host");
        var id = await ReportAsync(host, "DHCP agent", "east");

        var agent = (await Admin.GetAsync($"agents/{id}")).Expect(HttpStatusCode.OK).One;

        agent.Names().Should().BeEquivalentTo(
            "id", "agent_type", "binary", "topic", "host", "admin_state_up", "created_at", "started_at", "heartbeat_timestamp", "description",
            "resources_synced", "availability_zone", "alive", "configurations");
        (agent.Text("host"), agent.Text("agent_type"), agent.Text("availability_zone")).Should().Be((host, "DHCP agent", "east"));
        agent.Raw("alive").Should().Be("true");
        agent.Raw("configurations").Should().Be("""{"devices":0}""");
        agent.Text("created_at").Should().MatchRegex("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$");
        (await Admin.GetAsync($"agents?host={host}&agent_type=DHCP+agent&alive=True")).Ids.Should().Equal(id);
        (await Admin.GetAsync($"agents?host={host}&agent_type=L3+agent")).Ids.Should().BeEmpty();
        (await Admin.GetAsync($"agents?host={host}&fields=id")).Items.Single().Names().Should().Equal("id");
    }

    [Fact]
    public async Task Parallel_reports_make_one_agent()
    {
        var host = Unique.Name("host");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReportAsync(host, "L3 agent", null)));

        ids.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task An_administrator_changes_and_deletes_an_agent()
    {
        var id = await ReportAsync(Unique.Name("host"), "L3 agent", null);

        var changed = await Admin.PutAsync($"agents/{id}", """{"agent": {"admin_state_up": false, "description": "old"}}""");
        changed.Expect(HttpStatusCode.OK).One.Raw("admin_state_up").Should().Be("false");
        (await Admin.GetAsync($"agents/{id}")).One.Text("description").Should().Be("old");

        (await Admin.PutAsync($"agents/{id}", """{"agent": {"host": "other"}}"""))
            .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Cannot update read-only attribute host");
        (await Admin.PutAsync($"agents/{id}", """{"agent": {"admin_state_up": "up"}}""")).Expect(HttpStatusCode.BadRequest);

        (await Admin.DeleteAsync($"agents/{id}")).Expect(HttpStatusCode.NoContent);
        (await Admin.GetAsync($"agents/{id}")).Expect(HttpStatusCode.NotFound, "AgentNotFound", $"Agent {id} could not be found.");
    }

    [Fact]
    public async Task Tenants_see_no_agents()
    {
        var id = await ReportAsync(Unique.Name("host"), "L3 agent", null);
        var tenant = server.Api.As(Unique.Tenant());

        (await tenant.GetAsync("agents")).Expect(HttpStatusCode.OK).Items.Should().BeEmpty();
        (await tenant.GetAsync($"agents/{id}")).Expect(HttpStatusCode.NotFound);
        (await tenant.DeleteAsync($"agents/{id}")).Expect(HttpStatusCode.NotFound);
        (await Admin.PostAsync("agents", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
        (await Admin.GetAsync("agents?colour=red")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Zones_are_those_of_agents_and_one_more()
    {
        var zone = Unique.Name("zone");
        await ReportAsync(Unique.Name("host"), "DHCP agent", zone);
        var tenant = server.Api.As(Unique.Tenant());

        (await tenant.GetAsync("availability_zones?name=nova")).Expect(HttpStatusCode.OK).Text.Should().Be(
            """{"availability_zones":[{"name":"nova","resource":"network","state":"available"},{"name":"nova","resource":"router","state":"available"}]}""");
        (await tenant.GetAsync($"availability_zones?name={zone}&fields=resource")).Items.Single().Text("resource").Should().Be("network");
    }

    [Fact]
    public async Task Clients_of_2012_know_neither()
    {
        (await Admin.InFolsom().GetAsync("agents")).Expect(HttpStatusCode.NotFound);
        (await Admin.InFolsom().GetAsync("availability_zones")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<string> ReportAsync(string host, string type, string? zone)
    {
        var agents = server.Host.Services.GetRequiredService<AgentService>();
        var report = new AgentReport(type, host, "quantum-agent", "agent", zone, """{"devices":0}""", IsStart: true);
        return (await agents.ReportAsync(report, CancellationToken.None)).Id.ToString("D");
    }
}
