using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

namespace Quantum.Server.Tests.SecurityGroups;

public abstract class SecurityGroupRuleTests(ServerFixture server)
{
    private const string Ingress = "\"direction\": \"ingress\"";

    private readonly string _tenant = Unique.Tenant();

    private ApiClient Tenant => server.Api.As(_tenant);

    public sealed class OnSqlite(ServerOnSqlite server) : SecurityGroupRuleTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : SecurityGroupRuleTests(server), IClassFixture<ServerOnPostgres>;

    [Fact]
    public async Task Create_answers_the_rule_with_its_defaults_and_counts_as_a_change_of_the_group()
    {
        var group = await Tenant.GroupAsync();

        var rule = (await Tenant.AddRuleAsync(group.Id(), Ingress)).Expect(HttpStatusCode.Created).One;

        rule.Names().Should().BeEquivalentTo(
            "id", "tenant_id", "project_id", "security_group_id", "direction", "ethertype", "protocol", "port_range_min", "port_range_max",
            "remote_ip_prefix", "normalized_cidr", "remote_group_id", "remote_address_group_id", "description", "created_at", "updated_at",
            "revision_number", "tags");
        (rule.Text("ethertype"), rule.Text("description"), rule.Text("tenant_id")).Should().Be(("IPv4", "", _tenant));
        (await Tenant.ShowAsync("security_group", group.Id())).Revision().Should().Be(2);
    }

