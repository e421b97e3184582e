using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Quantum.Server.Tests.Readme;

/// <summary>The repository's first page, as the tests check and execute it.</summary>
internal static partial class ReadmeFile
{
    public static string Path { get; } = Find();

    public static string Text => File.ReadAllText(Path);

    /// <summary>The shell commands behind the comment <c>&lt;!-- name --></c>.</summary>
    public static string Script(string name)
    {
        var section = Text[Text.IndexOf($"<!-- {name} -->", StringComparison.Ordinal)..];
        return BashBlock().Match(section).Groups["script"].Value;
    }

    /// <summary>Runs a script of the page against a server. Any failing command fails it.</summary>
    public static async Task<string> RunAsync(string script, Uri server, TimeSpan patience)
    {
        var commands = script.Replace("http://127.0.0.1:9696", server.ToString().TrimEnd('/'), StringComparison.Ordinal);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", commands])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            var output = bash.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = bash.StandardError.ReadToEndAsync(deadline.Token);
            await bash.WaitForExitAsync(deadline.Token);
            bash.ExitCode.Should().Be(0, "the commands print {0} and complain {1}", await output, await errors);
            return await output;
        }
        finally
        {
            if (!bash.HasExited)
                bash.Kill(entireProcessTree: true);
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Quantum.sln")))
            folder = folder.Parent!;
        return System.IO.Path.Combine(folder.FullName, "README.md");
    }

    [GeneratedRegex("```bash\n(?<script>.*?)```", RegexOptions.Singleline)]
    private static partial Regex BashBlock();
}
