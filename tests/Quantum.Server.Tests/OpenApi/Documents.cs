using System.Net;
using System.Text.Json;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.OpenApi;

/// <summary>The OpenAPI document of a server, read in the two ways that tests need.</summary>
internal static class Documents
{
    public const string Path = "/openapi/v2.json";

    /// <summary>As programs read it: with references resolved, and with what is wrong with it.</summary>
    public static async Task<ReadResult> ReadAsync(ApiClient api)
    {
        var answer = await api.GetAsync(Path);
        return OpenApiDocument.Parse(answer.Expect(HttpStatusCode.OK).Text, "json");
    }

    /// <summary>As JSON.</summary>
    public static async Task<JsonElement> JsonAsync(ApiClient api) => (await api.GetAsync(Path)).Expect(HttpStatusCode.OK).Json;

    /// <summary>The member at a path of names.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            element = element.GetProperty(name);
        return element;
    }

    /// <summary>A schema of the document.</summary>
    public static JsonElement Schema(this JsonElement document, string name) => document.At("components", "schemas", name);

    /// <summary>The names of an operation's parameters.</summary>
    public static IReadOnlyList<string> Parameters(this JsonElement operation) =>
        [.. operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.Text("name")!)];

    /// <summary>An operation's request bodies by the examples' names.</summary>
    public static IEnumerable<(string Name, string Body)> Requests(this JsonElement operation) =>
        operation.At("requestBody", "content", "application/json", "examples").EnumerateObject()
            .Select(example => (example.Name, example.Value.Raw("value")));
}
