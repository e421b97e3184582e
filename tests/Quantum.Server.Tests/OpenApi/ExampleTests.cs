using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Server.Tests.Hosting;

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
            foreach (var (_, body) in document.At("paths", $"/v2.0/{resource.Collection}", "post").Requests())
            {
                var answer = await server.Api.PostAsync(resource.Collection, (await ReferredAsync(resource)).In(body));

                answer.Expect(HttpStatusCode.Created);
            }
        }
    }

    [Fact]
    public async Task Every_body_of_PUT_changes()
    {
        var document = await Documents.JsonAsync(server.Api);

        foreach (var resource in Resources)
        {
            var creation = document.At("paths", $"/v2.0/{resource.Collection}", "post").Requests().First().Body;
            foreach (var (_, body) in document.At("paths", $"/v2.0/{resource.Collection}/{{id}}", "put").Requests())
            {
                var referred = await ReferredAsync(resource);
                var created = (await server.Api.PostAsync(resource.Collection, referred.In(creation))).Expect(HttpStatusCode.Created).One;

                var answer = await server.Api.PutAsync($"{resource.Collection}/{created.Id()}", referred.In(body));

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
            var operation = document.At("paths", $"/v2.0/{resource.Collection}", "post");
            var documented = operation.At("responses", "201", "content", "application/json", "examples", "one", "value", resource.Name);
            var answer = await server.Api.PostAsync(
                resource.Collection, (await ReferredAsync(resource)).In(operation.Requests().First().Body));

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
                .At("paths", $"/v2.0/{resource.Collection}/{{id}}", "get", "responses", "404", "content", "application/json", "examples")
                .EnumerateObject().Single().Value;
            var answer = await server.Api.GetAsync($"{resource.Collection}/{ResourceFailures.SampleId}");

            JsonElement.DeepEquals(answer.Json, documented.GetProperty("value")).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/v2.0/", "/v2.0/")]
    [InlineData("/v2.0/extensions", "/v2.0/extensions")]
    [InlineData("/v2.0/extensions/{alias}", "/v2.0/extensions/pagination")]
    public async Task Documents_of_the_service_look_as_documented(string path, string url)
    {
        var document = await Documents.JsonAsync(server.Api);

        var documented = document.At("paths", path, "get", "responses", "200", "content", "application/json", "example");
        var answer = await server.Api.GetAsync(url);

        FirstShape(answer.Expect(HttpStatusCode.OK).One).Should().Equal(FirstShape(documented.EnumerateObject().Single().Value));
    }

    private IEnumerable<ResourceDefinition> Resources =>
        server.Host.Services.GetRequiredService<ResourceCatalog>().All.Select(served => served.Description);

    /// <summary>A network, with a subnet unless the resource would collide with it.</summary>
    private async Task<Referred> ReferredAsync(ResourceDefinition resource)
    {
        var network = (await server.Api.NetworkAsync()).Id();
        return new(network, resource.Name == "subnet" ? "" : (await server.Api.SubnetAsync(network, "192.168.1.0/24")).Id());
    }

    private static IEnumerable<string> Shape(JsonElement item) =>
        item.EnumerateObject().Select(member => $"{member.Name} {Kind(member.Value)}");

    private static string Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind.ToString();

    private static IEnumerable<string> FirstShape(JsonElement item) => Shape(item.ValueKind == JsonValueKind.Array ? item[0] : item);

    /// <summary>Objects that exist, in place of those that examples name.</summary>
    private sealed partial record Referred(string Network, string Subnet)
    {
        public string In(string body) => SubnetId().Replace(NetworkId().Replace(body, Network), Subnet);

        [GeneratedRegex("(?<=\"network_id\": ?\")[^\"]+")]
        private static partial Regex NetworkId();

        [GeneratedRegex("(?<=\"subnet_id\": ?\")[^\"]+")]
        private static partial Regex SubnetId();
    }
}
