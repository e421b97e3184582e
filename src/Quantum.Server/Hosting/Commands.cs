using System.Text.Encodings.Web;
using System.Text.Json;
using Quantum.Core.Policy;
using Quantum.Server.Api;
using Quantum.Server.Identity.Builtin;

namespace Quantum.Server.Hosting;

/// <summary>What the program does in place of serving, when its first argument says so.</summary>
internal static class Commands
{
    /// <summary>Runs the command that the arguments begin with; <c>null</c> when they begin with none.</summary>
    /// <returns>The exit code.</returns>
    public static int? Run(string[] args) => args switch
    {
        ["hash-password"] => HashPassword(),
        ["print-policy", .. var options] => PrintPolicy(options),
        _ => null,
    };

    /// <summary>
    /// Prints the rules of the default profile, built-in and from the policy file, in the form of a policy file: each as
    /// <c>"name": "rule"</c>.
    /// </summary>
    private static int PrintPolicy(string[] options)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = options, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddQuantum(builder.Configuration);
        using var services = builder.Services.BuildServiceProvider();
        var profile = services.GetRequiredService<ApiProfiles>().Default;
        foreach (var (name, rule) in services.GetRequiredService<PolicyEngine>().EffectiveRules(profile.Name))
            Console.WriteLine($"{Quote(name)}: {Quote(rule)}");
        return 0;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Reads a password from standard input, where no list of processes shows it.</summary>
    private static int HashPassword()
    {
        if (!Console.IsInputRedirected)
            Console.Error.Write("Password: ");
        if (Console.In.ReadLine() is not { Length: > 0 } password)
        {
            Console.Error.WriteLine("Write the password to standard input.");
            return 1;
        }

        Console.WriteLine(Passwords.Hash(password));
        return 0;
    }
}
