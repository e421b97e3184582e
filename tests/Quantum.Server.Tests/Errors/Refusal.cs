using System.Net;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Errors;

/// <summary>A failure as clients of both generations are told about it.</summary>
/// <param name="Status">The status code, the same for both.</param>
/// <param name="Type">What today's clients dispatch on.</param>
/// <param name="Message">The text for today's clients.</param>
/// <param name="Old">The text of 2012; <c>null</c> where it is the same.</param>
public sealed record Refusal(HttpStatusCode Status, string Type, string Message, string? Old = null)
{
    /// <summary>Asks in the modern profile: both error keys, each with its own text.</summary>
    public async Task DemandModernAsync(Func<ApiClient, Task<Answer>> ask, ApiClient api)
    {
        var modern = await ask(api);

        modern.Expect(Status, Type, Message);
        modern.Json.Names().Should().Equal("NeutronError", "QuantumError");
        modern.Json.GetProperty("NeutronError").Names().Should().Equal("type", "message", "detail");
        modern.Json.GetProperty("NeutronError").Text("detail").Should().BeEmpty();
        modern.QuantumError.Should().Be(Old ?? Message);
        modern.ContentType.Should().Be("application/json");
    }

    /// <summary>Asks in the profile of 2012: one key, the text itself.</summary>
    public async Task DemandFolsomAsync(Func<ApiClient, Task<Answer>> ask, ApiClient api)
    {
        var folsom = await ask(api.InFolsom());

        folsom.Expect(Status).Json.Names().Should().Equal("QuantumError");
        folsom.QuantumError.Should().Be(Old ?? Message);
        folsom.ContentType.Should().Be("application/json");
    }

    /// <summary>Asks in both profiles; the request has no effect, so it can be repeated.</summary>
    public async Task DemandAsync(Func<ApiClient, Task<Answer>> ask, ApiClient api)
    {
        await DemandModernAsync(ask, api);
        await DemandFolsomAsync(ask, api);
    }
}
