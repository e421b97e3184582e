using Quantum.Server.Identity.Builtin;
using Quantum.Server.Tests.Operation;

namespace Quantum.Server.Tests.Identity;

/// <summary>How the built-in identity service is started, and how it is not.</summary>
public sealed class BuiltinStartTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task It_does_not_start_where_other_machines_reach_it(string urls)
    {
        await using var server = Start(urls);

        var (code, errors) = await server.ExitAsync();

        code.Should().Be(1);
        errors.Should().Contain("Quantum cannot start: ").And.Contain("Quantum:Builtin:AllowRemote").And.NotContain("   at ");
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:0", "--Quantum:Builtin:AllowRemote=true")]
    public async Task It_starts_on_this_machine_and_elsewhere_when_told(string urls, params string[] more)
    {
        await using var server = Start(urls, more);

        (await server.LineAsync("Quantum is ready")).Should().EndWith("identity builtin");
    }

    [Theory]
    [InlineData("Quantum:Builtin:Users:mia:PasswordHash", "secret")]
    [InlineData("Quantum:Builtin:Users:mia:PasswordHash", "")]
    [InlineData("Quantum:Builtin:KeyFolder", "/dev/null/keys")]
    [InlineData("Quantum:Builtin:TokenLifetime", "0")]
    [InlineData("Quantum:Builtin:Region", "")]
    [InlineData("Quantum:Builtin:AllowRemote", "perhaps")]
    public void A_bad_value_is_refused_under_its_key(string key, string value)
    {
        var failure = Record.Exception(() => Program.Build(
            ["--urls=http://127.0.0.1:0", "--Quantum:Store=memory", .. Arguments(), $"--{key}={value}"]));

        failure!.Message.Should().Contain(key);
    }

    [Fact]
    public void It_needs_a_user()
    {
        var failure = Record.Exception(() => Program.Build(["--urls=http://127.0.0.1:0", "--Quantum:Store=memory", "--Quantum:Identity=builtin"]));

        failure!.Message.Should().Contain("Quantum:Builtin:Users");
    }

    [Fact]
    public async Task A_command_makes_the_hash_of_a_password()
    {
        await using var command = QuantumProcess.StartWith("correct horse\n", "hash-password");

        var hash = (await command.RestAsync()).Trim();

        (await command.ExitAsync()).Code.Should().Be(0);
        Passwords.IsHash(hash).Should().BeTrue();
        Passwords.Matches(hash, "correct horse").Should().BeTrue();
        Passwords.Matches(hash, "battery staple").Should().BeFalse();
        Passwords.Matches(hash: null, "correct horse").Should().BeFalse();
    }

    private static QuantumProcess Start(string urls, params string[] more) =>
        QuantumProcess.Start([$"--urls={urls}", "--Quantum:Store=memory", .. Arguments(), .. more]);

    private static IEnumerable<string> Arguments() => BuiltinCloud.Options.Select(option => $"--{option}");
}
