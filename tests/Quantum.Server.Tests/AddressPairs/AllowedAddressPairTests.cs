using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.AddressPairs;

public abstract class AllowedAddressPairTests(ServerFixture server)
{
    private const string NeedsSecurity = "Port Security must be enabled in order to have allowed address pairs on a port.";

    private readonly ApiClient _tenant = server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : AllowedAddressPairTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : AllowedAddressPairTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_pair_without_hardware_address_has_the_ports()
    {
        var port = await PortAsync("""[{"ip_address": "10.0.0.200"}, {"ip_address": "10.1.0.0/16", "mac_address": "FA-16-3E-11-22-33"}, {"ip_address": "fd00::/64"}]""");

        var mac = port.Text("mac_address");
        Pairs(port).Should().Equal(("10.0.0.200", mac), ("10.1.0.0/16", "fa:16:3e:11:22:33"), ("fd00::/64", mac));
        (await _tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Pairs_are_replaced_and_taken_away(string none)
    {
        var port = await PortAsync("""[{"ip_address": "10.0.0.200"}]""");

        var replaced = await PutAsync(port, """{"allowed_address_pairs": [{"ip_address": "10.0.0.201"}]}""");
        var cleared = await PutAsync(port, $$"""{"allowed_address_pairs": {{none}}}""");

        Pairs(replaced.Expect(HttpStatusCode.OK).One).Should().Equal(("10.0.0.201", port.Text("mac_address")));
        cleared.Expect(HttpStatusCode.OK).One.Raw("allowed_address_pairs").Should().Be("[]");
    }

    [Theory]
    [InlineData("7", "HTTPBadRequest", "Allowed address pairs must be a list.")]
    [InlineData("[7]", "HTTPBadRequest", "Invalid input for allowed_address_pairs. Reason: '7' is not a dictionary.")]
    [InlineData("[{}]", "AllowedAddressPairsMissingIP", "AllowedAddressPair must contain ip_address")]
    [InlineData("""[{"ip_address": "x"}]""", "HTTPBadRequest", "'x' is not a valid IP address")]
    [InlineData("""[{"ip_address": null}]""", "HTTPBadRequest", "'None' is not a valid IP address")]
    [InlineData("""[{"ip_address": "10.0.0.0/99"}]""", "HTTPBadRequest", "'10.0.0.0/99' is not a valid IP subnet")]
    [InlineData("""[{"ip_address": "10.0.0.1", "mac_address": "x"}]""", "HTTPBadRequest", "'x' is not a valid MAC address")]
    [InlineData("""[{"ip_address": "10.0.0.1", "colour": 1}]""", "HTTPBadRequest", "Unrecognized attribute(s) 'colour'")]
    [InlineData(
        """[{"ip_address": "10.0.0.1"}, {"ip_address": "10.0.0.1"}]""",
        "DuplicateAddressPairInRequest",
        "Request contains duplicate address pair: mac_address None ip_address 10.0.0.1.")]
    public async Task Malformed_pairs_are_refused(string pairs, string type, string message)
    {
        var port = await PortAsync("""[{"ip_address": "10.0.0.200"}]""");

        var answer = await PutAsync(port, $$"""{"allowed_address_pairs": {{pairs}}}""");

        answer.Expect(HttpStatusCode.BadRequest, type, message);
        (await _tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
    }

    [Fact]
    public async Task A_pair_that_names_the_ports_hardware_address_is_the_same_as_one_that_does_not()
    {
        var port = await PortAsync("[]");
        var mac = port.Text("mac_address");

        var answer = await PutAsync(
            port, $$"""{"allowed_address_pairs": [{"ip_address": "10.0.0.1"}, {"ip_address": "10.0.0.1", "mac_address": "{{mac}}"}]}""");

        answer.Expect(
            HttpStatusCode.BadRequest,
            "DuplicateAddressPairInRequest",
            $"Request contains duplicate address pair: mac_address {mac} ip_address 10.0.0.1.");
    }

    [Fact]
    public async Task There_are_ten_pairs_at_most()
    {
        var port = await PortAsync("[]");
        string Body(int count) => JsonSerializer.Serialize(
            new { allowed_address_pairs = Enumerable.Range(1, count).Select(number => new { ip_address = $"10.0.0.{number}" }) });

        (await PutAsync(port, Body(10))).Expect(HttpStatusCode.OK);
        (await PutAsync(port, Body(11))).Expect(
            HttpStatusCode.BadRequest, "AllowedAddressPairExhausted", "The number of allowed address pair exceeds the maximum 10.");
    }

    [Fact]
    public async Task Pairs_need_port_security()
    {
        var network = (await _tenant.NetworkAsync()).Id();
        var create = await _tenant.PostAsync(
            "ports", new { port = new { network_id = network, port_security_enabled = false, allowed_address_pairs = new[] { new { ip_address = "10.0.0.1" } } } });
        create.Expect(HttpStatusCode.Conflict, "AddressPairAndPortSecurityRequired", NeedsSecurity);

        var port = await PortAsync("""[{"ip_address": "10.0.0.200"}]""");
        (await PutAsync(port, """{"port_security_enabled": false}""")).Expect(
            HttpStatusCode.Conflict, "AddressPairAndPortSecurityRequired", NeedsSecurity);
        (await PutAsync(port, """{"port_security_enabled": false, "allowed_address_pairs": [], "security_groups": []}""")).Expect(HttpStatusCode.OK);
        (await PutAsync(port, """{"allowed_address_pairs": [{"ip_address": "10.0.0.200"}]}""")).Expect(
            HttpStatusCode.Conflict, "AddressPairAndPortSecurityRequired", NeedsSecurity);
    }

    [Fact]
    public async Task Who_only_uses_a_network_gets_no_pairs()
    {
        var network = await server.Api.NetworkAsync(shared: true);
        var port = await _tenant.PortAsync(network.Id());

        var answer = await PutAsync(port, """{"allowed_address_pairs": [{"ip_address": "10.0.0.1"}]}""");

        answer.Expect(
            HttpStatusCode.Forbidden,
            "PolicyNotAuthorized",
            "(rule:update_port and rule:update_port:allowed_address_pairs and rule:update_port:allowed_address_pairs:ip_address) is disallowed by policy");
    }

    [Fact]
    public async Task Clients_of_2012_do_not_see_them()
    {
        var port = await PortAsync("""[{"ip_address": "10.0.0.200"}]""");

        (await _tenant.InFolsom().ShowAsync("port", port.Id())).Has("allowed_address_pairs").Should().BeFalse();
        (await _tenant.InFolsom().GetAsync("extensions/allowed-address-pairs")).Expect(HttpStatusCode.NotFound);
    }

    private static IEnumerable<(string?, string?)> Pairs(JsonElement port) =>
        port.GetProperty("allowed_address_pairs").EnumerateArray().Select(pair => (pair.Text("ip_address"), pair.Text("mac_address")));

    private async Task<JsonElement> PortAsync(string pairs)
    {
        var network = (await _tenant.NetworkAsync()).Id();
        var answer = await _tenant.PostAsync("ports", $$"""{"port": {"network_id": "{{network}}", "allowed_address_pairs": {{pairs}} } }""");
        return answer.Expect(HttpStatusCode.Created).One;
    }

    private Task<Answer> PutAsync(JsonElement port, string changes) => _tenant.PutAsync($"ports/{port.Id()}", $$"""{"port": {{changes}} }""");
}
