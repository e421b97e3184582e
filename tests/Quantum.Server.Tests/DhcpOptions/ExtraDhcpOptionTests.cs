using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.DhcpOptions;

public abstract class ExtraDhcpOptionTests(ServerFixture server)
{
    private readonly ApiClient _tenant = server.Api.As(Unique.Tenant());

    public sealed class OnSqlite(ServerOnSqlite server) : ExtraDhcpOptionTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : ExtraDhcpOptionTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Options_are_of_IPv4_unless_they_say_otherwise()
    {
        var port = await PortAsync(
            """[{"opt_name": "bootfile-name", "opt_value": "pxelinux.0"}, {"opt_name": "bootfile-name", "opt_value": "efi", "ip_version": "6"}, {"opt_name": "router", "opt_value": ""}, {"opt_name": "mtu", "opt_value": null}]""");

        Options(port).Should().Equal(("bootfile-name", "pxelinux.0", 4), ("bootfile-name", "efi", 6), ("router", "", 4));
        (await _tenant.ShowAsync("port", port.Id())).GetRawText().Should().Be(port.GetRawText());
    }

    [Fact]
    public async Task An_update_changes_the_options_that_it_names()
    {
        var port = await PortAsync("""[{"opt_name": "a", "opt_value": "1"}, {"opt_name": "b", "opt_value": "2"}]""");

        var changed = await PutAsync(
            port, """[{"opt_name": "c", "opt_value": "3"}, {"opt_name": "a", "opt_value": "9"}, {"opt_name": "a", "opt_value": "6", "ip_version": 6}]""");
        var removed = await PutAsync(port, """[{"opt_name": "b", "opt_value": null}, {"opt_name": "x", "opt_value": null}]""");

        Options(changed.Expect(HttpStatusCode.OK).One).Should().Equal(("a", "9", 4), ("b", "2", 4), ("c", "3", 4), ("a", "6", 6));
        Options(removed.Expect(HttpStatusCode.OK).One).Should().Equal(("a", "9", 4), ("c", "3", 4), ("a", "6", 6));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task An_update_that_names_none_changes_nothing(string none)
    {
        var port = await PortAsync("""[{"opt_name": "a", "opt_value": "1"}]""");

        var answer = await PutAsync(port, none);

        answer.Expect(HttpStatusCode.OK).One.GetRawText().Should().Be(port.GetRawText());
        answer.One.Revision().Should().Be(port.Revision());
    }

    [Theory]
    [InlineData("7", "'7' is not a list")]
    [InlineData("[7]", "No valid key specs matched for: 7")]
    [InlineData("""[{"opt_name":"a"}]""", """No valid key specs matched for: {"opt_name":"a"}""")]
    [InlineData("""[{"opt_name":"","opt_value":"1"}]""", """No valid key specs matched for: {"opt_name":"","opt_value":"1"}""")]
    [InlineData("""[{"opt_name":"a","opt_value":""}]""", """No valid key specs matched for: {"opt_name":"a","opt_value":""}""")]
    [InlineData("""[{"opt_name":"a","opt_value":"x\ny"}]""", """No valid key specs matched for: {"opt_name":"a","opt_value":"x\ny"}""")]
    [InlineData("""[{"opt_name":"a","opt_value":"1","ip_version":5}]""", """No valid key specs matched for: {"opt_name":"a","opt_value":"1","ip_version":5}""")]
    [InlineData("""[{"opt_name":"a","opt_value":"1","colour":1}]""", """No valid key specs matched for: {"opt_name":"a","opt_value":"1","colour":1}""")]
    [InlineData("""[{"opt_name":"a","opt_value":"1"},{"opt_name":"a","opt_value":"2"}]""", """Duplicate items in the list: '{"opt_name":"a","opt_value":"2"}'""")]
    public async Task Malformed_options_are_refused(string options, string reason)
    {
        var port = await PortAsync("[]");

        var answer = await PutAsync(port, options);

        answer.Expect(HttpStatusCode.BadRequest, "InvalidInput", $"Invalid input for operation: {reason}.");
    }

    [Fact]
    public async Task Clients_of_2012_do_not_see_them()
    {
        var port = await PortAsync("""[{"opt_name": "a", "opt_value": "1"}]""");

        (await _tenant.InFolsom().ShowAsync("port", port.Id())).Has("extra_dhcp_opts").Should().BeFalse();
        (await _tenant.InFolsom().GetAsync("extensions/extra_dhcp_opt")).Expect(HttpStatusCode.NotFound);
        (await _tenant.GetAsync("extensions/extra_dhcp_opt")).Expect(HttpStatusCode.OK);
    }

    private static IEnumerable<(string?, string?, int)> Options(JsonElement port) => port.GetProperty("extra_dhcp_opts").EnumerateArray()
        .Select(option => (option.Text("opt_name"), option.Text("opt_value"), option.GetProperty("ip_version").GetInt32()));

    private async Task<JsonElement> PortAsync(string options)
    {
        var network = (await _tenant.NetworkAsync()).Id();
        var answer = await _tenant.PostAsync("ports", $$"""{"port": {"network_id": "{{network}}", "extra_dhcp_opts": {{options}} } }""");
        return answer.Expect(HttpStatusCode.Created).One;
    }

    private Task<Answer> PutAsync(JsonElement port, string options) =>
        _tenant.PutAsync($"ports/{port.Id()}", $$"""{"port": {"extra_dhcp_opts": {{options}} } }""");
}