    [Theory]
    [InlineData("\"protocol\": \"TCP\", \"port_range_min\": \"22\", \"port_range_max\": 23", "protocol", "\"tcp\"")]
    [InlineData("\"protocol\": \"tcp\", \"port_range_min\": \"22\", \"port_range_max\": 23", "port_range_min", "22")]
    [InlineData("\"protocol\": 6", "protocol", "\"6\"")]
    [InlineData("\"protocol\": \"255\"", "protocol", "\"255\"")]
    [InlineData("\"protocol\": \"icmp\", \"ethertype\": \"ipv6\"", "protocol", "\"ipv6-icmp\"")]
    [InlineData("\"protocol\": \"icmpv6\", \"ethertype\": \"IPV6\"", "ethertype", "\"IPv6\"")]
    [InlineData("\"protocol\": 1, \"ethertype\": \"IPv6\"", "protocol", "\"58\"")]
    [InlineData("\"protocol\": \"icmp\", \"port_range_min\": 8, \"port_range_max\": 0", "port_range_max", "0")]
    [InlineData("\"protocol\": \"icmp\", \"port_range_min\": 8", "port_range_max", "null")]
    [InlineData("\"protocol\": \"udp\", \"port_range_min\": 1, \"port_range_max\": 65535", "port_range_min", "null")]
    [InlineData("\"port_range_min\": 1, \"port_range_max\": 65535", "port_range_max", "null")]
    [InlineData("\"remote_ip_prefix\": \"0.0.0.0/0\"", "remote_ip_prefix", "\"0.0.0.0/0\"")]
    [InlineData("\"remote_ip_prefix\": \"10.1.2.3/24\"", "remote_ip_prefix", "\"10.1.2.3/24\"")]
    [InlineData("\"remote_ip_prefix\": \"10.1.2.3/24\"", "normalized_cidr", "\"10.1.2.0/24\"")]
    [InlineData("\"remote_ip_prefix\": \"10.1.2.3\"", "remote_ip_prefix", "\"10.1.2.3/32\"")]
    [InlineData("\"remote_ip_prefix\": \"2001:DB8::1\", \"ethertype\": \"IPv6\"", "remote_ip_prefix", "\"2001:db8::1/128\"")]
    [InlineData("\"remote_ip_prefix\": \"\"", "remote_ip_prefix", "null")]
    [InlineData("\"description\": \"ssh\"", "description", "\"ssh\"")]
    public async Task Values_are_kept_in_their_usual_form(string attributes, string name, string expected)
    {
        var group = await Tenant.GroupAsync();

        var rule = (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, {attributes}")).Expect(HttpStatusCode.Created).One;

        rule.Raw(name).Should().Be(expected);
        (await Tenant.ShowAsync("security_group_rule", rule.Id())).Raw(name).Should().Be(expected);
    }

    [Theory]
    [InlineData(
        "\"protocol\": \"xtp\"",
        "SecurityGroupRuleInvalidProtocol",
        "Security group rule protocol xtp not supported. Only protocol values [None, 'ah', 'dccp', 'egp', 'esp', 'gre', 'hopopt', 'icmp', 'igmp', 'ip',"
        + " 'ipip', 'ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route', 'ospf', 'pgm', 'rsvp', 'sctp', 'tcp',"
        + " 'udp', 'udplite', 'vrrp'] and integer representations [0 to 255] are supported.")]
    [InlineData("\"ethertype\": \"IPv5\"", "SecurityGroupRuleInvalidEtherType", "Security group rule for ethertype 'IPv5' not supported. Allowed values are ['IPv4', 'IPv6'].")]
    [InlineData("\"ethertype\": null", "SecurityGroupRuleInvalidEtherType", "Security group rule for ethertype 'None' not supported. Allowed values are ['IPv4', 'IPv6'].")]
    [InlineData("\"port_range_min\": 65536", "SecurityGroupInvalidPortValue", "Invalid value for port 65536")]
    [InlineData("\"port_range_min\": -1", "SecurityGroupInvalidPortValue", "Invalid value for port -1")]
    [InlineData("\"port_range_max\": \"ssh\"", "SecurityGroupInvalidPortValue", "Invalid value for port ssh")]
    [InlineData("\"protocol\": \"tcp\", \"port_range_min\": 0, \"port_range_max\": 22", "SecurityGroupInvalidPortValue", "Invalid value for port 0")]
    [InlineData("\"protocol\": \"tcp\", \"port_range_min\": 22", "SecurityGroupInvalidPortRange", "For TCP/UDP protocols, port_range_min must be <= port_range_max")]
    [InlineData("\"protocol\": \"17\", \"port_range_min\": 23, \"port_range_max\": 22", "SecurityGroupInvalidPortRange", "For TCP/UDP protocols, port_range_min must be <= port_range_max")]
    [InlineData("\"port_range_min\": 22, \"port_range_max\": 22", "SecurityGroupProtocolRequiredWithPorts", "Must also specify protocol if port range is given.")]
    [InlineData("\"protocol\": \"icmp\", \"port_range_min\": 256", "SecurityGroupInvalidIcmpValue", "Invalid value for ICMP type (port_range_min) 256. It must be 0 to 255.")]
    [InlineData("\"protocol\": \"icmp\", \"port_range_min\": 8, \"port_range_max\": 300", "SecurityGroupInvalidIcmpValue", "Invalid value for ICMP code (port_range_max) 300. It must be 0 to 255.")]
    [InlineData("\"protocol\": \"icmp\", \"port_range_max\": 3", "SecurityGroupMissingIcmpType", "ICMP code (port-range-max) 3 is provided but ICMP type (port-range-min) is missing.")]
    [InlineData("\"protocol\": \"gre\", \"port_range_min\": 1, \"port_range_max\": 2", "SecurityGroupInvalidProtocolForPort", "Ports cannot be specified for protocol 47. Ports are only supported for DCCP, SCTP, TCP, UDP, UDPLITE.")]
    [InlineData("\"protocol\": \"ipv6-icmp\"", "SecurityGroupEthertypeConflictWithProtocol", "Invalid ethertype IPv4 for protocol ipv6-icmp.")]
    [InlineData("\"protocol\": 58", "SecurityGroupEthertypeConflictWithProtocol", "Invalid ethertype IPv4 for protocol 58.")]
    [InlineData("\"remote_ip_prefix\": \"10.0.0.0/33\"", "InvalidCIDR", "Invalid CIDR 10.0.0.0/33 given as IP prefix.")]
    [InlineData("\"remote_ip_prefix\": 7", "InvalidCIDR", "Invalid CIDR 7 given as IP prefix.")]
    [InlineData("\"remote_ip_prefix\": \"fd00::/8\"", "SecurityGroupRuleParameterConflict", "Conflicting value ethertype IPv4 for CIDR fd00::/8")]
    [InlineData("\"remote_ip_prefix\": \"10.0.0.0/8\", \"ethertype\": \"IPv6\"", "SecurityGroupRuleParameterConflict", "Conflicting value ethertype IPv6 for CIDR 10.0.0.0/8")]
    [InlineData(
        "\"remote_ip_prefix\": \"10.0.0.0/8\", \"remote_group_id\": \"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"",
        "SecurityGroupMultipleRemoteEntites",
        "Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.")]
    public async Task Rules_that_say_nothing_or_too_much_are_refused(string attributes, string type, string message)
    {
        var group = await Tenant.GroupAsync();

        (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, {attributes}")).Expect(HttpStatusCode.BadRequest, type, message);

        (await Tenant.ShowAsync("security_group", group.Id())).GetRawText().Should().Be(group.GetRawText());
    }

    [Fact]
    public async Task A_direction_is_one_of_two()
    {
        var group = await Tenant.GroupAsync();

        (await Tenant.AddRuleAsync(group.Id(), "\"direction\": \"up\""))
            .Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for direction. Reason: 'up' is not in ['ingress', 'egress'].");
    }

    [Fact]
    public async Task What_a_rule_refers_to_must_exist()
    {
        var group = await Tenant.GroupAsync();
        var id = Unique.Id();

        (await Tenant.AddRuleAsync(id, Ingress)).Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {id} does not exist");
        (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"remote_group_id\": \"{id}\""))
            .Expect(HttpStatusCode.NotFound, "SecurityGroupNotFound", $"Security group {id} does not exist");
        (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"remote_address_group_id\": \"{id}\""))
            .Expect(HttpStatusCode.NotFound, "AddressGroupNotFound", $"Address group {id} could not be found.");
    }

