using System.Net;
using System.Text.Json;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Quotas;

/// <summary>The URLs below <c>/v2.0/quotas</c>.</summary>
public abstract class QuotaApiTests(ServerFixture server)
{
    /// <summary>What clients of 2012 are not told of.</summary>
    private const string Younger = ""","subnetpool":-1,"security_group":-1,"security_group_rule":-1,"rbac_policy":-1,"trunk":-1""";

    private readonly string _tenant = Unique.Tenant();

    public sealed class OnSqlite(ServerOnSqlite server) : QuotaApiTests(server), IClassFixture<ServerOnSqlite>;

    public sealed class OnPostgres(ServerOnPostgres server) : QuotaApiTests(server), IClassFixture<ServerOnPostgres>;

    private ApiClient Api => server.Api;

    private string Path => $"quotas/{_tenant}";

    [Theory]
    [InlineData(false, """{"quota":{"network":100,"subnet":100,"port":500,"router":10,"floatingip":50,"subnetpool":-1,"security_group":10,"security_group_rule":100,"rbac_policy":10,"trunk":-1}}""")]
    [InlineData(true, """{"quota":{"network":10,"subnet":10,"port":50,"router":10,"floatingip":50}}""")]
    public async Task A_tenant_has_the_profiles_limits(bool isFolsom, string expected)
    {
        await using var host = await server.StartAnotherAsync();
        var caller = isFolsom ? host.Api.InFolsom() : host.Api;

        (await caller.GetAsync(Path)).Expect(HttpStatusCode.OK).Text.Should().Be(expected);
        if (!isFolsom)
            (await caller.GetAsync($"{Path}/default")).Expect(HttpStatusCode.OK).Text.Should().Be(expected);
    }

