using Quantum.Server.Identity.Builtin;

namespace Quantum.Server.Tests.Identity;

/// <summary>The people of the built-in identity service in tests; the password of each is <c>secret</c>.</summary>
internal static class BuiltinCloud
{
    private static readonly string Hash = Passwords.Hash("secret");

    public static string[] Options =>
    [
        "Quantum:Identity=builtin",
        .. User("root", "admin", "admin"),
        .. User("mia", "acme", "member, reader"),
        .. User("rita", "acme", "reader"),
        .. User("gus", "globex", "member"),
    ];

    private static string[] User(string name, string project, string roles) =>
    [
        $"Quantum:Builtin:Users:{name}:PasswordHash={Hash}",
        $"Quantum:Builtin:Users:{name}:Projects:{project}={roles}",
    ];
}
