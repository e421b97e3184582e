using System.Net;

namespace Quantum.TestSupport.OpenFlow;

/// <summary>A request as the controller received it.</summary>
/// <param name="Method">For example <c>POST</c>.</param>
/// <param name="Path">With the leading slash.</param>
/// <param name="Body">The text; empty without one.</param>
public sealed record ReceivedRequest(string Method, string Path, string Body)
{
    public string? ContentType { get; init; }

    /// <summary>What the header says; <c>null</c> for a body in chunks.</summary>
    public long? ContentLength { get; init; }

    /// <summary>What the controller answered; <c>null</c> while it has not.</summary>
    public HttpStatusCode? Answer { get; set; }

    public string Line => $"{Method} {Path}";

    /// <summary>The parts of the path between its slashes.</summary>
    public string[] Segments => Path[1..].Split('/');
}
