using Microsoft.Extensions.Logging;
using Quantum.Core.Policy;
using static Quantum.Core.Tests.Policy.PolicyTestHost;

namespace Quantum.Core.Tests.Policy;

public sealed class PolicyFileTests : IDisposable
{
    private readonly PolicyTestHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("policy.json", """{"x": "role:auditor", /* why */ "y": []}""")]
    [InlineData("policy.yaml", "# ours\n\"x\": \"role:auditor\"\n\"y\": \"\"\n")]
    [InlineData("policy.yml", "x: role:auditor\ny: []\n")]
    [InlineData("policy", """{"x": "role:auditor", "y": ""}""")]
    [InlineData("rules.conf", "x: role:auditor\ny: '@'\n")]
    public void Json_and_yaml_are_read(string name, string text)
    {
        var engine = host.Engine(text, name);

        engine.Allows(Caller("auditor"), "x", Target()).Should().BeTrue();
        engine.Allows(Caller("member"), "x", Target()).Should().BeFalse();
        engine.Allows(Caller("member"), "y", Target("")).Should().BeTrue();
    }

    [Theory]
    [InlineData("policy.yaml", "")]
    [InlineData("policy.yaml", "# \"create_network\": \"role:admin\"\n")]
    [InlineData("policy.json", "{}")]
    public void File_without_rules_leaves_the_built_in_ones(string name, string text) =>
        host.Engine(text, name).EffectiveRules("modern").Should().Equal(BuiltIn().EffectiveRules("modern"));

    [Theory]
    [InlineData("policy.json", "{", null)]
    [InlineData("policy.json", "[]", null)]
    [InlineData("policy.json", """{"x": null}""", "x")]
    [InlineData("policy.json", """{"x": true}""", "x")]
    [InlineData("policy.json", """{"x": [1]}""", "x")]
    [InlineData("policy.json", """{"x": [[["@"]]]}""", "x")]
    [InlineData("policy.json", """{"x": [""]}""", "x")]
    [InlineData("policy.json", """{"x": "@", "x": "!"}""", "x")]
    [InlineData("policy.json", """{"x": "role:a and"}""", "x")]
    [InlineData("policy.json", """{"x": "http://example.com/%(id)s"}""", "x")]
    [InlineData("policy.json", """{"x": [["https://example.com/"]]}""", "x")]
    [InlineData("policy.yaml", "x: [", null)]
    [InlineData("policy.yaml", "- x", null)]
    [InlineData("policy.yaml", "just text", null)]
    [InlineData("policy.yaml", "x: '@'\nx: '!'\n", null)]
    [InlineData("policy.yaml", "x: '@'\n---\ny: '@'\n", null)]
    [InlineData("policy.yaml", "[a]: '@'\n", null)]
    [InlineData("policy.yaml", "x:\n", "x")]
    [InlineData("policy.yaml", "x: !\n", "x")]
    [InlineData("policy.yaml", "x: {y: z}\n", "x")]
    [InlineData("policy.yaml", "x: [[[a]]]\n", "x")]
    public void Broken_file_at_start_is_fatal_and_names_file_and_rule(string name, string text, string? rule)
    {
        var load = () => host.Engine(text, name);

        var failure = load.Should().Throw<PolicyFileException>().Which;
        failure.Rule.Should().Be(rule);
        failure.Message.Should().Contain(name).And.Contain(failure.File);
    }

    [Fact]
    public void Missing_file_at_start_is_fatal()
    {
        var open = () => host.Open(host.Write("{}") + ".absent");

        open.Should().Throw<PolicyFileException>().WithMessage("*policy.json.absent: not found");
    }

    [Fact]
    public void Change_is_seen_after_a_second()
    {
        var engine = host.Engine("""{"x": "@"}""");
        engine.Allows(Caller(), "x", Target()).Should().BeTrue();

        host.Write("""{"x": "!"}""");

        engine.Allows(Caller(), "x", Target()).Should().BeTrue("the file is looked at once a second");
        host.Time.Pass(1);
        engine.Allows(Caller(), "x", Target()).Should().BeFalse();
    }

    [Fact]
    public void Unchanged_file_is_not_read_again()
    {
        var engine = host.Engine("""{"x": "@"}""");

        host.Time.Pass(10);
        engine.Allows(Caller(), "x", Target());

        host.Logger.Levels.Should().Equal(LogLevel.Information);
    }

    [Fact]
    public void Broken_file_keeps_the_former_rules_and_is_reported_once()
    {
        var engine = host.Engine("""{"x": "role:auditor"}""");
        host.Write("""{"x": "role:auditor or"}""");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            host.Time.Pass(1);
            engine.Allows(Caller("auditor"), "x", Target()).Should().BeTrue();
            engine.Allows(Caller("member"), "x", Target()).Should().BeFalse();
        }

        host.Logger.Levels.Should().Equal(LogLevel.Information, LogLevel.Error);
    }

    [Fact]
    public void Mended_file_is_loaded()
    {
        var engine = host.Engine("""{"x": "!"}""");
        host.Write("{");
        host.Time.Pass(1);
        engine.Allows(Caller(), "x", Target());

        host.Write("""{"x": "@"}""");
        host.Time.Pass(1);

        engine.Allows(Caller(), "x", Target()).Should().BeTrue();
    }

    [Fact]
    public void Vanished_file_keeps_the_former_rules()
    {
        var path = host.Write("""{"x": "@"}""");
        var engine = host.Open(path);
        File.Delete(path);

        host.Time.Pass(1);
        engine.Allows(Caller(), "x", Target()).Should().BeTrue();
        host.Time.Pass(1);
        engine.Allows(Caller(), "x", Target()).Should().BeTrue();

        host.Logger.Levels.Should().Equal(LogLevel.Information, LogLevel.Error);
    }

    [Fact]
    public void Link_is_followed_to_the_file_that_changes()
    {
        var path = host.Write("""{"x": "@"}""", "first.json");
        var link = Path.ChangeExtension(path, ".link");
        File.CreateSymbolicLink(link, path);
        var engine = host.Open(link);

        host.Write("""{"x": "!"}""", "first.json");
        host.Time.Pass(1);

        engine.Allows(Caller(), "x", Target()).Should().BeFalse();
    }

    [Fact]
    public async Task Parallel_callers_see_either_the_old_or_the_new_rules()
    {
        var engine = host.Engine("""{"x": "@", "y": "!", "either": "rule:x or rule:y"}""");
        host.Write("""{"x": "!", "y": "@", "either": "rule:x or rule:y"}""");
        host.Time.Pass(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => engine.Allows(Caller(), "either", Target()))));

        answers.Should().OnlyContain(allowed => allowed);
        engine.Allows(Caller(), "y", Target()).Should().BeTrue();
    }
}
