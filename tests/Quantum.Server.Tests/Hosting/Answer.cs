using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Quantum.Server.Tests.Hosting;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Text">The body; empty without one.</param>
/// <param name="Headers">All headers but those of the content.</param>
/// <param name="ContentType">The content's type as sent, or <c>null</c>.</param>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The value of the first key: the object of <c>{"network": {...}}</c>.</summary>
    public JsonElement One => Json.EnumerateObject().First().Value;

    /// <summary>The items under the first key: those of <c>{"networks": [...]}</c>.</summary>
    public IReadOnlyList<JsonElement> Items => [.. One.EnumerateArray()];

    /// <summary>The ids of the items, in their order.</summary>
    public IReadOnlyList<string> Ids => [.. Items.Select(item => item.Id())];

    /// <summary>The error of the modern body.</summary>
    public string ErrorType => Json.GetProperty("NeutronError").Text("type")!;

    /// <summary>The message of the modern body.</summary>
    public string ErrorMessage => Json.GetProperty("NeutronError").Text("message")!;

    /// <summary>The message of the body of 2012.</summary>
    public string QuantumError => Json.Text("QuantumError")!;

    /// <summary>The answer, which must have that status; otherwise the test fails with the body's text.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Status.Should().Be(status, "the body is {0}", Text);
        return this;
    }

    /// <summary>The answer, which must be this refusal.</summary>
    public Answer Expect(HttpStatusCode status, string type, string message)
    {
        Expect(status);
        (ErrorType, ErrorMessage).Should().Be((type, message));
        return this;
    }
}

/// <summary>Short names for reading answers.</summary>
public static class JsonReading
{
    public static string Id(this JsonElement item) => item.GetProperty("id").GetString()!;

    /// <summary>The member's text; <c>null</c> for JSON null.</summary>
    public static string? Text(this JsonElement item, string name) => item.GetProperty(name).GetString();

    /// <summary>The member as its JSON text: <c>true</c>, <c>"name"</c>, <c>[]</c>.</summary>
    public static string Raw(this JsonElement item, string name) => item.GetProperty(name).GetRawText();

    public static bool Has(this JsonElement item, string name) => item.TryGetProperty(name, out _);

    /// <summary>The names of the members.</summary>
    public static IReadOnlyList<string> Names(this JsonElement item) => [.. item.EnumerateObject().Select(member => member.Name)];

    /// <summary>The addresses of a port, in their order.</summary>
    public static IReadOnlyList<string> Addresses(this JsonElement port) =>
        [.. port.GetProperty("fixed_ips").EnumerateArray().Select(fixedIp => fixedIp.Text("ip_address")!)];
}
