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
        _ => null,
    };

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
