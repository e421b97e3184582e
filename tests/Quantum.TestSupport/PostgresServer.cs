using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Quantum.TestSupport;

/// <summary>
/// One throw-away PostgreSQL server from the machine's own binaries, run by <c>postgres.sh</c>: it lives as long as this process holds
/// the script's standard input open, so a killed process does not leave it behind.
/// </summary>
internal sealed class PostgresServer
{
    private const int StartAttempts = 3;
    private readonly Process script;

    private PostgresServer(Process script, string directory, int port)
    {
        this.script = script;
        Directory = directory;
        Port = port;
    }

    /// <summary>Where the data, the log and the unix socket are.</summary>
    public string Directory { get; }

    /// <summary>The port on 127.0.0.1, also part of the unix socket's name.</summary>
    public int Port { get; }

    /// <summary>The server's first process.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Directory, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Starts a server; tries again on another port, because a free port may be taken before the server binds it.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(bool durable, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var directory = System.IO.Directory.CreateTempSubdirectory("quantum-postgres-").FullName;
            var port = FreePort();
            var script = Launch(directory, port, durable);
            if (await script.StandardOutput.ReadLineAsync(cancellationToken) == "ready")
                return new PostgresServer(script, directory, port);

            var error = await script.StandardError.ReadToEndAsync(cancellationToken);
            script.Dispose();
            if (attempt == StartAttempts)
                throw new InvalidOperationException($"PostgreSQL did not start: {error}");
        }
    }

    /// <summary>Stops the server and waits until its files are deleted. Not async: the exit handler cannot await.</summary>
    public void Stop()
    {
        script.StandardInput.Close();
        script.StandardOutput.ReadToEnd();
        script.Dispose();
    }

    private static Process Launch(string directory, int port, bool durable)
    {
        using var resource = typeof(PostgresServer).Assembly.GetManifestResourceStream("postgres.sh")!;
        using var reader = new StreamReader(resource);
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", reader.ReadToEnd(), "postgres.sh", directory, $"{port}" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (durable)
            start.ArgumentList.Add("durable");
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
