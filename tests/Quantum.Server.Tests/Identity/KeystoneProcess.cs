using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Quantum.Server.Tests.Identity;

/// <summary>
/// One throw-away Keystone from the machine's own packages, run by <c>keystone.sh</c>: it lives as long as this process holds the
/// script's standard input open, so a killed process does not leave it behind.
/// </summary>
internal sealed class KeystoneProcess
{
    private readonly Process _script;

    private KeystoneProcess(Process script, int port, int briefPort) =>
        (_script, Address, BriefAddress) = (script, new Uri($"http://127.0.0.1:{port}/v3/"), new Uri($"http://127.0.0.1:{briefPort}/v3/"));

    /// <summary>Where tokens live an hour.</summary>
    public Uri Address { get; }

    /// <summary>The same users, projects and keys, but tokens live fifteen seconds.</summary>
    public Uri BriefAddress { get; }

    /// <exception cref="InvalidOperationException">It did not start; the message says why.</exception>
    public static async Task<KeystoneProcess> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("quantum-keystone-").FullName;
        var (port, briefPort) = FreePorts();
        var program = Path.Combine(AppContext.BaseDirectory, "Identity", "keystone.sh");
        var script = Process.Start(new ProcessStartInfo("sh", [program, directory, $"{port}", $"{briefPort}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await script.StandardOutput.ReadLineAsync() == "ready"
            ? new KeystoneProcess(script, port, briefPort)
            : throw new InvalidOperationException($"Keystone did not start: {await script.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Stops Keystone and waits until its files are deleted.</summary>
    public async Task StopAsync()
    {
        _script.StandardInput.Close();
        await _script.StandardOutput.ReadToEndAsync();
        _script.Dispose();
    }

    private static (int, int) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, port: 0);
        using var other = new TcpListener(IPAddress.Loopback, port: 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
