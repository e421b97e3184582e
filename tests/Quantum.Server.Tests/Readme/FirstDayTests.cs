using System.Text.Json;
using Quantum.Server.Tests.Hosting;

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
        Subnet(answers[0]).GetProperty("cidr").GetString().Should().Be("192.168.1.0/24");
        Subnet(answers[0]).GetProperty("gateway_ip").GetString().Should().Be("192.168.1.1");
        Subnet(answers[1]).GetProperty("cidr").GetString().Should().Be("192.168.2.0/24");

        var ports = Parse(answers[2]).GetProperty("ports").EnumerateArray().ToList();
        ports.Should().HaveCount(2).And.OnlyContain(port => port.GetProperty("device_id").GetString() == "vm-2");
        ports.Select(Address).Should().BeEquivalentTo("192.168.1.3", "192.168.2.2");

        Subnet(answers[3]).GetProperty("tenant_id").GetString().Should().Be("operator");
        answers[4].Should().Be("""{"networks":[{"name":"shared"}]}""");
        Parse(answers[5]).GetProperty("NeutronError").GetProperty("type").GetString().Should().Be("NetworkInUse");
        answers[6].Should().Be("""{"networks":[]}""");
        answers.Should().HaveCount(7);
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
        output.Should().EndWith("db\nshared\nweb\n", "the last list, after the deletions, is empty");
    }

    private static JsonElement Parse(string answer) => JsonElement.Parse(answer);

    private static JsonElement Subnet(string answer) => Parse(answer).GetProperty("subnet");

    private static string? Address(JsonElement port) => port.GetProperty("fixed_ips")[0].GetProperty("ip_address").GetString();
}
