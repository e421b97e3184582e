using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Plugins;

public abstract class ThirdPartyPluginTests(AcmeServer server)
{
    public sealed class OnSqlite(AcmeOnSqlite server) : ThirdPartyPluginTests(server), IClassFixture<AcmeOnSqlite>;

    public sealed class OnPostgres(AcmeOnPostgres server) : ThirdPartyPluginTests(server), IClassFixture<AcmeOnPostgres>;

    private const string Colour = "acme:colour";

    private ApiClient Api => server.Api;

    [Fact]
    public async Task Added_attribute_is_kept_and_shown()
    {
        var network = await Api.NetworkAsync();
        var red = await CreateAsync(network, "red");
        var plain = await Api.PortAsync(network.Id());

        red.Text(Colour).Should().Be("red");
        plain.Text(Colour).Should().BeEmpty();
        (await Api.ShowAsync("port", red.Id())).Text(Colour).Should().Be("red");
        (await Api.ShowAsync("port", plain.Id())).Text(Colour).Should().BeEmpty();
        network.Has(Colour).Should().BeFalse();
    }

    [Fact]
    public async Task Added_attribute_can_be_changed_and_stays_when_others_are()
    {
        var port = await CreateAsync(await Api.NetworkAsync(), "red");

        await Api.ChangeAsync("port", port.Id(), Body("blue"));
        await Api.ChangeAsync("port", port.Id(), new { name = "web" });

        var shown = await Api.ShowAsync("port", port.Id());
        shown.Text(Colour).Should().Be("blue");
        shown.Text("name").Should().Be("web");
        shown.GetProperty("revision_number").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task List_is_filtered_by_the_added_attribute()
    {
        var network = await Api.NetworkAsync();
        var red = await CreateAsync(network, "red");
        var blue = await CreateAsync(network, "blue");
        await CreateAsync(network, "green");
        var plain = await Api.PortAsync(network.Id());

        (await ListAsync(network, "acme:colour=")).Should().Equal(plain.Id());
        (await ListAsync(network, "acme:colour=red")).Should().Equal(red.Id());
        (await ListAsync(network, "acme%3Acolour=red")).Should().Equal(red.Id());
        (await ListAsync(network, "acme:colour=red&acme:colour=blue")).Should().BeEquivalentTo(red.Id(), blue.Id());
        (await ListAsync(network, "acme:colour=RED")).Should().BeEmpty();
        (await ListAsync(network, "acme:colour=it's \"odd\"")).Should().BeEmpty();
    }

    [Fact]
    public async Task Fields_may_name_the_added_attribute()
    {
        var port = await CreateAsync(await Api.NetworkAsync(), "red");

        var shown = (await Api.GetAsync($"ports/{port.Id()}?fields=acme:colour")).Expect(HttpStatusCode.OK).One;

        shown.Names().Should().Equal(Colour);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[\"red\"]")]
    [InlineData("\"a colour whose name is longer than the thirty-two characters allowed\"")]
    public async Task Added_attribute_has_a_form(string value)
    {
        var network = await Api.NetworkAsync();

        var answer = await Api.PostAsync("ports", $$"""{"port": {"network_id": "{{network.Id()}}", "acme:colour": {{value}} } }""");

        answer.Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().Contain(Colour);
    }

    [Fact]
    public async Task Other_resources_and_other_prefixes_do_not_know_the_attribute()
    {
        var network = await Api.NetworkAsync();

        (await Api.PostAsync("networks", new { network = Body("red") })).Expect(HttpStatusCode.BadRequest);
        (await Api.PostAsync("ports", $$"""{"port": {"network_id": "{{network.Id()}}", "acme:smell": "x"} }""")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Bulk_takes_the_added_attribute()
    {
        var network = await Api.NetworkAsync();

        var answer = await Api.PostAsync("ports", Bulk(network, ("a", "red"), ("b", "blue"), ("c", "")));

        answer.Expect(HttpStatusCode.Created).Items.Select(port => $"{port.Text("name")} {port.Text(Colour)}")
            .Should().Equal("a red", "b blue", "c ");
    }

    [Fact]
    public async Task Plugin_is_told_of_every_change_once_and_in_order()
    {
        var port = await CreateAsync(await Api.NetworkAsync(), "red");

        await Api.ChangeAsync("port", port.Id(), Body("blue"));
        (await Api.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);

        server.Told.Where(text => text.Contains(port.Id(), StringComparison.Ordinal)).Should().Equal(
            $"Create Port {port.Id()} red", $"Update Port {port.Id()} blue", $"Delete Port {port.Id()} blue");
    }

    [Fact]
    public async Task Plugin_is_told_of_the_ports_that_go_with_their_network()
    {
        var network = await Api.NetworkAsync();
        var port = await Api.PortAsync(network.Id(), deviceOwner: "network:dhcp");

        (await Api.DeleteAsync($"networks/{network.Id()}")).Expect(HttpStatusCode.NoContent);

        server.Told.Should().Contain($"Delete Port {port.Id()}");
    }

    [Fact]
    public async Task Refusal_is_a_typed_conflict_and_nothing_is_created()
    {
        var network = await Api.NetworkAsync();
        await Api.SubnetAsync(network.Id(), "10.0.0.0/24");

        var answer = await Api.PostAsync("ports", Bulk(network, ("seen", "red"), ("unseen", "ultraviolet")));

        answer.Expect(HttpStatusCode.Conflict, "AcmeColourInvisible", "Nobody can see ultraviolet.");
        answer.QuantumError.Should().Be("Nobody can see ultraviolet.");
        (await ListAsync(network, "")).Should().BeEmpty();
        (await CreateAsync(network, "red")).Addresses().Should().Equal(["10.0.0.2"], "the refused ports left no address taken");
    }

    [Fact]
    public async Task Refused_change_leaves_the_port_as_it_was()
    {
        var port = await CreateAsync(await Api.NetworkAsync(), "red");

        var answer = await Api.PutAsync($"ports/{port.Id()}", new { port = Body("ultraviolet") });

        answer.Expect(HttpStatusCode.Conflict, "AcmeColourInvisible", "Nobody can see ultraviolet.");
        var shown = await Api.ShowAsync("port", port.Id());
        shown.Text(Colour).Should().Be("red");
        shown.GetProperty("revision_number").GetInt32().Should().Be(1);
        server.Told.Should().NotContain($"Update Port {port.Id()} ultraviolet");
    }

    [Fact]
    public async Task Failure_after_the_commit_is_a_typed_503_and_the_port_is_in_error_until_repaired()
    {
        var network = await Api.NetworkAsync();

        var answer = await Api.PostAsync("ports", new { port = new { network_id = network.Id(), name = "fail-once" } });

        answer.Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");
        answer.Text.Should().NotContain("controller", "what the backend said is for the log");
        var port = (await Api.GetAsync($"ports?network_id={network.Id()}")).Expect(HttpStatusCode.OK).Items.Should().ContainSingle().Which;
        answer.ErrorMessage.Should().Contain(port.Id());
        port.Text("status").Should().Be("ERROR");
        server.Told.Should().Contain($"Create Port {port.Id()}");
        (await Api.ChangeAsync("port", port.Id(), new { description = "again" })).Text("description").Should().Be("again");
        (await Api.DeleteAsync($"ports/{port.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Bulk_of_which_one_fails_after_the_commit_is_there_as_a_whole()
    {
        var network = await Api.NetworkAsync();

        var answer = await Api.PostAsync("ports", Bulk(network, ("before", "red"), ("fail-once", "red"), ("behind", "red")));

        answer.Expect(HttpStatusCode.ServiceUnavailable).ErrorType.Should().Be("PluginBackend");
        var ports = (await Api.GetAsync($"ports?network_id={network.Id()}")).Expect(HttpStatusCode.OK).Items;
        ports.Select(port => $"{port.Text("name")} {port.Text("status")}").Should().BeEquivalentTo("before DOWN", "fail-once ERROR", "behind DOWN");
        foreach (var port in ports)
            server.Told.Should().Contain($"Create Port {port.Id()} red");
    }

    private static Dictionary<string, string> Body(string colour) => new() { [Colour] = colour };

    private static object Bulk(JsonElement network, params (string Name, string Colour)[] ports) => new
    {
        ports = ports.Select(port => new Dictionary<string, string> { ["network_id"] = network.Id(), ["name"] = port.Name, [Colour] = port.Colour }),
    };

    private Task<JsonElement> CreateAsync(JsonElement network, string colour) => Api.PortAsync(network.Id(), more: Body(colour));

    private async Task<IReadOnlyList<string>> ListAsync(JsonElement network, string query) =>
        (await Api.GetAsync($"ports?network_id={network.Id()}&{query}")).Expect(HttpStatusCode.OK).Ids;
}
