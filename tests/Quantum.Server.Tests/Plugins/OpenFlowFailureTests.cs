using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Plugins;

/// <summary>The controller is down, slow, or answers errors; and comes back.</summary>
public abstract class OpenFlowFailureTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenFlowFailureTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenFlowFailureTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_network_that_the_controller_did_not_take_is_in_error_until_any_change_tries_again(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        await host.Controller.GoDownAsync();

        var refused = await host.Api.PostAsync("networks", new { network = new { name = "web" } });

        var network = await host.OnlyAsync("networks");
        refused.Expect(
            HttpStatusCode.ServiceUnavailable, "PluginBackend", $"The network backend failed to apply the change to network {network.Id()}.");
        network.Text("status").Should().Be("ERROR");
        (await RepairAsync(host, "network", network)).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.StatusAsync("network", network)).Should().Be("ERROR");

        await host.Controller.ComeBackAsync();
        (await RepairAsync(host, "network", network)).Expect(HttpStatusCode.OK).One.Text("status").Should().Be("ACTIVE");
        host.Networks.Should().Equal(network.Id());
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_that_the_controller_did_not_take_is_in_error_until_any_change_tries_again(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());
        host.Controller.AnswerWith(HttpStatusCode.InternalServerError);

        (await host.PlugInAsync(port)).Expect(
            HttpStatusCode.ServiceUnavailable, "PluginBackend", $"The network backend failed to apply the change to port {port.Id()}.");
        (await host.StatusAsync("port", port)).Should().Be("ERROR");
        (await RepairAsync(host, "port", port)).Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");
        (await host.StatusAsync("port", port)).Should().Be("ERROR");

        host.Controller.Recover();
        (await RepairAsync(host, "port", port)).Expect(HttpStatusCode.OK).One.Text("status").Should().Be("ACTIVE");
        host.IsAttached(port).Should().BeTrue();
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task An_agent_that_repeats_its_report_repairs_too(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (_, port) = await host.WorkingAsync();
        await host.Controller.GoDownAsync();

        (await host.PullOutAsync(port)).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.StatusAsync("port", port)).Should().Be("ERROR");
        await host.Controller.ComeBackAsync();
        host.IsAttached(port).Should().BeTrue();

        (await host.PullOutAsync(port)).Expect(HttpStatusCode.OK);
        (await host.StatusAsync("port", port)).Should().Be("DOWN");
        host.IsAttached(port).Should().BeFalse();
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_controller_that_lost_its_state_is_told_all_again_by_the_next_report(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, port) = await host.WorkingAsync();
        host.Forget();

        (await host.PlugInAsync(port)).Expect(HttpStatusCode.OK);

        host.IsAttached(port).Should().BeTrue();
        host.Networks.Should().Equal(network.Id());
        if (driver == "ryu")
            host.Controller.Ryu.Networks.Should().Contain("__NW_ID_EXTERNAL__");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_network_in_error_is_repaired_with_its_ports_after_the_controller_lost_its_state(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, port) = await host.WorkingAsync();
        var other = await host.Api.PortAsync(network.Id());
        (await host.PlugInAsync(other, number: 8)).Expect(HttpStatusCode.OK);
        await host.Controller.GoDownAsync();
        (await host.Api.PutAsync($"networks/{network.Id()}", new { network = new { admin_state_up = false } })).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.Api.PutAsync($"networks/{network.Id()}", new { network = new { admin_state_up = true } })).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.StatusAsync("network", network)).Should().Be("ERROR");
        host.Forget();
        await host.Controller.ComeBackAsync();

        (await RepairAsync(host, "network", network)).Expect(HttpStatusCode.OK).One.Text("status").Should().Be("ACTIVE");

        host.Networks.Should().Equal(network.Id());
        (host.IsAttached(port), host.IsAttached(other, number: 8)).Should().Be((true, true));
        (await host.StatusAsync("port", port)).Should().Be("ACTIVE");
    }

    [Fact]
    public async Task A_rename_after_the_controller_lost_its_state_registers_the_network_again()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");
        var network = await host.Api.NetworkAsync("web");
        host.Forget();

        await host.Api.ChangeAsync("network", network.Id(), new { name = "db" });

        host.Controller.Trema.Descriptions[network.Id()].Should().Contain("Name=db");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_of_a_network_that_failed_brings_the_network_to_the_controller(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        host.Controller.AnswerWith(HttpStatusCode.ServiceUnavailable);
        (await host.Api.PostAsync("networks", new { network = new { } })).Expect(HttpStatusCode.ServiceUnavailable);
        var network = await host.OnlyAsync("networks");
        host.Controller.Recover();
        var port = await host.Api.PortAsync(network.Id());

        (await host.PlugInAsync(port)).Expect(HttpStatusCode.OK);

        host.IsAttached(port).Should().BeTrue();
        (await host.StatusAsync("port", port)).Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task Deletions_that_the_controller_did_not_take_are_told_and_made_up_for(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, port) = await host.WorkingAsync();
        host.Controller.AnswerWith(HttpStatusCode.InternalServerError);

        (await host.Api.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");
        (await host.Api.GetAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NotFound);
        host.IsAttached(port).Should().BeTrue();

        host.Controller.Recover();
        (await host.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);
        host.IsAttached(port).Should().BeFalse();
        host.Networks.Should().BeEmpty();
    }

    [Fact]
    public async Task A_deleted_network_is_gone_even_if_the_controller_keeps_it()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "ryu");
        var network = await host.Api.NetworkAsync();
        await host.Controller.GoDownAsync();

        (await host.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");

        (await host.Api.GetAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_slow_controller_counts_as_failed(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver, "Quantum:OpenFlow:RequestTimeout=1", "Quantum:BackendTimeout=3");
        var (_, port) = await host.WorkingAsync();
        host.Controller.AnswerAfter(TimeSpan.FromMinutes(5));

        (await host.Api.PostAsync("networks", new { network = new { name = "slow" } })).Expect(HttpStatusCode.ServiceUnavailable);
        (await host.PlugInAsync(port)).Expect(HttpStatusCode.ServiceUnavailable);

        (await host.StatusAsync("port", port)).Should().Be("ERROR");
        host.Controller.Recover();
        (await RepairAsync(host, "port", port)).Expect(HttpStatusCode.OK).One.Text("status").Should().Be("ACTIVE");
    }

    [Fact]
    public async Task A_long_report_ends_with_the_controllers_time()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "ryu", "Quantum:OpenFlow:RequestTimeout=2", "Quantum:BackendTimeout=3");
        var network = await host.Api.NetworkAsync();
        var ports = (await host.Api.PostAsync("ports", new { ports = Enumerable.Repeat(new { network_id = network.Id() }, 10) }))
            .Expect(HttpStatusCode.Created).Items;
        host.Controller.AnswerAfter(TimeSpan.FromMilliseconds(900));

        (await host.ReportAsync(OpenFlowHost.Datapath, [.. ports.Select(OpenFlowHost.Found)], []))
            .Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");

        (await host.Api.GetAsync("ports")).Items.Select(port => port.Text("status")).Distinct().Should().BeEquivalentTo("ACTIVE", "ERROR");
    }

    [Fact]
    public async Task The_server_starts_while_the_controller_is_down()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "ryu");
        await host.Controller.GoDownAsync();

        await using var other = await QuantumHost.StartAsync(
            server.Kind, host.Host.ConnectionString, [.. OpenFlowHost.Options(host.Controller, "ryu"), "Quantum:Plugin=OpenFlow"]);

        (await other.Api.GetAsync("networks")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task Changes_at_once_in_two_servers_end_in_one_truth(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        await using var other = await QuantumHost.StartAsync(
            server.Kind, host.Host.ConnectionString, [.. OpenFlowHost.Options(host.Controller, driver), "Quantum:Plugin=OpenFlow"]);
        var (network, port) = await host.WorkingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number =>
        {
            var api = number % 2 == 0 ? host.Api : other.Api;
            return (number % 3) switch
            {
                0 => api.PutAsync($"ports/{port.Id()}", new { port = new { admin_state_up = number % 4 == 0 } }),
                1 => api.PutAsync($"networks/{network.Id()}", new { network = new { admin_state_up = number % 4 == 1 } }),
                _ => host.PlugInAsync(port, number: number % 2),
            };
        }));

        answers.Select(answer => answer.Status).Should().OnlyContain(status => status == HttpStatusCode.OK || status == HttpStatusCode.ServiceUnavailable);
        await SettleAsync(host, network, port, up: true);
        (host.IsAttached(port, 0) || host.IsAttached(port, 1)).Should().BeTrue();
        if (driver == "ryu")
            host.Controller.Ryu.Ports.Should().ContainSingle();
        await SettleAsync(host, network, port, up: false);
        (host.IsAttached(port, 0) || host.IsAttached(port, 1)).Should().BeFalse();
    }

    private static async Task SettleAsync(OpenFlowHost host, JsonElement network, JsonElement port, bool up)
    {
        await host.Api.ChangeAsync("network", network.Id(), new { admin_state_up = up });
        var changed = await host.Api.ChangeAsync("port", port.Id(), new { admin_state_up = up });
        changed.Text("status").Should().Be(up ? "ACTIVE" : "DOWN");
    }

    private static Task<Answer> RepairAsync(OpenFlowHost host, string resource, JsonElement item) =>
        host.Api.PutAsync($"{resource}s/{item.Id()}", $$"""{"{{resource}}": {} }""");
}