    [Theory]
    [InlineData("\"protocol\": \"tcp\"", "\"protocol\": 6")]
    [InlineData("\"remote_ip_prefix\": \"0.0.0.0/0\"", "\"description\": \"any\"")]
    [InlineData("\"ethertype\": \"IPv6\", \"protocol\": \"icmp\"", "\"ethertype\": \"IPv6\", \"protocol\": 58")]
    [InlineData("\"protocol\": \"tcp\", \"port_range_min\": 1, \"port_range_max\": 65535", "\"protocol\": \"tcp\"")]
    public async Task The_same_rule_again_is_refused_with_the_id_of_the_first(string first, string again)
    {
        var group = await Tenant.GroupAsync();
        var rule = (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, {first}")).One;

        (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, {again}")).Expect(
            HttpStatusCode.Conflict, "SecurityGroupRuleExists", $"Security group rule already exists. Rule id is {rule.Id()}.");

        (await Tenant.DeleteAsync($"security_group_rules/{rule.Id()}")).Expect(HttpStatusCode.NoContent);
        (await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, {again}")).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Different_rules_are_no_duplicates()
    {
        var group = await Tenant.GroupAsync();
        string[] rules =
        [
            Ingress, $"{Ingress}, \"ethertype\": \"IPv6\"", $"{Ingress}, \"protocol\": \"tcp\"", $"{Ingress}, \"remote_group_id\": \"{group.Id()}\"",
            $"{Ingress}, \"remote_ip_prefix\": \"10.0.0.0/8\"", $"{Ingress}, \"protocol\": \"icmp\", \"port_range_min\": 8",
            $"{Ingress}, \"protocol\": \"icmp\", \"port_range_min\": 8, \"port_range_max\": 0",
        ];

        foreach (var rule in rules)
            (await Tenant.AddRuleAsync(group.Id(), rule)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_parallel_requests_for_the_same_rule_one_gets_it()
    {
        var group = await Tenant.GroupAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"protocol\": \"tcp\"")));

        var rule = answers.Should().ContainSingle(answer => answer.Status == HttpStatusCode.Created).Subject.One;
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should().AllSatisfy(answer =>
            answer.ErrorMessage.Should().EndWith($"Rule id is {rule.Id()}."));
        (await Tenant.ShowAsync("security_group", group.Id())).Rules().Should().HaveCount(3);
    }

    [Fact]
    public async Task Parallel_requests_for_different_rules_all_get_theirs()
    {
        var group = await Tenant.GroupAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(port => Tenant.AddRuleAsync(
            group.Id(), $"{Ingress}, \"protocol\": \"tcp\", \"port_range_min\": {port}, \"port_range_max\": {port}")));

        answers.Should().AllSatisfy(answer => answer.Expect(HttpStatusCode.Created));
        (await Tenant.ShowAsync("security_group", group.Id())).Revision().Should().Be(21);
    }

    [Fact]
    public async Task Rules_are_added_in_bulk_all_or_none()
    {
        var group = await Tenant.GroupAsync();

        (await BulkAsync(Rule(group.Id(), "tcp"), Rule(group.Id(), "udp"))).Expect(HttpStatusCode.Created)
            .Items.Select(rule => rule.Text("protocol")).Should().Equal("tcp", "udp");
        (await BulkAsync(Rule(group.Id(), "sctp"), Rule(group.Id(), "tcp"))).Expect(HttpStatusCode.Conflict).ErrorType
            .Should().Be("SecurityGroupRuleExists");
        (await BulkAsync(Rule(group.Id(), "sctp"), Rule(group.Id(), "132")))
            .Expect(HttpStatusCode.Conflict, "DuplicateSecurityGroupRuleInPost", "Duplicate Security Group Rule in POST.");
        (await BulkAsync(Rule(group.Id(), "sctp"), Rule((await Tenant.GroupAsync()).Id(), "sctp"))).Expect(
            HttpStatusCode.BadRequest, "SecurityGroupNotSingleGroupRules", "Only allowed to update rules for one security profile at a time");

        (await Tenant.ShowAsync("security_group", group.Id())).Rules().Should().HaveCount(4);
    }

    [Fact]
    public async Task Rules_in_bulk_have_one_owner()
    {
        var group = await Tenant.GroupAsync();
        object[] rules =
        [
            new { security_group_id = group.Id(), direction = "ingress", tenant_id = _tenant },
            new { security_group_id = group.Id(), direction = "ingress", tenant_id = Unique.Tenant() },
        ];

        (await server.Api.PostAsync("security_group_rules", new { security_group_rules = rules })).Expect(
            HttpStatusCode.BadRequest,
            "SecurityGroupRulesNotSingleTenant",
            "Multiple tenant_ids in bulk security group rule create not allowed");
    }

    [Fact]
    public async Task Rules_never_change()
    {
        var rule = (await Tenant.GroupAsync()).Rules()[0];

        (await Tenant.PutAsync($"security_group_rules/{rule.Id()}", new { security_group_rule = new { description = "new" } }))
            .Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Deleting_a_rule_counts_as_a_change_of_its_group()
    {
        var group = await Tenant.GroupAsync();

        (await Tenant.DeleteAsync($"security_group_rules/{group.Rules()[0].Id()}")).Expect(HttpStatusCode.NoContent);

        var changed = await Tenant.ShowAsync("security_group", group.Id());
        (changed.Revision(), changed.Rules().Count).Should().Be((2, 1));
    }

    [Fact]
    public async Task What_an_administrator_adds_to_a_tenants_group_the_tenant_sees_and_removes()
    {
        var group = await Tenant.GroupAsync();

        var rule = (await server.Api.AddRuleAsync(group.Id(), Ingress)).Expect(HttpStatusCode.Created).One;

        rule.Text("tenant_id").Should().NotBe(_tenant);
        (await Tenant.GetAsync($"security_group_rules?security_group_id={group.Id()}&direction=ingress")).Ids.Should().Equal(rule.Id());
        (await Tenant.DeleteAsync($"security_group_rules/{rule.Id()}")).Expect(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("port_range_min")]
    [InlineData("remote_group_id")]
    [InlineData("normalized_cidr")]
    [InlineData("protocol")]
    public async Task Pages_follow_any_order_even_where_nothing_is_said(string key)
    {
        var group = await Tenant.GroupAsync();
        await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"protocol\": \"tcp\", \"port_range_min\": 22, \"port_range_max\": 22");
        await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"remote_group_id\": \"{group.Id()}\"");
        await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"remote_ip_prefix\": \"10.0.0.0/8\"");
        await Tenant.AddRuleAsync(group.Id(), $"{Ingress}, \"remote_ip_prefix\": \"10.0.0.0/9\"");
        foreach (var direction in new[] { "asc", "desc" })
        {
            var list = $"security_group_rules?security_group_id={group.Id()}&sort_key={key}&sort_dir={direction}";
            var whole = (await Tenant.GetAsync(list)).Ids;
            var paged = new List<string>();
            while ((await Tenant.GetAsync($"{list}&limit=2&marker={paged.LastOrDefault()}")).Expect(HttpStatusCode.OK).Ids is { Count: > 0 } page)
                paged.AddRange(page);

            paged.Should().Equal(whole).And.HaveCount(6);
        }
    }

    private Task<Answer> BulkAsync(params object[] rules) => Tenant.PostAsync("security_group_rules", new { security_group_rules = rules });

    private static object Rule(string group, string protocol) => new { security_group_id = group, direction = "ingress", protocol };
}
