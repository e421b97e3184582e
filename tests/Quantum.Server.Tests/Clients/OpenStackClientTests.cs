using System.Diagnostics;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Clients;

/// <summary>Debian's <c>openstack</c> client, unmodified, does everything that it can do with networks.</summary>
public abstract class OpenStackClientTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenStackClientTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenStackClientTests(server), IClassFixture<ServerOnPostgres>;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Every_command_does_what_its_user_expects()
    {
        await using var cloud = await PluginHost.StartAsync(server, ReplayTests.Cloud);
        var steps = Step.Read("openstack-commands.txt");

        var results = await RunAsync(cloud.Host.Address, steps);

        var failures = steps.Zip(results, (step, result) => step.Failure(result)).OfType<string>().ToList();
        failures.Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<CommandResult>> RunAsync(Uri address, IReadOnlyList<Step> steps)
    {
        // Debian's own Python has Debian's client.
        var start = new ProcessStartInfo("/usr/bin/python3", [Step.FileOf("openstack-driver.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OS_AUTH_TYPE"] = "none";
        start.Environment["OS_ENDPOINT"] = address.ToString().TrimEnd('/');
        using var driver = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = driver.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = driver.StandardError.ReadToEndAsync(deadline.Token);
            await driver.StandardInput.WriteAsync(string.Concat(steps.Select(step => $"{step.CommandLine}\n")));
            driver.StandardInput.Close();
            var results = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<CommandResult>(line, JsonSerializerOptions.Web)!).ToList();
            results.Should().HaveCount(steps.Count, "the client said {0}", await errors);
            return results;
        }
        finally
        {
            if (!driver.HasExited)
                driver.Kill(entireProcessTree: true);
        }
    }
}
