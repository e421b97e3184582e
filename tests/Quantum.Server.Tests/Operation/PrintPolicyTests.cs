namespace Quantum.Server.Tests.Operation;

/// <summary>The command that shows which rules are in force.</summary>
public sealed class PrintPolicyTests
{
    [Fact]
    public async Task It_prints_a_policy_file_that_means_the_same()
    {
        var file = Path.GetTempFileName();
        var printed = await PrintAsync();
        await File.WriteAllTextAsync(file, printed);

        var again = await PrintAsync($"--Quantum:PolicyFile={file}");

        printed.Should().Contain("\"create_network:shared\": \"rule:admin_only\"\n").And.StartWith("\"activate\": ");
        again.Should().Be(printed);
        File.Delete(file);
    }

    [Fact]
    public async Task It_prints_the_profile_and_the_overrides_that_are_configured()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"create_network": "role:networker", "one_more": "@"}""");

        var printed = await PrintAsync($"--Quantum:PolicyFile={file}", "--Quantum:Profile=folsom");

        printed.Should().Contain("\"create_network\": \"role:networker\"\n").And.Contain("\"one_more\": \"@\"\n")
            .And.Contain("\"extension:router:set\": ").And.NotContain("create_security_group");
        File.Delete(file);
    }

    [Fact]
    public async Task A_broken_file_is_named()
    {
        await using var command = QuantumProcess.Start("print-policy", "--Quantum:PolicyFile=/nowhere/policy.json");

        var (code, errors) = await command.ExitAsync();

        code.Should().Be(1);
        errors.Should().Contain("/nowhere/policy.json").And.NotContain("   at ");
    }

    private static async Task<string> PrintAsync(params string[] options)
    {
        await using var command = QuantumProcess.Start(["print-policy", .. options]);
        var printed = await command.RestAsync();
        var (code, errors) = await command.ExitAsync();
        (code, errors).Should().Be((0, ""));
        return printed;
    }
}
