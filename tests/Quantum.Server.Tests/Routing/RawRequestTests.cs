using System.Net.Sockets;
using System.Text;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Routing;

/// <summary>Requests that no HTTP library would send.</summary>
public sealed class RawRequestTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    [Fact]
    public async Task A_tunnel_is_refused()
    {
        var answer = await SendAsync("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 405 ").And.Contain("\"type\":\"HTTPMethodNotAllowed\"");
    }

    [Fact]
    public async Task Links_for_a_client_that_names_no_host_lead_to_the_address_that_it_reached()
    {
        var answer = await SendAsync("GET / HTTP/1.0\r\n\r\n");

        answer.Should().Contain($"\"href\":\"{server.Host.Address}v2.0/\"");
    }

    [Fact]
    public async Task Doubled_slashes_before_the_mount_of_2012_count_as_one()
    {
        var answer = await SendAsync("GET //folsom//v2.0/ HTTP/1.0\r\nHost: api.example.org\r\n\r\n");

        answer.Should().Contain("\"href\":\"http://api.example.org/folsom/v2.0/networks\"");
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host.Address.Host, server.Host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
