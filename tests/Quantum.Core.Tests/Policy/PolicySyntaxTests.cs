using Quantum.Core.Policy;
using Quantum.Core.Policy.Syntax;
using static Quantum.Core.Tests.Policy.PolicyTestHost;

namespace Quantum.Core.Tests.Policy;

public sealed class PolicySyntaxTests : IDisposable
{
    private readonly PolicyTestHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("@", true)]
    [InlineData("!", false)]
    [InlineData("not !", true)]
    [InlineData("not not @", true)]
    [InlineData("@ or @ and !", true)]
    [InlineData("(@ or @) and !", false)]
    [InlineData("! and ! or @", true)]
    [InlineData("! and (! or @)", false)]
    [InlineData("not ! and !", false)]
    [InlineData("not (! and !)", true)]
    [InlineData("not @ or @", true)]
    [InlineData("((@)) AND Not !", true)]
    public void Not_binds_before_and_and_before_or(string rule, bool expected) =>
        host.Holds(rule).Should().Be(expected);

    [Theory]
    [InlineData("role:member", true)]
    [InlineData("role:MEMBER", true)]
    [InlineData("roles:member", true)]
    [InlineData("role:%(wanted_role)s", true)]
    [InlineData("role:%(absent)s", false)]
    [InlineData("role:reader", false)]
    [InlineData("tenant_id:%(tenant_id)s", true)]
    [InlineData("project_id:%(tenant_id)s", true)]
    [InlineData("tenant_id:%(project_id)s", true)]
    [InlineData("(tenant_id:%(tenant_id)s)", true)]
    [InlineData("tenant_id:%(network_tenant_id)s", false)]
    [InlineData("tenant_id:%(network:tenant_id)s", false)]
    [InlineData("tenant_id:mine", true)]
    [InlineData("tenant_id:mi%(tail)s", true)]
    [InlineData("tenant_id:%(absent)s", false)]
    [InlineData("user_id:user", true)]
    [InlineData("is_admin:False", true)]
    [InlineData("is_admin:0", true)]
    [InlineData("is_admin:1", false)]
    [InlineData("service_role:service", true)]
    [InlineData("service_roles:Service", true)]
    [InlineData("service_role:member", false)]
    [InlineData("system_scope:all", true)]
    [InlineData("system_scope:some", false)]
    [InlineData("domain_id:first", true)]
    [InlineData("user_domain_id:second", true)]
    [InlineData("project_domain_id:third", true)]
    [InlineData("project_domain_id:%(tenant_id)s", false)]
    [InlineData("service_user_id:nova", true)]
    [InlineData("service_project_id:services", true)]
    [InlineData("unknown_credential:x", false)]
    [InlineData("'a:b c':%(odd)s", true)]
    [InlineData("\"mine\":%(tenant_id)s", true)]
    [InlineData("True:%(shared)s", true)]
    [InlineData("False:%(shared)s", false)]
    [InlineData("True:%(absent)s", false)]
    [InlineData("None:%(nothing)s", true)]
    [InlineData("7:%(number)s", true)]
    public void Check_compares_the_caller_with_the_target(string rule, bool expected)
    {
        var caller = Caller() with
        {
            ServiceRoles = ["service"],
            ServiceUserId = "nova",
            ServiceProjectId = "services",
            SystemScope = "all",
            DomainId = "first",
            UserDomainId = "second",
            ProjectDomainId = "third",
        };
        var target = Target("tenant_id=mine network_tenant_id=other tail=ne shared=True wanted_role=member");
        target["odd"] = "a:b c";
        target["number"] = 7;
        target["nothing"] = null;

        var holds = host.Holds(rule, caller, target);

        holds.Should().Be(expected);
    }

    [Theory]
    [InlineData("field:networks:shared=True", "shared=True", true)]
    [InlineData("field:networks:shared=true", "shared=True", true)]
    [InlineData("field:networks:shared=False", "shared=True", false)]
    [InlineData("field:networks:shared=False", "shared=False", true)]
    [InlineData("field:networks:shared=True", "", false)]
    [InlineData("field:networks:shared=False", "", false)]
    [InlineData("field:networks:shared=True", "network_shared=True", true)]
    [InlineData("field:networks:shared=True", "network_shared=False shared=True", false)]
    [InlineData("field:networks:router:external=True", "router:external=True", true)]
    [InlineData("field:networks:router:external=True", "network_external=True", true)]
    [InlineData("field:ports:device_owner=compute:nova", "device_owner=compute:nova", true)]
    [InlineData("field:ports:name=a=b", "name=a=b", true)]
    [InlineData("field:ports:device_owner=~^network:", "device_owner=network:dhcp", true)]
    [InlineData("field:ports:device_owner=~network:", "device_owner=network:dhcp", true)]
    [InlineData("field:ports:device_owner=~^(network|compute):", "device_owner=compute:nova", true)]
    [InlineData("field:ports:device_owner=~network:", "device_owner=my-network:dhcp", false)]
    [InlineData("field:ports:device_owner=~^network:", "", false)]
    public void Field_check_compares_the_target_with_a_value(string rule, string target, bool expected) =>
        host.Holds(rule, target: Target(target)).Should().Be(expected);

    [Fact]
    public void Ids_are_compared_in_canonical_form()
    {
        var id = Guid.Parse("6F9619FF-8B86-D011-B42D-00CF4FC964FF");

        var holds = host.Holds("user_id:%(owner_id)s", Caller() with { UserId = id.ToString() }, new PolicyTarget { ["owner_id"] = id });

        holds.Should().BeTrue();
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(null, "None")]
    public void Caller_without_tenant_owns_nothing(string? tenant, string owner) =>
        host.Holds("tenant_id:%(tenant_id)s", Caller(tenant: tenant), new PolicyTarget { ["tenant_id"] = owner }).Should().BeFalse();

    [Fact]
    public void Doubled_percent_sign_is_one() =>
        host.Holds("user_id:100%%", Caller() with { UserId = "100%" }).Should().BeTrue();

    [Fact]
    public void None_asks_for_a_caller_without_tenant() =>
        host.Holds("project_id:None", Caller(tenant: null)).Should().BeTrue();

    [Theory]
    [InlineData("rule:")]
    [InlineData("admin")]
    [InlineData(":x")]
    [InlineData("role:a and")]
    [InlineData("or role:a")]
    [InlineData("role:a role:b")]
    [InlineData("(role:a")]
    [InlineData("role:a)")]
    [InlineData("'text'")]
    [InlineData("'open:%(x)s")]
    [InlineData("tenant_id:%(tenant_id)")]
    [InlineData("tenant_id:%s")]
    [InlineData("field:networks")]
    [InlineData("field:networks:shared")]
    [InlineData("field:ports:device_owner=~[")]
    [InlineData("http://example.com/check")]
    public void Malformed_rule_is_refused(string rule)
    {
        var parse = () => RuleParser.Parse("x", rule);

        parse.Should().Throw<PolicyRuleException>().Which.Rule.Should().Be("x");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    public void Deep_nesting_is_refused(string level)
    {
        var parse = () => RuleParser.Parse("x", string.Concat(Enumerable.Repeat(level, 100_000)) + "@");

        parse.Should().Throw<PolicyRuleException>().WithMessage("*nested deeper*");
    }

    [Theory]
    [InlineData("", "@")]
    [InlineData("role:a or  role:b AND not role:c", "role:a or (role:b and not role:c)")]
    [InlineData("(role:a or role:b) and rule:c", "(role:a or role:b) and rule:c")]
    [InlineData("not (role:a or role:b)", "not (role:a or role:b)")]
    [InlineData("'x':%(a)s and field:ports:device_owner=~^(a|b)", "'x':%(a)s and field:ports:device_owner=~^(a|b)")]
    [InlineData("is_admin:1", "is_admin:True")]
    public void Canonical_text_parses_to_itself(string rule, string canonical)
    {
        RuleParser.Parse("x", rule).ToString().Should().Be(canonical);
        RuleParser.Parse("x", canonical).ToString().Should().Be(canonical);
    }

    [Theory]
    [InlineData("""[]""", true)]
    [InlineData("""[[]]""", false)]
    [InlineData("""["role:member"]""", true)]
    [InlineData("""["role:reader", "role:member"]""", true)]
    [InlineData("""[["role:reader", "role:member"]]""", false)]
    [InlineData("""[["role:member", "tenant_id:%(tenant_id)s"]]""", true)]
    [InlineData("""[["role:reader"], ["role:member"]]""", true)]
    [InlineData("""[["role:reader", "role:admin"], "role:member"]""", true)]
    [InlineData("""[[], "role:member"]""", true)]
    public void List_of_2012_is_an_or_of_ands(string list, bool expected)
    {
        var inJson = host.Engine($$"""{"x": {{list}}}""");
        var inYaml = host.Engine($"x: {list}", "policy.yaml");

        inJson.Allows(Caller(), "x", Target()).Should().Be(expected);
        inYaml.Allows(Caller(), "x", Target()).Should().Be(expected);
    }

    [Fact]
    public void Policy_file_of_2012_keeps_its_meaning()
    {
        var engine = host.Engine("""
            {
                "admin_or_owner": [["role:admin"], ["tenant_id:%(tenant_id)s"]],
                "shared": [["field:networks:shared=True"]],
                "default": [["rule:admin_or_owner"]],
                "get_network": [["rule:shared"], ["rule:admin_or_owner"]],
            }
            """);

        var caller = Caller();
        engine.Allows(caller, "get_network", Target("tenant_id=mine shared=False")).Should().BeTrue();
        engine.Allows(caller, "get_network", Target("tenant_id=other shared=True")).Should().BeTrue();
        engine.Allows(caller, "get_network", Target("tenant_id=other shared=False")).Should().BeFalse();
    }
}
