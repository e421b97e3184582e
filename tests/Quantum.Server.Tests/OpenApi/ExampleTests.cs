using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Routers;

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
