using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.Qos;

public abstract class QosRuleTests(ServerFixture server)
{
    private readonly string _tenant = Unique.Tenant();

    private ApiClient Admin => server.Api.As(_tenant, "admin");

    public sealed class OnSqlite(ServerOnSqlite server) : QosRuleTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : QosRuleTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task A_rule_is_part_of_its_policy()
    {
        var policy = await Admin.PolicyAsync();

        var rule = await Admin.RuleAsync(policy.Id(), "bandwidth_limit", new { direction = "egress", max_kbps = 1000 });

        rule.GetRawText().Should().Be($$"""{"max_kbps":1000,"max_burst_kbps":0,"direction":"egress","id":"{{rule.Id()}}"}""");
        var shown = await Admin.ShowPolicyAsync(policy.Id());
        shown.Raw("rules").Should().Be(
            $$"""[{"max_kbps":1000,"max_burst_kbps":0,"direction":"egress","id":"{{rule.Id()}}","qos_policy_id":"{{policy.Id()}}","type":"bandwidth_limit"}]""");
        shown.Revision().Should().Be(policy.Revision() + 1);
        var list = await Admin.GetAsync($"qos/policies/{policy.Id()}/bandwidth_limit_rules");
        list.Text.Should().Be($$"""{"bandwidth_limit_rules":[{{rule.GetRawText()}}]}""");
        (await Admin.GetAsync($"qos/policies/{policy.Id()}/bandwidth_limit_rules/{rule.Id()}")).Expect(HttpStatusCode.OK)
            .One.GetRawText().Should().Be(rule.GetRawText());
        (await Admin.GetAsync($"qos/policies/{policy.Id()}/minimum_bandwidth_rules")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("bandwidth_limit", """{"max_kbps": 100, "max_burst_kbps": 10, "direction": "ingress"}""", "max_kbps", "200")]
    [InlineData("dscp_marking", """{"dscp_mark": 26}""", "dscp_mark", "0")]
    [InlineData("minimum_bandwidth", """{"min_kbps": 100, "direction": "ingress"}""", "min_kbps", "50")]
    [InlineData("minimum_packet_rate", """{"min_kpps": 100, "direction": "any"}""", "min_kpps", "50")]
    public async Task A_rule_of_each_type_is_changed_and_deleted_under_both_names(string type, string body, string name, string other)
    {
        var policy = await Admin.PolicyAsync();
        var rules = $"qos/policies/{policy.Id()}/{type}_rules";
        var created = await Admin.PostAsync(rules, $$"""{"{{type}}_rule": {{body}}}""");
        var rule = created.Expect(HttpStatusCode.Created).One;

        var changed = await Admin.PutAsync($"{rules}/{rule.Id()}", $$"""{"{{type}}_rule": {"{{name}}": {{other}} } }""");
        changed.Expect(HttpStatusCode.OK).One.Raw(name).Should().Be(other);
        var alias = await Admin.GetAsync($"qos/alias_{type}_rules/{rule.Id()}");
        alias.Expect(HttpStatusCode.OK).Text.Should().Be($$"""{"alias_{{type}}_rule":{{changed.One.GetRawText()}}}""");
        var again = await Admin.PutAsync($"qos/alias_{type}_rules/{rule.Id()}", $$"""{"alias_{{type}}_rule": {"{{name}}": 48} }""");
        again.Expect(HttpStatusCode.OK).One.Raw(name).Should().Be("48");
        (await Admin.ShowPolicyAsync(policy.Id())).Revision().Should().Be(policy.Revision() + 3);

        (await Admin.DeleteAsync($"qos/alias_{type}_rules/{rule.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Admin.GetAsync($"qos/alias_{type}_rules/{rule.Id()}")).Expect(
            HttpStatusCode.NotFound, "QosRuleNotFound", $"QoS rule {rule.Id()} for policy  could not be found.");
        (await Admin.DeleteAsync($"{rules}/{rule.Id()}")).Expect(
            HttpStatusCode.NotFound, "QosRuleNotFound", $"QoS rule {rule.Id()} for policy {policy.Id()} could not be found.");
        (await Admin.GetAsync($"qos/alias_{type}_rules")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_rule_is_found_below_its_own_policy_alone()
    {
        var (policy, other) = (await Admin.PolicyAsync(), await Admin.PolicyAsync());
        var rule = await Admin.RuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 26 });

        (await Admin.GetAsync($"qos/policies/{other.Id()}/dscp_marking_rules/{rule.Id()}")).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("QosRuleNotFound");
        (await Admin.DeleteAsync($"qos/policies/{other.Id()}/dscp_marking_rules/{rule.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Admin.GetAsync($"qos/policies/{other.Id()}/dscp_marking_rules")).Items.Should().BeEmpty();
        (await Admin.TryRuleAsync(Unique.Id(), "dscp_marking", new { dscp_mark = 26 })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("QosPolicyNotFound");
        (await Admin.TryRuleAsync("x", "dscp_marking", new { dscp_mark = 26 })).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("QosPolicyNotFound");
        (await Admin.GetAsync($"qos/policies/{policy.Id()}/colour_rules")).Expect(HttpStatusCode.NotFound);
        (await Admin.GetAsync($"qos/policies/{policy.Id()}/dscp_marking_rules/{rule.Id()}/x")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_policy_has_one_rule_of_a_type_for_a_direction()
    {
        var policy = await Admin.PolicyAsync();
        var rule = await Admin.RuleAsync(policy.Id(), "bandwidth_limit", new { max_kbps = 1000 });
        var ingress = await Admin.RuleAsync(policy.Id(), "bandwidth_limit", new { max_kbps = 1000, direction = "ingress" });

        var refusal = $"Rule bandwidth_limit conflicts with rule {rule.Id()} which already exists in QoS Policy {policy.Id()}.";
        (await Admin.TryRuleAsync(policy.Id(), "bandwidth_limit", new { max_kbps = 1 })).Expect(HttpStatusCode.Conflict, "QoSRulesConflict", refusal);
        (await Admin.PutAsync(
            $"qos/policies/{policy.Id()}/bandwidth_limit_rules/{ingress.Id()}", new { bandwidth_limit_rule = new { direction = "egress" } }))
            .Expect(HttpStatusCode.Conflict, "QoSRulesConflict", refusal);
        await Admin.RuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 26 });
        (await Admin.TryRuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 8 })).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Packets_are_limited_and_promised()
    {
        var policy = await Admin.PolicyAsync();
        var limits = $"qos/policies/{policy.Id()}/packet_rate_limit_rules";

        var limit = await Admin.RuleAsync(policy.Id(), "packet_rate_limit", new { max_kpps = "100" });
        var promise = await Admin.RuleAsync(policy.Id(), "minimum_packet_rate", new { min_kpps = 200 });

        limit.GetRawText().Should().Be($$"""{"max_kpps":100,"max_burst_kpps":0,"direction":"egress","id":"{{limit.Id()}}"}""");
        promise.GetRawText().Should().Be($$"""{"min_kpps":200,"direction":"egress","id":"{{promise.Id()}}"}""");
        (await Admin.ShowPolicyAsync(policy.Id())).Raw("rules").Should().Be(
            $$"""[{"min_kpps":200,"direction":"egress","id":"{{promise.Id()}}","qos_policy_id":"{{policy.Id()}}","type":"minimum_packet_rate"},"""
            + $$"""{"max_kpps":100,"max_burst_kpps":0,"direction":"egress","id":"{{limit.Id()}}","qos_policy_id":"{{policy.Id()}}","type":"packet_rate_limit"}]""");
        (await Admin.PutAsync($"{limits}/{limit.Id()}", new { packet_rate_limit_rule = new { max_burst_kpps = 7 } })).Expect(HttpStatusCode.OK)
            .One.Raw("max_burst_kpps").Should().Be("7");
        (await Admin.GetAsync($"{limits}?max_kpps=100")).Items.Should().ContainSingle();
        (await Admin.GetAsync($"qos/alias_packet_rate_limit_rules/{limit.Id()}")).Expect(HttpStatusCode.NotFound);
        (await Admin.TryRuleAsync(policy.Id(), "packet_rate_limit", new { max_kpps = 1 })).Expect(
            HttpStatusCode.Conflict,
            "QoSRulesConflict",
            $"Rule packet_rate_limit conflicts with rule {limit.Id()} which already exists in QoS Policy {policy.Id()}.");
        (await Admin.DeleteAsync($"{limits}/{limit.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Packets_are_promised_for_both_directions_together_or_for_each()
    {
        var policy = await Admin.PolicyAsync();
        var promise = await Admin.RuleAsync(policy.Id(), "minimum_packet_rate", new { min_kpps = 200 });

        (await Admin.TryRuleAsync(policy.Id(), "minimum_packet_rate", new { min_kpps = 100, direction = "any" })).Expect(
            HttpStatusCode.Conflict,
            "QoSRuleParameterConflict",
            $"Unable to add the rule with value any to the policy {policy.Id()} as the existing rule of type minimum_packet_rate has value egress.");
        (await Admin.PutAsync(
            $"qos/alias_minimum_packet_rate_rules/{promise.Id()}", new { alias_minimum_packet_rate_rule = new { direction = "any" } }))
            .Expect(HttpStatusCode.OK).One.Text("direction").Should().Be("any");
        (await Admin.TryRuleAsync(policy.Id(), "minimum_packet_rate", new { min_kpps = 100, direction = "ingress" })).Expect(HttpStatusCode.Conflict)
            .ErrorType.Should().Be("QoSRuleParameterConflict");
    }

    [Fact]
    public async Task A_limit_is_never_below_a_promise()
    {
        var policy = await Admin.PolicyAsync();
        await Admin.RuleAsync(policy.Id(), "minimum_bandwidth", new { min_kbps = 1000 });

        (await Admin.TryRuleAsync(policy.Id(), "bandwidth_limit", new { max_kbps = 500 })).Expect(
            HttpStatusCode.Conflict,
            "QoSRuleParameterConflict",
            $"Unable to add the rule with value 500 to the policy {policy.Id()} as the existing rule of type minimum_bandwidth has value 1000.");
        await Admin.RuleAsync(policy.Id(), "bandwidth_limit", new { max_kbps = 1000 });
    }

    [Theory]
    [InlineData("bandwidth_limit", """{"max_kbps": -1}""", "Invalid input for max_kbps. Reason: '-1' is too small - must be at least '0'.")]
    [InlineData("bandwidth_limit", """{"max_kbps": 1, "direction": "up"}""", "Invalid input for direction. Reason: 'up' is not in ['ingress', 'egress'].")]
    [InlineData("packet_rate_limit", """{"max_kpps": -1}""", "Invalid input for max_kpps. Reason: '-1' is too small - must be at least '0'.")]
    [InlineData("packet_rate_limit", """{"max_kpps": 1, "direction": "any"}""", "Invalid input for direction. Reason: 'any' is not in ['ingress', 'egress'].")]
    [InlineData("minimum_packet_rate", """{"direction": "any"}""", "Failed to parse request. Required  attribute 'min_kpps' not specified")]
    [InlineData("bandwidth_limit", "{}", "Failed to parse request. Required  attribute 'max_kbps' not specified")]
    [InlineData("minimum_bandwidth", """{"min_kbps": 1, "max_kbps": 2}""", "Unrecognized attribute(s) 'max_kbps'")]
    [InlineData("minimum_bandwidth", """{"min_kbps": 1, "qos_policy_id": "x"}""", "Attribute 'qos_policy_id' not allowed in POST")]
    public async Task A_rule_of_the_wrong_form_is_refused(string type, string body, string message)
    {
        var policy = await Admin.PolicyAsync();

        var answer = await Admin.PostAsync($"qos/policies/{policy.Id()}/{type}_rules", $$"""{"{{type}}_rule": {{body}}}""");

        answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);
    }

    [Fact]
    public async Task A_mark_is_one_that_means_something()
    {
        var policy = await Admin.PolicyAsync();

        (await Admin.TryRuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 7 })).Expect(HttpStatusCode.BadRequest)
            .ErrorMessage.Should().StartWith("Invalid input for dscp_mark. Reason: '7' is not in [0, 8, 10, ");
    }

    [Fact]
    public async Task Of_many_equal_rules_one_is_created()
    {
        var policy = await Admin.PolicyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Admin.TryRuleAsync(policy.Id(), "dscp_marking", new { dscp_mark = 26 })));

        answers.Select(answer => answer.Status).Order().Should().Equal(
            [HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    [Fact]
    public async Task Types_of_rules_are_listed_and_described()
    {
        (await server.Api.As(_tenant).GetAsync("qos/rule-types")).Expect(HttpStatusCode.OK).Text.Should().Be(
            """{"rule_types":[{"type":"bandwidth_limit"},{"type":"minimum_bandwidth"},{"type":"minimum_packet_rate"},{"type":"dscp_marking"},{"type":"packet_rate_limit"}]}""");
        var driver = (await Admin.GetAsync("qos/rule-types/minimum_bandwidth")).Expect(HttpStatusCode.OK).One.GetProperty("drivers")[0];
        driver.GetProperty("supported_parameters").EnumerateArray().Select(parameter => parameter.GetRawText()).Should().Equal(
            """{"parameter_name":"min_kbps","parameter_type":"range","parameter_values":{"start":0,"end":2147483647}}""",
            """{"parameter_name":"direction","parameter_type":"choices","parameter_values":["ingress","egress"]}""");
        (await server.Api.As(_tenant).GetAsync("qos/rule-types/minimum_bandwidth")).Expect(HttpStatusCode.Forbidden);
        (await Admin.GetAsync("qos/rule-types/colour")).Expect(HttpStatusCode.NotFound);
        (await Admin.GetAsync("qos/rule-types?all_supported=True")).Items.Should().HaveCount(5);
        (await Admin.GetAsync("qos/rule-types?all_rules=True&fields=type")).Items.Should().HaveCount(5);
        (await Admin.GetAsync("qos/rule-types?type=dscp_marking")).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "['type'] is invalid attribute for filtering");
        (await Admin.PostAsync("qos/rule-types", "{}")).Expect(HttpStatusCode.MethodNotAllowed);
    }
}
