using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Readme;

/// <summary>A cloud's first day, exactly as the README tells a reader to type it.</summary>
public abstract class FirstDayTests(ServerFixture server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public sealed class OnSqlite(ServerOnSqlite server) : FirstDayTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : FirstDayTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task The_day_passes_with_curl()
    {
        var output = await ReadmeFile.RunAsync(ReadmeFile.Script("first day: curl"), server.Host.Address, Patience);

        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Parse(answers[0]).GetProperty("subnet").Text("cidr").Should().Be("192.168.1.0/24");
        Parse(answers[0]).GetProperty("subnet").Text("gateway_ip").Should().Be("192.168.1.1");

        var ports = Parse(answers[1]).GetProperty("ports").EnumerateArray().ToList();
        ports.Should().HaveCount(2).And.OnlyContain(port => port.Text("device_id") == "vm-2");
        ports.Select(Address).Should().BeEquivalentTo("192.168.1.3", "192.168.2.2");

        answers[2..4].Select(answer => Parse(answer).Text("tenant_id")).Should().AllBe("acme");
        Parse(answers[4]).GetProperty("router").GatewayAddresses().Should().Equal("203.0.113.2");
        var floatingIp = Parse(answers[5]).GetProperty("floatingip");
        (floatingIp.Text("floating_ip_address"), floatingIp.Text("fixed_ip_address"), floatingIp.Text("status"))
            .Should().Be(("203.0.113.3", "192.168.1.2", "ACTIVE"));

        answers[6].Should().Be("""{"networks":[{"name":"public"},{"name":"shared"}]}""");
        answers[7..9].Select(answer => Parse(answer).GetProperty("NeutronError").Text("type")).Should().Equal("RouterInUse", "NetworkInUse");
        answers[9..11].Select(answer => Parse(answer).Has("port_id")).Should().AllBeEquivalentTo(true);
        answers[11].Should().Be("""{"networks":[]}""");
        answers.Should().HaveCount(12);
    }

    [Fact]
    public async Task The_day_passes_with_the_openstack_command()
    {
        var output = await ReadmeFile.RunAsync(ReadmeFile.Script("first day: openstack"), server.Host.Address, Patience);

        output.Should().MatchRegex(@"\| name +\| web +\|").And.MatchRegex(@"\| project_id +\| fake_project_id +\|");
        output.Should().MatchRegex(@"\| allocation_pools +\| 192\.168\.1\.2-192\.168\.1\.254 +\|");
        output.Should().MatchRegex(@"\| fixed_ips +\| ip_address='192\.168\.1\.3', subnet_id='[0-9a-f-]{36}' +\|");
        output.Should().Contain("app-vm-db DOWN\napp-vm-web DOWN\n");
        output.Should().MatchRegex("\"ip_address\": \"192\\.168\\.2\\.10\"");
        output.Should().MatchRegex(@"\| floating_ip_address +\| 203\.0\.113\.3 +\|").And.MatchRegex(@"\| fixed_ip_address +\| 192\.168\.1\.2 +\|");
        output.Should().MatchRegex(@"\| provider:segmentation_id +\| 101 +\|");
        output.Should().EndWith("db\npublic\nshared\nweb\n", "the last list, after the deletions, is empty");
    }

    private static JsonElement Parse(string answer) => JsonElement.Parse(answer);

    private static string? Address(JsonElement port) => port.GetProperty("fixed_ips")[0].GetProperty("ip_address").GetString();
}
