using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Agents;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.OpenApi;

namespace Quantum.Server.Tests.Plugins;

public abstract class OpenFlowPluginTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenFlowPluginTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenFlowPluginTests(server), IClassFixture<ServerOnPostgres>;

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_network_is_active_when_the_controller_knows_it(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);

        var network = await host.Api.NetworkAsync("web");
        var down = await host.Api.NetworkAsync(more: new { admin_state_up = false });

        network.Text("status").Should().Be("ACTIVE");
        down.Text("status").Should().Be("DOWN");
        host.Networks.Should().BeEquivalentTo(network.Id(), down.Id());
        (await host.Api.ShowAsync("network", network.Id())).GetRawText().Should().Be(network.GetRawText());

        (await host.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);
        host.Networks.Should().Equal(down.Id());
    }

    [Fact]
    public async Task A_new_name_is_told_to_the_controller()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");
        var network = await host.Api.NetworkAsync("web");

        await host.Api.ChangeAsync("network", network.Id(), new { name = "db" });

        host.Controller.Trema.Descriptions[network.Id()].Should().Be($"ID={network.Id()} Name=db at Quantum.");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_is_down_until_an_agent_has_found_it_and_again_when_it_is_pulled_out(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var port = await host.Api.PortAsync((await host.Api.NetworkAsync()).Id());
        port.Text("status").Should().Be("DOWN");

        (await host.PlugInAsync(port)).Expect(HttpStatusCode.OK).Text.Should().Be("null");
        (await host.StatusAsync("port", port)).Should().Be("ACTIVE");
        host.IsAttached(port).Should().BeTrue();

        (await host.PullOutAsync(port)).Expect(HttpStatusCode.OK);
        (await host.StatusAsync("port", port)).Should().Be("DOWN");
        host.IsAttached(port).Should().BeFalse();
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_works_while_it_and_its_network_are_up(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, port) = await host.WorkingAsync();

        async Task ChangeAsync(string resource, JsonElement item, bool up, string status)
        {
            (await host.Api.ChangeAsync(resource, item.Id(), new { admin_state_up = up })).Text("status").Should().Be(up ? status : "DOWN");
            (await host.StatusAsync("port", port)).Should().Be(status);
            host.IsAttached(port).Should().Be(status == "ACTIVE");
        }

        await ChangeAsync("port", port, up: false, "DOWN");
        await ChangeAsync("port", port, up: true, "ACTIVE");
        await ChangeAsync("network", network, up: false, "DOWN");
        (await host.Api.ChangeAsync("port", port.Id(), new { name = "web" })).Text("status").Should().Be("DOWN");
        await ChangeAsync("network", network, up: true, "ACTIVE");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_that_moves_leaves_its_former_place(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (_, port) = await host.WorkingAsync();
        const string Other = "0xffffffffffffffff";

        (await host.PlugInAsync(port, number: 9, Other)).Expect(HttpStatusCode.OK);
        (await host.PullOutAsync(port)).Expect(HttpStatusCode.OK);

        host.IsAttached(port, 9, Other).Should().BeTrue("the report of the former host is about its own switch");
        host.IsAttached(port).Should().BeFalse();
        (await host.StatusAsync("port", port)).Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_port_in_whose_place_another_is_found_has_left_it(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, former) = await host.WorkingAsync();
        var port = await host.Api.PortAsync(network.Id());

        (await host.PlugInAsync(port)).Expect(HttpStatusCode.OK);
        (await host.PullOutAsync(former)).Expect(HttpStatusCode.OK);
        (await host.Api.DeleteAsync($"ports/{former.Id()}")).Expect(HttpStatusCode.NoContent);

        host.IsAttached(port).Should().BeTrue();
        (await host.StatusAsync("port", port)).Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task Ports_may_change_places(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (network, first) = await host.WorkingAsync();
        var second = await host.Api.PortAsync(network.Id());
        (await host.PlugInAsync(second, number: 8)).Expect(HttpStatusCode.OK);

        (await host.ReportAsync(OpenFlowHost.Datapath, [OpenFlowHost.Found(first, 8), OpenFlowHost.Found(second, 7)], [])).Expect(HttpStatusCode.OK);

        (host.IsAttached(first, number: 8), host.IsAttached(second, number: 7)).Should().Be((true, true));
    }

    [Fact]
    public async Task A_port_or_a_place_that_is_reported_twice_is_refused()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");
        var (network, port) = await host.WorkingAsync();
        var other = await host.Api.PortAsync(network.Id());

        foreach (var second in new[] { OpenFlowHost.Found(port, 8), OpenFlowHost.Found(other, 7) })
        {
            (await host.ReportAsync(OpenFlowHost.Datapath, [OpenFlowHost.Found(port, 7), second], [])).Expect(
                HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: port_added names a port or a place twice.");
        }
    }

    [Fact]
    public async Task A_report_has_a_largest_size()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");
        string[] Gone(int count) => [.. Enumerable.Range(0, count).Select(_ => Unique.Id())];

        (await host.ReportAsync(OpenFlowHost.Datapath, [], Gone(1000))).Expect(HttpStatusCode.OK);
        (await host.ReportAsync(OpenFlowHost.Datapath, [], Gone(1001))).Expect(
            HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: more than 1000 ports in one report.");
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task A_deleted_port_is_detached(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var (_, port) = await host.WorkingAsync();

        (await host.Api.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);

        host.IsAttached(port).Should().BeFalse();
    }

    [Theory]
    [InlineData("trema")]
    [InlineData("ryu")]
    public async Task The_ports_that_go_with_a_network_are_detached_before_it_is_deleted(string driver)
    {
        await using var host = await OpenFlowHost.StartAsync(server, driver);
        var network = await host.Api.NetworkAsync();
        var port = await host.Api.PortAsync(network.Id(), deviceOwner: "network:dhcp");
        (await host.PlugInAsync(port)).Expect(HttpStatusCode.OK);

        (await host.Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);

        host.Controller.Lines.Where(line => line.StartsWith("DELETE", StringComparison.Ordinal)).Should().HaveCount(2)
            .And.Subject.Last().Should().EndWith($"networks/{network.Id()}");
        host.Networks.Should().BeEmpty();
    }

    [Fact]
    public async Task Ports_that_do_not_exist_are_left_alone()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");
        var unknown = Unique.Id();

        (await host.ReportAsync(OpenFlowHost.Datapath, [new { id = unknown, port_no = 7, mac = "fa:16:3e:00:00:01" }], [Unique.Id()]))
            .Expect(HttpStatusCode.OK);

        host.Controller.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"datapath_id\": \"switch\", \"port_added\": [], \"port_removed\": []", "datapath_id")]
    [InlineData("\"datapath_id\": \"0x1ffffffffffffffff\", \"port_added\": [], \"port_removed\": []", "datapath_id")]
    [InlineData("\"datapath_id\": \"0x\", \"port_added\": [], \"port_removed\": []", "datapath_id")]
    [InlineData("\"datapath_id\": 7, \"port_added\": [], \"port_removed\": []", "datapath_id")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": {}, \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [7], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [{}], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [{\"id\": \"x\", \"port_no\": 7, \"mac\": \"fa:16:3e:00:00:01\"}], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [{\"id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"port_no\": -1, \"mac\": \"fa:16:3e:00:00:01\"}], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [{\"id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\", \"port_no\": \"7\", \"mac\": \"fa\"}], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [{\"colour\": 1}], \"port_removed\": []", "port_added")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": [], \"port_removed\": [null]", "port_removed")]
    [InlineData("\"datapath_id\": \"0x7\", \"port_added\": []", "port_removed")]
    public async Task Ill_formed_reports_are_refused(string arguments, string argument)
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");

        (await host.Api.CallAsync("update_ports", $$"""{"agent_id": "a", {{arguments}} }""")).Expect(HttpStatusCode.BadRequest)
            .ErrorMessage.Should().Contain(argument);
    }

    [Fact]
    public async Task Reports_are_documented_with_an_example_that_works()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");

        var document = await Documents.JsonAsync(host.Api);

        var operation = document.At("paths", "/agents/v1/update_ports", "post");
        (await host.Api.CallAsync("update_ports", operation.At("requestBody", "content", "application/json").Raw("example")))
            .Expect(HttpStatusCode.OK).Text.Should().Be("null");
    }

    [Fact]
    public async Task What_carries_networks_is_the_controllers_business()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "trema");

        (await host.Api.NetworkAsync()).Names().Should().NotContain(name => name.StartsWith("provider:"));
        (await host.Api.PostAsync("networks", new { network = ProviderBody.Of("vlan", "physnet1", 100) })).Expect(HttpStatusCode.BadRequest);
        var aliases = (await host.Api.GetAsync("extensions")).Items.Select(item => item.Text("alias"));
        aliases.Should().Contain("router").And.NotContain("provider");
    }

    [Fact]
    public async Task Folsom_sees_the_same_states()
    {
        await using var host = await OpenFlowHost.StartAsync(server, "ryu");
        var folsom = host.Api.InFolsom();
        var network = await folsom.NetworkAsync(tenant: "acme");
        var port = await folsom.PortAsync(network.Id(), tenant: "acme");

        (network.Text("status"), port.Text("status")).Should().Be(("ACTIVE", "DOWN"));
    }

    [Fact]
    public async Task Meta_combines_it_with_others()
    {
        await using var controller = await TestSupport.OpenFlow.FakeController.StartAsync();
        await using var host = await PluginHost.StartAsync(
            server,
            [
                .. OpenFlowHost.Options(controller, "ryu"),
                "Quantum:Plugin=Meta",
                "Quantum:Meta:PluginList:0=ovs:OpenVSwitch",
                "Quantum:Meta:PluginList:1=flow:OpenFlow",
                "Quantum:Meta:L3PluginList:0=ovs:OpenVSwitch",
                "Quantum:Meta:DefaultFlavor=ovs",
                "Quantum:Meta:DefaultL3Flavor=ovs",
            ]);
        async Task<JsonElement> PortAsync(string flavor)
        {
            var network = await host.Api.NetworkAsync(more: new Dictionary<string, string> { ["flavor:network"] = flavor });
            return await host.Api.PortAsync(network.Id());
        }

        var (ovs, flow) = (await PortAsync("ovs"), await PortAsync("flow"));
        (await host.Api.CallAsync("update_ports", new
        {
            agent_id = "a",
            datapath_id = "0x7",
            port_added = new[] { OpenFlowHost.Found(ovs, 1), OpenFlowHost.Found(flow, 2) },
            port_removed = Array.Empty<string>(),
        })).Expect(HttpStatusCode.OK);

        controller.Ryu.Ports.Should().Equal(new Dictionary<string, string> { ["0000000000000007_2"] = flow.Text("network_id")! });
        (await host.Api.StateAsync(flow.Id())).Status.Should().Be("ACTIVE");
        (await host.Api.StateAsync(ovs.Id())).Status.Should().Be("DOWN");
        (await host.Api.DeviceAsync("get_device_details", ovs.Id())).Names().Should().Contain("network_type");
        (await host.Api.DeviceAsync("get_device_details", flow.Id())).Names().Should().Equal("device");
    }
}
