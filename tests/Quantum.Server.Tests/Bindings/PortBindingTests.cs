using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Bindings;

public abstract class PortBindingTests(ServerFixture server)
{
    private static readonly string[] Secrets = ["binding:host_id", "binding:profile", "binding:vif_type", "binding:vif_details"];

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    private ApiClient Nova => server.Api.As("services", "admin,service");

    public sealed class OnSqlite(ServerOnSqlite server) : PortBindingTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : PortBindingTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_new_port_is_unbound_and_down()
    {
        var port = await PortAsync();

        var seen = await Nova.ShowAsync("port", port.Id());

        Binding(seen).Should().Be(("", "unbound", "normal", "{}", "DOWN"));
        seen.Raw("binding:vif_details").Should().Be("{}");
    }

    [Fact]
    public async Task A_host_binds_the_port_and_makes_it_active()
    {
        var port = await PortAsync();

        var bound = await BindAsync(port, "host1");

        Binding(bound).Should().Be(("host1", "ovs", "normal", "{}", "ACTIVE"));
        bound.GetProperty("binding:vif_details").EnumerateObject().ToDictionary(detail => detail.Name, detail => detail.Value.GetRawText())
            .Should().BeEquivalentTo(new Dictionary<string, string>
            {
                ["port_filter"] = "true",
                ["connectivity"] = "\"l2\"",
                ["ovs_hybrid_plug"] = "false",
                ["datapath_type"] = "\"system\"",
                ["bridge_name"] = "\"br-int\"",
            });
        bound.Revision().Should().Be(port.Revision() + 1);
        (await Nova.ShowAsync("port", port.Id())).GetRawText().Should().Be(bound.GetRawText());
    }

