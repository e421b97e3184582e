using Quantum.Core.Policy;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;
using static Quantum.Core.Tests.Policy.PolicyTestHost;

namespace Quantum.Core.Tests.Policy;

public sealed class PolicyEngineTests : IDisposable
{
    private readonly PolicyTestHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("tenant_id=mine", true)]
    [InlineData("tenant_id=other", false)]
    public void Undefined_rule_falls_back_to_default(string target, bool expected)
    {
        var engine = BuiltIn();

        engine.Allows(Caller(profile: ApiProfile.Folsom), "update_packet_filter", Target(target)).Should().Be(expected);
        engine.Allows(Caller(), "update_packet_filter", Target(target)).Should().Be(expected);
    }

    [Fact]
    public void Reference_to_an_undefined_rule_falls_back_to_default()
    {
        var engine = host.Engine("""{"x": "rule:nowhere", "default": "role:auditor"}""");

        engine.Allows(Caller("auditor"), "x", Target()).Should().BeTrue();
        engine.Allows(Caller("member"), "x", Target()).Should().BeFalse();
    }

    [Fact]
    public void Undefined_rule_inside_default_denies()
    {
        var engine = host.Engine("""{"a": "rule:default", "default": "rule:nowhere or role:auditor"}""");

        engine.Allows(Caller("member"), "a", Target()).Should().BeFalse();
        engine.Allows(Caller("auditor"), "a", Target()).Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"a": "rule:a"}""", "a -> a")]
    [InlineData("""{"a": "rule:b", "b": "not (rule:c or role:x)", "c": "rule:a"}""", "a -> b -> c -> a")]
    [InlineData("""{"context_is_admin": "rule:admin_only", "admin_only": "rule:context_is_admin"}""", "context_is_admin")]
    public void Cycle_is_refused_at_load(string text, string circle)
    {
        var load = () => host.Engine(text);

        load.Should().Throw<PolicyFileException>().WithMessage($"*leads in a circle: *{circle}*");
    }

    [Fact]
    public void Long_chain_of_rules_is_refused_at_load()
    {
        var chain = Enumerable.Range(0, 10_000).Select(i => $"\"r{i}\": \"rule:r{i + 1}\"");

        var load = () => host.Engine($$"""{ {{string.Join(",", chain)}} }""");

        load.Should().Throw<PolicyFileException>().WithMessage("*leads through more than*");
    }

    [Fact]
    public void Refusal_names_the_rule()
    {
        var demand = () => BuiltIn().Demand(Caller(), ["create_network:shared"], Target());

        var refusal = demand.Should().Throw<PolicyNotAuthorizedException>().Which;
        refusal.Message.Should().Be("rule:create_network:shared is disallowed by policy");
        refusal.FolsomMessage.Should().Be("Access was denied to this resource.");
        refusal.Kind.Should().Be(ErrorKind.Forbidden);
        refusal.Type.Should().Be("PolicyNotAuthorized");
    }

    [Fact]
    public void Refusal_names_all_rules_that_were_demanded()
    {
        var demand = () => BuiltIn().Demand(Caller(), ["create_network", "create_network:shared"], Target());

        demand.Should().Throw<PolicyNotAuthorizedException>()
            .WithMessage("(rule:create_network and rule:create_network:shared) is disallowed by policy")
            .Which.Rules.Should().Equal("create_network", "create_network:shared");
    }

    [Fact]
    public void Demand_passes_when_all_rules_hold()
    {
        var demand = () => BuiltIn().Demand(Caller("admin"), ["create_network", "create_network:shared"], Target("tenant_id=other"));

        demand.Should().NotThrow();
    }

    [Fact]
    public void Undefined_attribute_rule_is_not_asked_today()
    {
        var engine = BuiltIn();

        var allowed = () => engine.Demand(Caller("service"), ["update_port", "update_port:description"], Target("tenant_id=other"));
        var refused = () => engine.Demand(Caller(), ["update_network", "update_network:name"], Target("tenant_id=other"));

        allowed.Should().NotThrow();
        refused.Should().Throw<PolicyNotAuthorizedException>().WithMessage("rule:update_network is disallowed by policy");
    }

    [Fact]
    public void Undefined_attribute_rule_falls_back_to_default_in_folsom()
    {
        var caller = Caller(profile: ApiProfile.Folsom);
        var target = Target("tenant_id=other network_tenant_id=mine shared=True");

        var demand = () => BuiltIn().Demand(caller, ["update_subnet", "update_subnet:shared"], target);

        demand.Should().Throw<PolicyNotAuthorizedException>().Which.Rules.Should().Equal("update_subnet", "update_subnet:shared");
    }

    [Fact]
    public void Undefined_rule_that_is_not_an_attributes_is_asked_today()
    {
        var demand = () => BuiltIn().Demand(Caller(), ["extension:packet_filter:set"], Target("tenant_id=other"));

        demand.Should().Throw<PolicyNotAuthorizedException>();
    }

    [Fact]
    public void Defines_knows_rules_of_profile_and_file()
    {
        var engine = host.Engine("""{"update_network:name": "role:admin"}""");

        engine.Defines(Caller(), "update_network:name").Should().BeTrue();
        engine.Defines(Caller(), "update_network:shared").Should().BeTrue();
        engine.Defines(Caller(profile: ApiProfile.Folsom), "update_network:name").Should().BeTrue();
        engine.Defines(Caller(profile: ApiProfile.Folsom), "update_network:shared").Should().BeFalse();
    }

    [Theory]
    [InlineData("admin", true)]
    [InlineData("member", false)]
    [InlineData("", false)]
    public void Role_admin_makes_an_administrator(string roles, bool expected)
    {
        var undecided = Caller(roles) with { IsAdmin = false };

        BuiltIn().IsAdmin(undecided).Should().Be(expected);
        BuiltIn().IsAdmin(undecided with { Profile = ApiProfile.Folsom }).Should().Be(expected);
    }

    [Fact]
    public void File_says_who_is_an_administrator()
    {
        var engine = host.Engine("""{"context_is_admin": "role:cloud_admin"}""");

        engine.IsAdmin(Caller("cloud_admin")).Should().BeTrue();
        engine.IsAdmin(Caller("admin") with { IsAdmin = false }).Should().BeFalse();
    }

    [Theory]
    [InlineData("modern")]
    [InlineData("folsom")]
    public void Administrator_without_roles_may_do_everything(string profile)
    {
        var noauth = Caller("", tenant: null, profile: profile == "folsom" ? ApiProfile.Folsom : ApiProfile.Modern) with { IsAdmin = true };
        var engine = host.Engine("""{"context_is_admin": "role:cloud_admin"}""");

        var refused = engine.EffectiveRules(profile).Keys
            .Where(rule => rule.StartsWith("create_", StringComparison.Ordinal) || rule.StartsWith("get_", StringComparison.Ordinal))
            .Where(rule => !engine.Allows(noauth, rule, Target("tenant_id=other network_tenant_id=other")));

        engine.IsAdmin(noauth).Should().BeTrue();
        refused.Should().BeEmpty();
    }

    [Fact]
    public void File_overrides_both_profiles_by_name()
    {
        var engine = host.Engine("""{"create_network": "role:network_admin"}""");

        foreach (var profile in new[] { ApiProfile.Modern, ApiProfile.Folsom })
        {
            engine.Allows(Caller("member", profile: profile), "create_network", Target()).Should().BeFalse();
            engine.Allows(Caller("network_admin", profile: profile), "create_network", Target()).Should().BeTrue();
            engine.Allows(Caller("member", profile: profile), "get_network", Target()).Should().BeTrue();
        }
    }

    [Fact]
    public void Effective_rules_are_canonical_and_ordered()
    {
        var engine = host.Engine("""{"create_network": [["role:a"], ["role:b", "role:c"]]}""");

        var rules = engine.EffectiveRules("folsom");

        rules["create_network"].Should().Be("role:a or (role:b and role:c)");
        rules["create_port"].Should().Be("rule:writer");
        rules["context_is_admin"].Should().Be("role:admin");
        rules.Keys.Should().BeInAscendingOrder(StringComparer.Ordinal);
        engine.EffectiveRules("modern").Should().ContainKey("create_port:binding:host_id");
    }

    [Fact]
    public void Asking_does_not_allocate()
    {
        var engine = BuiltIn();
        var caller = Caller("reader", tenant: "someone");
        var target = Target("tenant_id=other network_tenant_id=other network_shared=False");
        engine.Allows(caller, "get_subnet", target);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            engine.Allows(caller, "get_subnet", target);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1000, "that is less than one byte a call");
    }
}
