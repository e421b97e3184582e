using System.Diagnostics;
using System.Text.Json;

namespace Quantum.Server.Tests.Clients;

/// <summary>The installed <c>openstack</c> client in the hands of one user, in the project of the same name.</summary>
internal sealed class OpenStackClient : IDisposable
{
    public const string Password = "secret";

    private readonly Process _driver;

    public OpenStackClient(Uri server, string user)
    {
        // Debian's own Python has Debian's client.
        var start = new ProcessStartInfo("/usr/bin/python3", [Step.FileOf("openstack-driver.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var foreign in start.Environment.Keys.Where(name => name.StartsWith("OS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(foreign);
        start.Environment["OS_AUTH_URL"] = new Uri(server, "identity/v3").ToString();
        start.Environment["OS_USERNAME"] = user;
        start.Environment["OS_PASSWORD"] = Password;
        start.Environment["OS_PROJECT_NAME"] = user;
        start.Environment["OS_USER_DOMAIN_NAME"] = "Default";
        start.Environment["OS_PROJECT_DOMAIN_NAME"] = "Default";
        // The commands for quotas do not start when they know of no compute service, even if they have nothing to ask it. The
        // client reads this variable only for the cloud that it makes of the environment.
        start.Environment["OS_CLOUD"] = "envvars";
        start.Environment["OS_COMPUTE_ENDPOINT_OVERRIDE"] = new Uri(server, "compute").ToString();
        _driver = Process.Start(start)!;
    }

    public async Task<CommandResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        await _driver.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await _driver.StandardInput.FlushAsync(cancellationToken);
        var line = await _driver.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new EndOfStreamException($"The client ended at: {command}");
        return JsonSerializer.Deserialize<CommandResult>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        if (!_driver.HasExited)
            _driver.Kill(entireProcessTree: true);
        _driver.Dispose();
    }
}

/// <summary>What a command wrote.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
public sealed record CommandResult(int Status, string Output, string Errors);
