using System.Diagnostics;

namespace Quantum.Server.Tests.Identity;

/// <summary>The <c>openstack</c> command with an ordinary <c>clouds.yaml</c>: one cloud for each user.</summary>
internal sealed class StockClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-clouds-").FullName;

    public StockClient(Uri identity, string region, string password, params ReadOnlySpan<(string User, string Project)> people)
    {
        var yaml = new StringWriter();
        yaml.WriteLine("clouds:");
        foreach (var (user, project) in people)
        {
            yaml.WriteLine(
                $$"""
                  {{user}}:
                    region_name: {{region}}
                    auth:
                      auth_url: {{identity.ToString().TrimEnd('/')}}
                      username: {{user}}
                      password: {{password}}
                      project_name: {{project}}
                      user_domain_name: Default
                      project_domain_name: Default
                """);
        }

        File.WriteAllText(Path.Combine(_directory, "clouds.yaml"), yaml.ToString());
    }

    /// <summary>What a command prints.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it complained.</exception>
    public async Task<string> RunAsync(string cloud, params string[] arguments)
    {
        using var command = Process.Start(new ProcessStartInfo("openstack", ["--os-cloud", cloud, .. arguments])
        {
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = command.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = command.StandardError.ReadToEndAsync(deadline.Token);
            await command.WaitForExitAsync(deadline.Token);
            return command.ExitCode == 0 ? (await output).Trim() : throw new InvalidOperationException(await errors);
        }
        finally
        {
            if (!command.HasExited)
                command.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
