using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Clients;

/// <summary>Debian's <c>openstack</c> client, unmodified, does everything that it can do with networks.</summary>
public abstract class OpenStackClientTests(ServerFixture server)
{
    public sealed class OnSqlite(ServerOnSqlite server) : OpenStackClientTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : OpenStackClientTests(server), IClassFixture<ServerOnPostgres>;

    /// <summary>Every command logs in: one round instead of the 100,000 that make a password's hash slow to check.</summary>
    private static readonly string Hash = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1 }))
        .HashPassword("", OpenStackClient.Password);

    /// <summary>
    /// An administrator and a member, each in a project named like themselves. Who writes a port's binding profile is a service.
    /// </summary>
    private static readonly string[] People =
    [
        "Quantum:Identity=builtin",
        $"Quantum:Builtin:Users:admin:PasswordHash={Hash}",
        "Quantum:Builtin:Users:admin:Projects:admin=admin,service",
        $"Quantum:Builtin:Users:demo:PasswordHash={Hash}",
        "Quantum:Builtin:Users:demo:Projects:demo=member",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Every_command_does_what_its_user_expects()
    {
        await using var cloud = await PluginHost.StartAsync(server, [.. ReplayTests.Cloud, .. People]);
        using var deadline = new CancellationTokenSource(Patience);
        using var admin = new OpenStackClient(cloud.Host.Address, "admin");
        using var demo = new OpenStackClient(cloud.Host.Address, "demo");

        var failures = new List<string>();
        foreach (var step in Step.Read("openstack-commands.txt"))
        {
            var result = await (step.User == "demo" ? demo : admin).RunAsync(step.CommandLine, deadline.Token);
            if (step.Failure(result) is { } failure)
                failures.Add(failure);
        }

        failures.Should().BeEmpty();
    }
}
