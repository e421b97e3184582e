using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Quantum.Benchmarks;

/// <summary>The server as users start it, in a process of its own.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that it holds, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time.</exception>
    public static async Task<ServerProcess> StartAsync(string store, string? connection)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Quantum.Server.dll"),
                "--urls=http://127.0.0.1:0",
                $"--Quantum:Store={store}",
                "--Logging:LogLevel:Default=Warning",
                "--Quantum:Quota:Network=-1", "--Quantum:Quota:Subnet=-1", "--Quantum:Quota:Port=-1",
                "--Quantum:Quota:Router=-1", "--Quantum:Quota:FloatingIp=-1",
                "--Quantum:Quota:SecurityGroup=-1", "--Quantum:Quota:SecurityGroupRule=-1",
            },
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (connection is not null)
            start.ArgumentList.Add($"--ConnectionStrings:Quantum={connection}");

        var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, new Uri(ready.Groups[1].Value));
            }
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("^Quantum is ready on (http://[^:]+:[0-9]+)")]
    private static partial Regex Ready();
}
