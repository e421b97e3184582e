using System.Net;
using System.Text.Json;

namespace Quantum.TestSupport.OpenFlow;

/// <summary>
/// The rules of the sliceable switch's REST interface (<c>config.cgi</c> of trema/apps): success is 202, what is not known 404,
/// a duplicate 422, and so is an attachment below a port that is not known. Ids of a network's ports and attachments share one
/// space. Ports and attachments keep their JSON; an attachment below a port keeps the port's before its own.
/// </summary>
public sealed class FakeTrema
{
    /// <summary>Description by network.</summary>
    public Dictionary<string, string> Descriptions { get; } = [];

    /// <summary>What a network's port or attachment says, by <c>network/id</c>.</summary>
    public Dictionary<string, string> Bindings { get; } = [];

    /// <summary>The answer to a duplicate.</summary>
    public HttpStatusCode Duplicate { get; set; } = HttpStatusCode.UnprocessableEntity;

    public HttpStatusCode Handle(ReceivedRequest request) => (request.Method, request.Segments) switch
    {
        ("POST", ["networks"]) => CreateNetwork(request.Body),
        ("PUT", ["networks", var network]) => UpdateNetwork(network, request.Body),
        ("DELETE", ["networks", var network]) => DeleteNetwork(network),
        ("POST", ["networks", var network, "ports" or "attachments"]) => Bind(network, below: "", request.Body),
        ("POST", ["networks", var network, "ports", var port, "attachments"]) => BindBelow(network, port, request.Body),
        ("DELETE", ["networks", var network, "ports" or "attachments", var id]) => Unbind(network, id),
        ("DELETE", ["networks", var network, "ports", _, "attachments", var id]) => Unbind(network, id),
        _ => HttpStatusCode.NotFound,
    };

    private HttpStatusCode CreateNetwork(string body) =>
        Descriptions.TryAdd(Text(body, "id"), Text(body, "description")) ? HttpStatusCode.Accepted : Duplicate;

    private HttpStatusCode UpdateNetwork(string network, string body)
    {
        if (!Descriptions.ContainsKey(network))
            return HttpStatusCode.NotFound;
        Descriptions[network] = Text(body, "description");
        return HttpStatusCode.Accepted;
    }

    private HttpStatusCode DeleteNetwork(string network)
    {
        if (!Descriptions.Remove(network))
            return HttpStatusCode.NotFound;
        foreach (var key in Bindings.Keys.Where(key => key.StartsWith($"{network}/", StringComparison.Ordinal)).ToList())
            Bindings.Remove(key);
        return HttpStatusCode.Accepted;
    }

    private HttpStatusCode BindBelow(string network, string port, string body) =>
        Bindings.TryGetValue($"{network}/{port}", out var place) ? Bind(network, below: place, body)
        : Descriptions.ContainsKey(network) ? HttpStatusCode.UnprocessableEntity
        : HttpStatusCode.NotFound;

    private HttpStatusCode Bind(string network, string below, string body) =>
        !Descriptions.ContainsKey(network) ? HttpStatusCode.NotFound
        : Bindings.TryAdd($"{network}/{Text(body, "id")}", below + body) ? HttpStatusCode.Accepted
        : Duplicate;

    private HttpStatusCode Unbind(string network, string id) =>
        Bindings.Remove($"{network}/{id}") ? HttpStatusCode.Accepted : HttpStatusCode.NotFound;

    private static string Text(string body, string name)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty(name).GetString()!;
    }
}
