using System.Net;

namespace Quantum.TestSupport.OpenFlow;

/// <summary>
/// The rules of Ryu's <c>rest</c> application: success is 200, what is not known 404; POST of a known network, or of a port
/// known on any network, is 409, PUT of a port brings it to the network.
/// </summary>
public sealed class FakeRyu
{
    public HashSet<string> Networks { get; } = [];

    /// <summary>Network by port, which is <c>switch_number</c>.</summary>
    public Dictionary<string, string> Ports { get; } = [];

    public HttpStatusCode Handle(ReceivedRequest request) => (request.Method, request.Segments) switch
    {
        ("POST", [_, "networks", var network]) => Networks.Add(network) ? HttpStatusCode.OK : HttpStatusCode.Conflict,
        ("PUT", [_, "networks", var network]) => PutNetwork(network),
        ("DELETE", [_, "networks", var network]) => Networks.Remove(network) ? HttpStatusCode.OK : HttpStatusCode.NotFound,
        ("POST", [_, "networks", var network, var port]) => Ports.ContainsKey(port) ? HttpStatusCode.Conflict : PutPort(network, port),
        ("PUT", [_, "networks", var network, var port]) => PutPort(network, port),
        ("DELETE", [_, "networks", var network, var port]) => DeletePort(network, port),
        _ => HttpStatusCode.NotFound,
    };

    private HttpStatusCode PutNetwork(string network)
    {
        Networks.Add(network);
        return HttpStatusCode.OK;
    }

    private HttpStatusCode PutPort(string network, string port)
    {
        if (!Networks.Contains(network))
            return HttpStatusCode.NotFound;
        Ports[port] = network;
        return HttpStatusCode.OK;
    }

    private HttpStatusCode DeletePort(string network, string port) =>
        Ports.Contains(new(port, network)) && Ports.Remove(port) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
}
