using System.Diagnostics;
using System.Text;

namespace Quantum.Server.Tests.Operation;

/// <summary>The real executable in a process and a working directory of its own; killed when disposed.</summary>
internal sealed class QuantumProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-process-").FullName;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private QuantumProcess(IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Quantum.Server.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = _directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the server with a command line.</summary>
    public static QuantumProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Starts a command that reads something.</summary>
    public static QuantumProcess StartWith(string input, params string[] arguments)
    {
        var process = new QuantumProcess(arguments);
        process._process.StandardInput.Write(input);
        process._process.StandardInput.Close();
        return process;
    }

    /// <summary>The first line on standard output that contains the text.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var seen = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
            seen.AppendLine(line);
        }

        throw new InvalidOperationException($"The server ended without '{text}': {seen}{await _errors}");
    }

    /// <summary>What is written to standard output from now on until the end.</summary>
    public Task<string> RestAsync() => _process.StandardOutput.ReadToEndAsync();

    /// <summary>Asks the process to end, as an operator's tools do.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; the exit code and what was written to standard error.</summary>
    public async Task<(int Code, string Errors)> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
