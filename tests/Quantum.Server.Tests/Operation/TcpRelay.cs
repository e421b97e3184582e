using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Quantum.Server.Tests.Operation;

/// <summary>An address in front of another one that can be closed and opened: closed, nobody listens and no connection lasts.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private TcpListener? _listener;

    /// <summary>A relay to that address; closed.</summary>
    public TcpRelay(string host, int port)
    {
        (_host, _port) = (host, port);
        using var probe = new TcpListener(IPAddress.Loopback, port: 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Where the relay listens on 127.0.0.1.</summary>
    public int Port { get; }

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public void Close()
    {
        _listener?.Dispose();
        while (_clients.TryTake(out var client))
            client.Dispose();
    }

    public void Dispose() => Close();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = RelayAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _clients.Add(near);
        _clients.Add(far);
        try
        {
            await far.ConnectAsync(_host, _port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone, so goes the other.
        }
        finally
        {
            near.Dispose();
        }
    }
}
