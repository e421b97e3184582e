using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Agents;
using Quantum.Core.Requests;
using Quantum.Resources.Agents;
using Quantum.Resources.Attributes;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.Server.Tests.Routers;
using Quantum.Server.Tests.SubnetPools;

namespace Quantum.Server.Tests.OpenApi;

/// <summary>What the document shows works: every request, and every answer to it.</summary>
public sealed partial class ExampleTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    [Fact]
    public async Task Every_body_of_POST_creates()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            foreach (var (_, body) in document.At("paths", $"/v2.0/{resource.Path}", "post").Requests())
            {
                var answer = await server.Api.PostAsync(resource.Path, (await ReferredAsync(resource)).In(body));

                answer.Expect(HttpStatusCode.Created);
            }
        }
    }

    [Fact]
    public async Task Every_body_of_PUT_changes()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources.Where(resource => resource.AllowsUpdate))
        {
            var creation = document.At("paths", $"/v2.0/{resource.Path}", "post").Requests().First().Body;
            foreach (var (_, body) in document.At("paths", $"/v2.0/{resource.Path}/{{id}}", "put").Requests())
            {
                var referred = await ReferredAsync(resource);
                var created = (await server.Api.PostAsync(resource.Path, referred.In(creation))).Expect(HttpStatusCode.Created).One;

                var answer = await server.Api.PutAsync($"{resource.Path}/{created.Id()}", referred.In(body));

                answer.Expect(HttpStatusCode.OK);
            }
        }
    }

    [Fact]
    public async Task Answers_look_as_documented()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            var operation = document.At("paths", $"/v2.0/{resource.Path}", "post");
            var documented = operation.At("responses", "201", "content", "application/json", "examples", "one", "value", resource.Name);
            var answer = await server.Api.PostAsync(
                resource.Path, (await ReferredAsync(resource)).In(operation.Requests().Single(request => request.Name == "full").Body));

            Shape(answer.One).Should().Equal(Shape(documented));
        }
    }

    [Fact]
    public async Task Refusals_look_as_documented()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            var documented = document
                .At("paths", $"/v2.0/{resource.Path}/{{id}}", "get", "responses", "404", "content", "application/json", "examples")
                .EnumerateObject().Single().Value;
            var answer = await server.Api.GetAsync($"{resource.Path}/{ResourceFailures.SampleId}");

            JsonElement.DeepEquals(answer.Json, documented.GetProperty("value")).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/v2.0/", "/v2.0/")]
    [InlineData("/v2.0/extensions", "/v2.0/extensions")]
    [InlineData("/v2.0/extensions/{alias}", "/v2.0/extensions/pagination")]
    [InlineData("/v2.0/quotas/tenant", "/v2.0/quotas/tenant")]
    [InlineData("/v2.0/quotas/project", "/v2.0/quotas/project")]
    [InlineData("/v2.0/quotas/{tenant}", "/v2.0/quotas/demo")]
    [InlineData("/v2.0/quotas/{tenant}/default", "/v2.0/quotas/demo/default")]
    [InlineData("/v2.0/quotas/{tenant}/details", "/v2.0/quotas/demo/details")]
    public async Task Documents_of_the_service_look_as_documented(string path, string url)
    {
        var document = await Documents.JsonAsync(server.Api);

        var documented = document.At("paths", path, "get", "responses", "200", "content", "application/json", "example");
        var answer = await server.Api.GetAsync(url);

        FirstShape(answer.Expect(HttpStatusCode.OK).One).Should().Equal(FirstShape(documented.EnumerateObject().Single().Value));
    }

    [Theory]
    [InlineData("/v2.0/network-ip-availabilities", "/v2.0/network-ip-availabilities?network_id={network}")]
    [InlineData("/v2.0/network-ip-availabilities/{id}", "/v2.0/network-ip-availabilities/{network}")]
    [InlineData("/v2.0/auto-allocated-topology/{tenant}", "/v2.0/auto-allocated-topology/demo?fields=dry-run")]
    [InlineData("/v2.0/qos/rule-types", "/v2.0/qos/rule-types")]
    [InlineData("/v2.0/qos/rule-types/{type}", "/v2.0/qos/rule-types/bandwidth_limit")]
    [InlineData("/v2.0/agents", "/v2.0/agents?id={agent}")]
    [InlineData("/v2.0/agents/{id}", "/v2.0/agents/{agent}")]
    [InlineData("/v2.0/availability_zones", "/v2.0/availability_zones")]
    public async Task What_has_no_attribute_table_looks_as_documented(string path, string url)
    {
        await using var host = await StartWithAgentAsync();
        var external = await host.Api.ExternalAsync();
        await host.Api.ChangeAsync("network", external.Network, new { is_default = true });
        await host.Api.PoolAsync(["10.200.0.0/16"], new { is_default = true, shared = true });
        var documented = (await Documents.JsonAsync(host.Api)).At("paths", path, "get", "responses", "200", "content", "application/json", "example");
        var agent = (await host.Api.GetAsync("agents")).Items[0].Id();

        var answer = await host.Api.GetAsync(
            url.Replace("{network}", external.Network, StringComparison.Ordinal).Replace("{agent}", agent, StringComparison.Ordinal));

        answer.Expect(HttpStatusCode.OK).Json.Names().Should().Equal(documented.Names());
        FirstShape(answer.One).Should().Equal(FirstShape(documented.EnumerateObject().Single().Value));
    }

    [Fact]
    public async Task An_agent_is_changed_as_documented()
    {
        await using var host = await StartWithAgentAsync();
        var update = (await Documents.JsonAsync(host.Api)).At("paths", "/v2.0/agents/{id}", "put");
        var agent = (await host.Api.GetAsync("agents")).Items[0].Id();

        var answer = await host.Api.PutAsync($"agents/{agent}", update.At("requestBody", "content", "application/json").Raw("example"));

        answer.Expect(HttpStatusCode.OK).One.Raw("admin_state_up").Should().Be("false");
    }

    [Fact]
    public async Task Rules_of_a_QoS_policy_are_created_and_changed_as_documented()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in SubResources.Where(resource => !resource.IsMemberOnly))
        {
            var creation = document.At("paths", $"/v2.0/{resource.Path}", "post");
            var documented = creation.At("responses", "201", "content", "application/json", "examples", "one", "value", resource.Name);
            var alias = SubResources.FirstOrDefault(other => other.IsMemberOnly && other.Name == $"alias_{resource.Name}");
            foreach (var (_, body) in creation.Requests())
            {
                var path = await PathAsync(resource);
                var created = (await server.Api.PostAsync(path, body)).Expect(HttpStatusCode.Created).One;

                Shape(created).Should().Equal(Shape(documented));
                await ChangeAsync(resource, $"{path}/{created.Id()}");
                if (alias is not null)
                    await ChangeAsync(alias, $"{alias.Path}/{created.Id()}");
            }
        }

        async Task<string> PathAsync(ResourceDefinition resource) => resource.Path.Replace(
            "{policy_id}",
            (await server.Api.PostAsync("qos/policies", new { policy = new { name = "gold" } })).Expect(HttpStatusCode.Created).One.Id(),
            StringComparison.Ordinal);

        async Task ChangeAsync(ResourceDefinition resource, string path)
        {
            foreach (var (_, body) in document.At("paths", $"/v2.0/{resource.Path}/{{id}}", "put").Requests())
                (await server.Api.PutAsync(path, body)).Expect(HttpStatusCode.OK).Json.Names().Should().Equal(resource.Name);
        }
    }

    [Fact]
    public async Task Bindings_of_a_port_look_as_documented()
    {
        var creation = (await Documents.JsonAsync(server.Api)).At("paths", "/v2.0/ports/{id}/bindings", "post");
        var documented = creation.At("responses", "201", "content", "application/json", "example", "binding");
        var port = await server.Api.PortAsync((await server.Api.NetworkAsync()).Id(), deviceOwner: "compute:nova");

        foreach (var (_, body) in creation.Requests())
        {
            var answer = await server.Api.PostAsync($"ports/{port.Id()}/bindings", body);

            Shape(answer.Expect(HttpStatusCode.Created).One).Should().Equal(Shape(documented));
            await server.Api.DeleteAsync($"ports/{port.Id()}/bindings/{answer.One.Text("host")}");
        }
    }

    [Fact]
    public async Task Limits_are_set_and_listed_as_documented()
    {
        var document = await Documents.JsonAsync(server.Api);
        var body = document.At("paths", "/v2.0/quotas/{tenant}", "put", "requestBody", "content", "application/json").Raw("example");
        var documented = document.At("paths", "/v2.0/quotas", "get", "responses", "200", "content", "application/json", "example", "quotas");

        (await server.Api.PutAsync("quotas/demo", body)).Expect(HttpStatusCode.OK);

        FirstShape((await server.Api.GetAsync("quotas")).One).Should().Equal(FirstShape(documented));
    }

    private IEnumerable<ResourceDefinition> Resources =>
        server.Host.Services.GetRequiredService<ResourceCatalog>().All.Select(served => served.Description);

    private IEnumerable<ResourceDefinition> SubResources =>
        server.Host.Services.GetRequiredService<ResourceCatalog>().SubResources.Select(served => served.Description);

    /// <summary>A server of its own, to which an agent in a zone has reported.</summary>
    private async Task<PluginHost> StartWithAgentAsync()
    {
        var host = await PluginHost.StartAsync(server);
        var agents = host.Host.Services.GetRequiredService<AgentService>();
        await agents.ReportAsync(new(Agent.DhcpType, "compute-1", "quantum-dhcp-agent", "dhcp_agent", "nova", "{}", IsStart: true), CancellationToken.None);
        return host;
    }

    /// <summary>A network, external where that is asked for, with a subnet unless the resource would collide with it.</summary>
    private async Task<Referred> ReferredAsync(ResourceDefinition resource)
    {
        var port = resource.Name == "trunk" ? (await server.Api.PortAsync((await server.Api.NetworkAsync()).Id())).Id() : null;
        var network = (await server.Api.NetworkAsync(more: resource.Name == "floatingip" ? RouterSteps.External : null)).Id();
        var subnet = resource.Name == "subnet" ? "" : (await server.Api.SubnetAsync(network, "192.168.1.0/24")).Id();
        return new(network, subnet, (await server.Api.CreateAsync("security_group", new { })).Id(), port);
    }

    private static IEnumerable<string> Shape(JsonElement item) =>
        item.EnumerateObject().Select(member => $"{member.Name} {Kind(member.Value)}");

    private static string Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    private static IEnumerable<string> FirstShape(JsonElement item) => Shape(item.ValueKind == JsonValueKind.Array ? item[0] : item);

    /// <summary>Objects that exist, in place of those that examples name.</summary>
    private sealed partial record Referred(string Network, string Subnet, string SecurityGroup, string? Port)
    {
        private static int segment = 200;

        public string In(string body) => SegmentId().Replace(
            SecurityGroupId().Replace(
                SubnetId().Replace(NetworkId().Replace(Port is null ? body : PortId().Replace(body, Port), Network), Subnet), SecurityGroup),
            _ => $"{Interlocked.Increment(ref segment)}");

        /// <summary>A segment is nobody else's.</summary>
        [GeneratedRegex("(?<=\"provider:segmentation_id\": ?)[0-9]+")]
        private static partial Regex SegmentId();

        [GeneratedRegex("(?<=\"port_id\": ?\")[^\"]+")]
        private static partial Regex PortId();

        [GeneratedRegex("(?<=(network|object)_id\": ?\")[^\"]+")]
        private static partial Regex NetworkId();

        [GeneratedRegex("(?<=\"security_group_id\": ?\")[^\"]+")]
        private static partial Regex SecurityGroupId();

        [GeneratedRegex("(?<=\"subnet_id\": ?\")[^\"]+")]
        private static partial Regex SubnetId();
    }
}
