using System.Net;
using System.Text.RegularExpressions;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Operation;

/// <summary>The executable as an operator meets it.</summary>
public sealed partial class ProcessTests
{
    [Fact]
    public async Task The_start_line_says_where_the_server_listens_and_what_it_uses_and_SIGTERM_ends_it()
    {
        await using var server = QuantumProcess.Start("--urls=http://127.0.0.1:0", "--Quantum:Store=memory");

        var line = await server.LineAsync("Quantum is ready");
        var match = StartLine().Match(line);
        match.Success.Should().BeTrue("the line is {0}", line);
        using var api = new ApiClient(new Uri(match.Groups["address"].Value));
        (await api.GetAsync("networks")).Expect(HttpStatusCode.OK);

        await server.TerminateAsync();
        var (code, errors) = await server.ExitAsync();
        code.Should().Be(0);
        errors.Should().BeEmpty();
    }

    [Fact]
    public async Task The_store_without_a_name_is_a_file_in_the_working_directory()
    {
        await using var server = QuantumProcess.Start("--urls=http://127.0.0.1:0", "--Quantum:Profile=folsom");

        var line = await server.LineAsync("Quantum is ready");

        line.Should().MatchRegex("store sqlite /.*/quantum\\.db, plugin Database, profile folsom, identity noauth$");
    }

    [Theory]
    [InlineData("--Quantum:Profile=grizzly", "Quantum:Profile")]
    [InlineData("--Quantum:Quota:Port=ten", "Quantum:Quota:Port")]
    [InlineData("--Quantum:Plugin=Nothing", "Quantum:Plugin")]
    public async Task A_bad_option_stops_the_start_with_its_key_named(string argument, string key)
    {
        await using var server = QuantumProcess.Start("--urls=http://127.0.0.1:0", "--Quantum:Store=memory", argument);

        var (code, errors) = await server.ExitAsync();

        code.Should().Be(1);
        errors.Should().StartWith("Quantum cannot start: ").And.Contain(key).And.NotContain("   at ");
    }

    [Fact]
    public async Task An_address_in_use_stops_the_start()
    {
        await using var first = QuantumProcess.Start("--urls=http://127.0.0.1:0", "--Quantum:Store=memory");
        var address = StartLine().Match(await first.LineAsync("Quantum is ready")).Groups["address"].Value;
        await using var second = QuantumProcess.Start($"--urls={address}", "--Quantum:Store=memory");

        var (code, errors) = await second.ExitAsync();

        code.Should().Be(1);
        errors.Should().Contain("Quantum cannot start: ").And.Contain(address);
    }

    [GeneratedRegex("^Quantum is ready on (?<address>http://127\\.0\\.0\\.1:[0-9]+): store memory, plugin Database, profile modern, identity noauth$")]
    private static partial Regex StartLine();
}
