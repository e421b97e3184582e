using System.Text.Json;

namespace Quantum.Server.Tests.Clients;

/// <summary>One request that a client of today sent, and what Neutron answered.</summary>
/// <param name="Op">What the client was doing: its command line.</param>
/// <param name="Token">Whose token it sent: <c>admin</c>, <c>demo</c> or <c>nova</c>.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Request">The body, if any.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Response">The body of the answer: JSON, or a text where it was none.</param>
public sealed record Exchange(string Op, string Token, string Method, string Path, JsonElement? Request, int Status, JsonElement? Response)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The request without what differs from object to object: <c>GET /v2.0/networks/{id}</c>.</summary>
    public string Kind
    {
        get
        {
            var segments = Path.Split('?')[0].TrimStart('/').Split('/');
            var id = segments[1] is "qos" or "metering" ? 3 : 2;
            for (var i = segments[1] == "extensions" ? segments.Length : id; i < segments.Length; i += 2)
                segments[i] = "{id}";
            return $"{Method} /{string.Join('/', segments)}";
        }
    }

    /// <summary>All exchanges of a recording, in their order.</summary>
    public static IReadOnlyList<Exchange> Read(string recording) =>
        [.. File.ReadLines(FileOf($"{recording}.jsonl")).Select(line => JsonSerializer.Deserialize<Exchange>(line, Json)!)];

    /// <summary>A file beside the recordings.</summary>
    public static string FileOf(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Clients", "Recordings", name);
}