    [Fact]
    public async Task Configured_limits_hold_in_both_profiles()
    {
        await using var host = await server.StartAnotherAsync("Quantum:Quota:Router=3", "Quantum:Quota:FloatingIp=-1");

        (await host.Api.GetAsync(Path)).One.Raw("router").Should().Be("3");
        (await host.Api.InFolsom().GetAsync(Path)).One.Raw("floatingip").Should().Be("-1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_is_set_changed_and_forgotten(bool isFolsom)
    {
        var caller = isFolsom ? Api.InFolsom() : Api;
        var younger = isFolsom ? "" : Younger;
        var set = $$$"""{"quota":{"network":-1,"subnet":7,"port":5,"router":-1,"floatingip":0{{{younger}}}}}""";
        var none = $$$"""{"quota":{"network":-1,"subnet":-1,"port":-1,"router":-1,"floatingip":-1{{{younger}}}}}""";

        await caller.PutAsync(Path, new { quota = new { port = 4, floatingip = 0 } });
        (await caller.PutAsync(Path, new { quota = new { port = 5, subnet = 7 } })).Expect(HttpStatusCode.OK).Text.Should().Be(set);

        (await caller.PutAsync(Path, """{"quota": {}}""")).Expect(HttpStatusCode.OK).Text.Should().Be(set);
        (await caller.GetAsync(Path)).Text.Should().Be(set);
        (await caller.DeleteAsync(Path)).Expect(HttpStatusCode.NoContent).Text.Should().BeEmpty();
        (await caller.GetAsync(Path)).Text.Should().Be(none);
        (await caller.DeleteAsync(Path)).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_list_has_the_tenants_with_limits_of_their_own()
    {
        await Api.PutAsync(Path, new { quota = new { port = 5 } });
        const string Limits = "\"network\":-1,\"subnet\":-1,\"port\":5,\"router\":-1,\"floatingip\":-1";

        (await Mine(Api)).GetRawText().Should().Be($$"""{{{Limits}}{{Younger}},"project_id":"{{_tenant}}","tenant_id":"{{_tenant}}"}""");
        (await Mine(Api.InFolsom())).GetRawText().Should().Be($$"""{{{Limits}},"tenant_id":"{{_tenant}}"}""");

        await Api.DeleteAsync(Path);
        (await Api.GetAsync("quotas")).Items.Select(item => item.Text("tenant_id")).Should().NotContain(_tenant);

        async Task<JsonElement> Mine(ApiClient caller) =>
            (await caller.GetAsync("quotas?fields=port")).Expect(HttpStatusCode.OK).Items.Single(item => item.Text("tenant_id") == _tenant);
    }

    [Fact]
    public async Task Details_tell_what_is_used()
    {
        var network = await Api.NetworkAsync(tenant: _tenant);
        await Api.PortAsync(network.Id(), tenant: _tenant);
        await Api.PortAsync(network.Id(), tenant: _tenant);
        await Api.PutAsync(Path, new { quota = new { port = 1 } });

        var details = (await Api.GetAsync($"{Path}/details")).Expect(HttpStatusCode.OK).One;

        details.Names().Should().Equal("network", "subnet", "port", "router", "floatingip", "subnetpool", "security_group", "security_group_rule", "rbac_policy", "trunk");
        details.Raw("network").Should().Be("""{"limit":-1,"used":1,"reserved":0}""");
        details.Raw("port").Should().Be("""{"limit":1,"used":2,"reserved":0}""");
        details.Raw("router").Should().Be("""{"limit":-1,"used":0,"reserved":0}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_asks_who_it_is(bool isFolsom)
    {
        var caller = (isFolsom ? Api.InFolsom() : Api).As(_tenant);

        (await caller.GetAsync("quotas/tenant")).Expect(HttpStatusCode.OK).Text.Should().Be($$$"""{"tenant":{"tenant_id":"{{{_tenant}}}"}}""");
        if (!isFolsom)
            (await caller.GetAsync("quotas/project")).Expect(HttpStatusCode.OK).Text.Should().Be($$$"""{"project":{"project_id":"{{{_tenant}}}"}}""");
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("project")]
    public async Task A_caller_without_tenant_is_told_so(string name)
    {
        await using var host = await server.StartAnotherAsync("Quantum:NoauthDefaultProject=");

        (await host.Api.GetAsync($"quotas/{name}"))
            .Expect(HttpStatusCode.BadRequest, "QuotaMissingTenant", "Tenant-id was missing from quota request.");
    }

    [Fact]
    public async Task What_is_younger_was_not_there_in_2012()
    {
        await using var host = await server.StartAnotherAsync("Quantum:NoauthDefaultProject=");
        var folsom = host.Api.InFolsom();

        (await folsom.GetAsync("quotas/tenant")).Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be("invalid tenant");
        (await folsom.GetAsync("quotas/project")).Expect(HttpStatusCode.OK).Json.Names().Should().Equal("quota");
        (await folsom.GetAsync($"{Path}/default")).Expect(HttpStatusCode.NotFound);
        (await folsom.GetAsync($"{Path}/details")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("\"7\"", 7)]
    [InlineData("\" 8 \"", 8)]
    [InlineData("1.5", 1)]
    [InlineData("-0.5", 0)]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    [InlineData("-1", -1)]
    [InlineData("2147483647", int.MaxValue)]
    public async Task Integers_are_read_as_they_always_were(string sent, int expected)
    {
        foreach (var caller in new[] { Api, Api.InFolsom() })
        {
            var answer = await caller.PutAsync(Path, $$$"""{"quota":{"network":{{{sent}}}}}""");

            answer.Expect(HttpStatusCode.OK).One.GetProperty("network").GetInt32().Should().Be(expected);
        }
    }

    [Theory]
    [InlineData("\"x\"", "InvalidInput", "Invalid input for operation: 'x' is not an integer.")]
    [InlineData("\"\"", "InvalidInput", "Invalid input for operation: '' is not an integer.")]
    [InlineData("\"1.5\"", "InvalidInput", "Invalid input for operation: '1.5' is not an integer.")]
    [InlineData("null", "InvalidInput", "Invalid input for operation: 'None' is not an integer.")]
    [InlineData("[1]", "InvalidInput", "Invalid input for operation: '[1]' is not an integer.")]
    [InlineData("{}", "InvalidInput", "Invalid input for operation: '{}' is not an integer.")]
    [InlineData("2147483648", "HTTPBadRequest", "Invalid input for network. Reason: '2147483648' is too large - must be no larger than '2147483647'.")]
    [InlineData("1e400", "HTTPBadRequest", "Invalid input for network. Reason: '9223372036854775807' is too large - must be no larger than '2147483647'.")]
    public async Task What_is_no_limit_is_refused(string sent, string type, string message)
    {
        var body = $$$"""{"quota":{"port":3,"network":{{{sent}}}}}""";

        (await Api.PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest, type, message);
        (await Api.InFolsom().PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest);
        (await Api.GetAsync(Path)).One.Raw("port").Should().Be("-1", "nothing was set");
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("-1e400")]
    public async Task Other_negative_numbers_mean_unlimited_in_2012_only(string sent)
    {
        var body = $$$"""{"quota":{"network":{{{sent}}}}}""";

        (await Api.PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().EndWith("is too small - must be at least '-1'.");
        (await Api.InFolsom().PutAsync(Path, body)).Expect(HttpStatusCode.OK).One.Raw("network").Should().Be("-1");
    }

    [Theory]
    [InlineData("bogus", "bogus")]
    [InlineData("tenant_id", "tenant_id")]
    [InlineData("vip\":1,\"pool", "vip, pool")]
    public async Task Other_names_are_refused_today_and_ignored_in_2012(string names, string told)
    {
        var body = $$$"""{"quota":{"network":9,"{{{names}}}":1,"check_limit":true}}""";

        (await Api.PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Unrecognized attribute(s) '{told}'");
        (await Api.InFolsom().PutAsync(Path, body)).Expect(HttpStatusCode.OK).One.Raw("network").Should().Be("9");
    }

    [Theory]
    [InlineData("", "Resource body required")]
    [InlineData("{}", "Resource body required")]
    [InlineData("null", "Resource body required")]
    [InlineData("[]", "Resource body required")]
    [InlineData("7", "Resource body must be a JSON object")]
    [InlineData("""{"network": 1}""", "Unable to find 'quota' in request body")]
    [InlineData("""{"quotas": {"network": 1}}""", "Unable to find 'quota' in request body")]
    [InlineData("""{"quota": null}""", "Unable to find 'quota' in request body")]
    [InlineData("""{"quota": []}""", "Unable to find 'quota' in request body")]
    public async Task Bodies_without_a_quota_are_refused(string body, string message)
    {
        (await Api.PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);
        (await Api.InFolsom().PutAsync(Path, body)).Expect(HttpStatusCode.BadRequest).QuantumError.Should().Be(message);
    }

    [Fact]
    public async Task Malformed_bodies_are_refused()
    {
        (await Api.PutAsync(Path, "{bad")).Expect(HttpStatusCode.BadRequest);
        (await Api.InFolsom().PutAsync(Path, "{bad")).Expect(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(1, "true", false)]
    [InlineData(1, "\"False\"", false)]
    [InlineData(1, "true,\"force\":true", false)]
    [InlineData(-1, "true", false)]
    [InlineData(2, "true", true)]
    [InlineData(1, "false", true)]
    [InlineData(1, "0", true)]
    [InlineData(1, "\"\"", true)]
    [InlineData(1, "null", true)]
    [InlineData(1, "false,\"force\":true", true)]
    public async Task Limits_below_use_are_refused_on_demand(int limit, string check, bool isSet)
    {
        await Api.NetworkAsync(tenant: _tenant);
        await Api.NetworkAsync(tenant: _tenant);

        var answer = await Api.PutAsync(Path, $$$"""{"quota":{"network":{{{limit}}},"check_limit":{{{check}}}}}""");

        if (isSet)
            answer.Expect(HttpStatusCode.OK).One.GetProperty("network").GetInt32().Should().Be(limit);
        else
            answer.Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", $"Quota limit {limit} for network must be greater than or equal to already used 2");
    }

    [Theory]
    [InlineData("member")]
    [InlineData("reader")]
    public async Task Members_read_their_own_limits(string role)
    {
        (await Api.InFolsom().As(_tenant, role).GetAsync(Path)).Expect(HttpStatusCode.OK);
        foreach (var path in new[] { Path, $"{Path}/default", $"{Path}/details" })
            (await Api.As(_tenant, role).GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "quotas", "get_quota")]
    [InlineData("GET", "quotas/other", "get_quota")]
    [InlineData("PUT", "quotas/me", "update_quota")]
    [InlineData("DELETE", "quotas/me", "delete_quota")]
    [InlineData("PUT", "quotas/other", "update_quota")]
    [InlineData("DELETE", "quotas/other", "delete_quota")]
    public async Task The_rest_is_for_administrators(string method, string path, string rule)
    {
        using var body = new StringContent("""{"quota":{"network":5}}""");
        using var sameBody = new StringContent("""{"quota":{"network":5}}""");

        (await Api.As("me").SendAsync(new(method), path, body))
            .Expect(HttpStatusCode.Forbidden, "PolicyNotAuthorized", $"rule:{rule} is disallowed by policy");
        (await Api.InFolsom().As("me").SendAsync(new(method), path, sameBody))
            .Expect(HttpStatusCode.Forbidden).QuantumError.Should().Be("Access was denied to this resource.");
    }

    [Fact]
    public async Task Details_and_defaults_of_others_are_for_administrators()
    {
        (await Api.As("me").GetAsync("quotas/other/details")).Expect(
            HttpStatusCode.Forbidden,
            "AdminRequired",
            "User does not have admin privileges: Only admin is authorized to access quotas for another project.");
        (await Api.As("me").GetAsync("quotas/other/default"))
            .Expect(HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:get_quota is disallowed by policy");
    }

    [Theory]
    [InlineData("POST", "quotas")]
    [InlineData("PUT", "quotas")]
    [InlineData("DELETE", "quotas")]
    [InlineData("POST", "quotas/demo")]
    [InlineData("PATCH", "quotas/demo")]
    [InlineData("PUT", "quotas/demo/default")]
    [InlineData("DELETE", "quotas/demo/details")]
    public async Task Other_methods_do_not_exist(string method, string path)
    {
        (await Api.SendAsync(new(method), path, content: null)).Expect(HttpStatusCode.MethodNotAllowed);
        (await Api.InFolsom().SendAsync(new(method), path, content: null)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("quotas/")]
    [InlineData("quotas/demo/")]
    [InlineData("quotas/demo/defaults")]
    [InlineData("quotas/demo/default/more")]
    public async Task Other_urls_do_not_exist(string path)
    {
        (await Api.GetAsync(path)).Expect(HttpStatusCode.NotFound, "HTTPNotFound", "The resource could not be found.");
        (await Api.InFolsom().GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_tenants_name_is_any_text()
    {
        var tenant = $"Ä b'\";%\u20ac-{_tenant}".PadRight(255, 'x');
        var path = $"quotas/{Uri.EscapeDataString(tenant)}";

        (await Api.PutAsync(path, new { quota = new { network = 5 } })).Expect(HttpStatusCode.OK);

        (await Api.GetAsync(path)).One.Raw("network").Should().Be("5");
        (await Api.GetAsync("quotas")).Items.Should().Contain(item => item.Text("tenant_id") == tenant);
        (await Api.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Names_that_are_too_long_have_no_limits()
    {
        var path = $"quotas/{new string('x', 256)}";

        (await Api.GetAsync(path)).Expect(HttpStatusCode.OK);
        (await Api.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
        (await Api.PutAsync(path, new { quota = new { network = 5 } })).Expect(HttpStatusCode.BadRequest)
            .ErrorMessage.Should().StartWith("Invalid input for tenant_id. Reason: 'xxx").And.EndWith("exceeds maximum length of 255.");
    }

    [Theory]
    [InlineData("quotas/a%00b")]
    [InlineData("quotas/a%ED%A0%80b")]
    [InlineData("quotas/%FF")]
    public async Task Names_that_are_no_text_break_nothing(string path)
    {
        (await Api.GetAsync(path)).Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        (await Api.PutAsync(path, new { quota = new { network = 5 } })).Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Suffixes_choose_the_representation()
    {
        (await Api.GetAsync($"{Path}.json")).Expect(HttpStatusCode.OK).Text.Should().Be((await Api.GetAsync(Path)).Text);
        (await Api.GetAsync($"{Path}.xml")).Expect(HttpStatusCode.NotAcceptable);

        (await Api.InFolsom().GetAsync($"{Path}.xml")).Expect(HttpStatusCode.OK).Text.Should().EndWith(
            "<quota><network>-1</network><subnet>-1</subnet><port>-1</port><router>-1</router><floatingip>-1</floatingip></quota>");
        (await Api.InFolsom().PutAsync($"{Path}.xml", """{"quota":{"port":3}}""")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Parallel_changes_of_one_tenant_all_succeed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            number % 4 == 0 ? Api.DeleteAsync(Path) : Api.PutAsync(Path, new { quota = new { network = number, port = number } })));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.NoContent);
    }
}