    [Fact]
    public async Task A_port_can_be_born_bound()
    {
        var network = await Tenant.InsideAsync();

        var port = await Nova.PortAsync(network.Network, more: new Dictionary<string, object> { ["binding:host_id"] = "host1" });

        Binding(port).Should().Be(("host1", "ovs", "normal", "{}", "ACTIVE"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task No_host_unbinds_the_port(string none)
    {
        var port = await PortAsync();
        await BindAsync(port, "host1");

        var answer = await Nova.PutAsync(
            $"ports/{port.Id()}", $$$"""{"port": {"binding:host_id": {{{none}}}, "device_id": "", "device_owner": "", "binding:profile": {} } }""");

        Binding(answer.Expect(HttpStatusCode.OK).One).Should().Be(("", "unbound", "normal", "{}", "DOWN"));
    }

    [Fact]
    public async Task A_profile_is_kept_as_it_is_sent()
    {
        const string profile = """{"z":[1,2.50,{"a":null}],"pci_slot":"0000:0a:00.1","é":true}""";
        var port = await PortAsync();

        var answer = await Nova.PutAsync($"ports/{port.Id()}", $$"""{"port": {"binding:profile": {{profile}} } }""");

        JsonElement.DeepEquals(answer.Expect(HttpStatusCode.OK).One.GetProperty("binding:profile"), JsonElement.Parse(profile)).Should().BeTrue();
        var cleared = await Nova.PutAsync($"ports/{port.Id()}", """{"port": {"binding:profile": null}}""");
        cleared.One.Raw("binding:profile").Should().Be("{}");
    }

    [Fact]
    public async Task A_profile_that_is_too_large_is_refused()
    {
        var port = await PortAsync();

        var answer = await ChangeAsync(port, new() { ["binding:profile"] = new { text = new string('x', 5000) } });

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", "Invalid input for operation: binding:profile value too large.");
    }

    [Fact]
    public async Task An_unknown_kind_of_interface_is_refused()
    {
        var port = await PortAsync();

        var answer = await ChangeAsync(port, new() { ["binding:vnic_type"] = "virtual" });

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().StartWith(
            "Invalid input for binding:vnic_type. Reason: 'virtual' is not in ['normal', 'direct', 'macvtap', 'baremetal', ");
    }

    [Fact]
    public async Task Members_see_the_kind_of_interface_and_nothing_else_of_the_binding()
    {
        var port = await PortAsync();
        await BindAsync(port, "host1");

        var shown = await Tenant.ShowAsync("port", port.Id());
        var listed = (await Tenant.GetAsync($"ports?id={port.Id()}")).Items.Single();

        shown.Text("binding:vnic_type").Should().Be("normal");
        shown.Names().Should().NotContain(Secrets);
        listed.Names().Should().NotContain(Secrets);
        (await Tenant.GetAsync("ports?binding%3Ahost_id=host1")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("binding:host_id", "\"host1\"", "member")]
    [InlineData("binding:host_id", "null", "member")]
    [InlineData("binding:profile", "{}", "member")]
    [InlineData("binding:profile", """{"a": 1}""", "admin")]
    public async Task Binding_is_for_services(string name, string value, string roles)
    {
        var port = await PortAsync();

        var answer = await server.Api.As(_tenant, roles).PutAsync($"ports/{port.Id()}", $$"""{"port": {"{{name}}": {{value}} } }""");

        answer.Expect(HttpStatusCode.Forbidden, "PolicyNotAuthorized", $"(rule:update_port and rule:update_port:{name}) is disallowed by policy");
    }

    [Fact]
    public async Task Ports_are_found_by_their_host()
    {
        var (one, other) = (await PortAsync(), await PortAsync());
        var host = Unique.Name("host");
        await BindAsync(one, host);
        await BindAsync(other, "elsewhere");

        (await Nova.GetAsync($"ports?binding%3Ahost_id={host}")).Ids.Should().Equal(one.Id());
    }

    [Fact]
    public async Task The_mac_address_of_a_bound_port_stays()
    {
        var port = await PortAsync();
        await BindAsync(port, "host1");

        var answer = await ChangeAsync(port, new() { ["mac_address"] = "fa:16:3e:77:77:77" });

        answer.Expect(
            HttpStatusCode.Conflict,
            "PortBound",
            $"Unable to complete operation on port {port.Id()}, port is already bound, port type: ovs, old_mac {port.Text("mac_address")}, new_mac fa:16:3e:77:77:77.");
        await ChangeAsync(port, new() { ["binding:host_id"] = "" });
        (await ChangeAsync(port, new() { ["mac_address"] = "fa:16:3e:77:77:77" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_port_that_is_not_bound_gets_another_mac_address()
    {
        var port = await PortAsync();

        var changed = (await ChangeAsync(port, new() { ["mac_address"] = null! })).Expect(HttpStatusCode.OK).One;

        changed.Text("mac_address").Should().NotBe(port.Text("mac_address")).And.StartWith("fa:16:3e:");
        changed.Revision().Should().Be(port.Revision() + 1);
        (await ChangeAsync(port, new() { ["mac_address"] = "00:00:00:00:00:00" })).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for mac_address. Reason: '00:00:00:00:00:00' is not a valid MAC address.");
        var created = await Nova.PortAsync(port.Text("network_id")!, more: new Dictionary<string, object> { ["mac_address"] = null! });
        created.Text("mac_address").Should().StartWith("fa:16:3e:");
        await BindAsync(port, "host1");
        (await ChangeAsync(port, new() { ["mac_address"] = null! })).Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("PortBound");
        (await Nova.InFolsom().PostAsync("ports", $$"""{"port": {"network_id": "{{port.Text("network_id")}}", "mac_address": null} }""")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Binding_again_to_the_same_host_changes_nothing()
    {
        var port = await PortAsync();
        var bound = await BindAsync(port, "host1");

        var again = await BindAsync(port, "host1");

        again.GetRawText().Should().Be(bound.GetRawText());
    }

    [Fact]
    public async Task Clients_of_2012_know_nothing_of_bindings()
    {
        var port = await PortAsync();
        await BindAsync(port, "host1");

        (await server.Api.InFolsom().ShowAsync("port", port.Id())).Names().Should().NotContain(name => name.StartsWith("binding:"));
        (await server.Api.InFolsom().GetAsync("extensions/binding")).Expect(HttpStatusCode.NotFound);
        (await server.Api.InFolsom().GetAsync($"ports/{port.Id()}/bindings")).Expect(HttpStatusCode.NotFound);
        (await Tenant.GetAsync("extensions/binding")).Expect(HttpStatusCode.OK);
        (await Tenant.GetAsync("extensions/binding-extended")).Expect(HttpStatusCode.OK);
    }

    private static (string? Host, string? VifType, string? VnicType, string Profile, string? Status) Binding(JsonElement port) => (
        port.Text("binding:host_id"), port.Text("binding:vif_type"), port.Text("binding:vnic_type"), port.Raw("binding:profile"), port.Text("status"));

    private async Task<JsonElement> PortAsync() => await Tenant.PortAsync((await Tenant.InsideAsync()).Network);

    private async Task<JsonElement> BindAsync(JsonElement port, string host) =>
        (await ChangeAsync(port, new() { ["binding:host_id"] = host })).Expect(HttpStatusCode.OK).One;

    private Task<Answer> ChangeAsync(JsonElement port, Dictionary<string, object> changes) => Nova.PutAsync($"ports/{port.Id()}", new { port = changes });
}
