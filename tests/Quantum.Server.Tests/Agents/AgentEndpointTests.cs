using System.Net;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.OpenApi;
using Quantum.Server.Tests.Plugins;

namespace Quantum.Server.Tests.Agents;

public sealed class AgentEndpointTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    private const string Known = """{"device": "x", "agent_id": "y"}""";

    private static readonly string[] Options = ["Quantum:Plugin=OpenVSwitch"];

    [Theory]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("service", HttpStatusCode.OK)]
    [InlineData("manager", HttpStatusCode.Forbidden)]
    [InlineData("member", HttpStatusCode.Forbidden)]
    [InlineData("reader", HttpStatusCode.Forbidden)]
    public async Task Administrators_and_services_may_call(string role, HttpStatusCode status)
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var caller = host.Api.As(Unique.Tenant(), role);

        (await caller.CallAsync("get_device_details", Known)).Expect(status);
        (await caller.InFolsom().PostAsync("/folsom/agents/v1/get_device_details", Known)).Expect(status);
        (await caller.With("X-Quantum-Profile", "folsom").CallAsync("get_device_details", Known)).Expect(status);
    }

    [Fact]
    public async Task A_refusal_names_the_rule_and_tells_nothing_else()
    {
        await using var host = await PluginHost.StartAsync(server, Options);
        var member = host.Api.As(Unique.Tenant());

        foreach (var method in new[] { "get_device_details", "unknown" })
        {
            (await member.CallAsync(method, "{")).Expect(
                HttpStatusCode.Forbidden, "PolicyNotAuthorized", "rule:call_agent_method is disallowed by policy");
        }
    }

    [Theory]
    [InlineData("""{"device": "x"}""", "Required argument 'agent_id' not specified")]
    [InlineData("""{}""", "Required argument 'device' not specified")]
    [InlineData("""{"device": "x", "agent_id": "y", "colour": 1, "smell": 2}""", "Unrecognized argument(s) 'colour, smell'")]
    [InlineData("""{"device": 7, "agent_id": "y"}""", "Invalid input for device. Reason: '7' is not a valid string.")]
    [InlineData("""{"device": null, "agent_id": "y"}""", "Invalid input for device. Reason: 'None' is not a valid string.")]
    [InlineData("[]", "The arguments must be a JSON object")]
    [InlineData("", "The arguments must be a JSON object")]
    public async Task Ill_formed_arguments_are_refused(string body, string message)
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.CallAsync("get_device_details", body)).Expect(HttpStatusCode.BadRequest, "HTTPBadRequest", message);
    }

    [Fact]
    public async Task A_name_that_is_too_long_and_broken_JSON_are_refused()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.CallAsync("get_device_details", new { device = new string('x', 256), agent_id = "y" }))
            .Expect(HttpStatusCode.BadRequest).ErrorMessage.Should().Contain("exceeds maximum length of 255");
        (await host.Api.CallAsync("get_device_details", "{\"device\": \"\\u0000\"}")).Expect(HttpStatusCode.BadRequest);
        (await host.Api.CallAsync("tunnel_sync", new { tunnel_ip = "here" })).Expect(
            HttpStatusCode.BadRequest, "HTTPBadRequest", "Invalid input for tunnel_ip. Reason: 'here' is not a valid IP address.");
    }

    [Theory]
    [InlineData("/agents/v1/unknown")]
    [InlineData("/agents/v1/update_ports")]
    [InlineData("/agents/v1/get_device_details/more")]
    [InlineData("/agents/v1/")]
    [InlineData("/agents/v1")]
    public async Task What_the_plugin_does_not_serve_is_not_found(string path)
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.PostAsync(path, Known)).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("AgentMethodNotFound");
        (await host.Api.With("X-Quantum-Profile", "folsom").PostAsync(path, Known)).Expect(HttpStatusCode.NotFound)
            .QuantumError.Should().StartWith("Agent method ");
    }

    [Fact]
    public async Task A_plugin_without_agents_serves_nothing()
    {
        (await server.Api.CallAsync("get_device_details", Known)).Expect(HttpStatusCode.NotFound).ErrorType.Should().Be("AgentMethodNotFound");
        (await Documents.JsonAsync(server.Api)).GetProperty("paths").Names().Should().NotContain(path => path.StartsWith("/agents"));
    }

    [Fact]
    public async Task Methods_are_called_by_POST()
    {
        await using var host = await PluginHost.StartAsync(server, Options);

        (await host.Api.GetAsync("/agents/v1/get_device_details")).Expect(HttpStatusCode.MethodNotAllowed);
        (await host.Api.PutAsync("/agents/v1/get_device_details", Known)).Expect(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("OpenVSwitch", "get_device_details", "update_device_down", "tunnel_sync")]
    [InlineData("LinuxBridge", "get_device_details", "update_device_up", "update_device_down")]
    public async Task Methods_are_documented_with_examples_that_work(string plugin, params string[] methods)
    {
        await using var host = await PluginHost.StartAsync(server, $"Quantum:Plugin={plugin}");

        var document = await Documents.JsonAsync(host.Api);
        var read = await Documents.ReadAsync(host.Api);

        read.Diagnostic!.Errors.Should().BeEmpty();
        document.GetProperty("paths").Names().Where(path => path.StartsWith("/agents/")).Should().Equal(methods.Select(method => $"/agents/v1/{method}"));
        foreach (var method in methods)
        {
            var operation = document.At("paths", $"/agents/v1/{method}", "post");
            var body = operation.At("requestBody", "content", "application/json").Raw("example");
            operation.GetProperty("responses").Names().Should().Equal("200", "400", "403", "413", "503");
            (await host.Api.CallAsync(method, body)).Expect(HttpStatusCode.OK).Json.ValueKind.Should().Be(
                operation.At("responses", "200", "content", "application/json", "example").ValueKind);
        }
    }
}
