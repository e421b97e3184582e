using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quantum.TestSupport.OpenFlow;

/// <summary>
/// A controller on a port of its own that speaks both dialects over real HTTP, keeps what it is told, notes every request, and
/// fails when asked to. It keeps its state while it is down, as one does whose network connection is lost.
/// </summary>
public sealed class FakeController : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];

    private WebApplication? _server;
    private Func<ReceivedRequest, HttpContext, Task<HttpStatusCode?>> _fault = NoFault;

    private FakeController()
    {
    }

    /// <summary>What clients of the Trema dialect told it.</summary>
    public FakeTrema Trema { get; } = new();

    /// <summary>What clients of the Ryu dialect told it.</summary>
    public FakeRyu Ryu { get; } = new();

    /// <summary>The same before and after it was down.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>All requests since the start, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>All requests since the start: <c>POST /networks</c>.</summary>
    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    public static async Task<FakeController> StartAsync()
    {
        var controller = new FakeController();
        await controller.ListenAsync();
        return controller;
    }

    /// <summary>From now on connections are refused.</summary>
    public async Task GoDownAsync()
    {
        await _server!.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Listens again, where it listened before.</summary>
    public Task ComeBackAsync() => ListenAsync();

    /// <summary>From now on every request does what it should.</summary>
    public void Recover() => _fault = NoFault;

    /// <summary>From now on requests, or those of them that are meant, do nothing but answer a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="line">The requests that are meant: <c>POST /networks</c>; <c>null</c> for all.</param>
    public void AnswerWith(HttpStatusCode status, string? line = null) =>
        _fault = (request, _) => Task.FromResult<HttpStatusCode?>(line is null || request.Line == line ? status : null);

    /// <summary>From now on every answer takes this long; what was asked for is done then, even if the client has gone away.</summary>
    public void AnswerAfter(TimeSpan delay) => _fault = async (_, context) =>
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await Task.Delay(delay, stopping);
        return null;
    };

    /// <summary>From now on every answer is a success whose body never ends.</summary>
    public void AnswerWithoutEnd() => _fault = async (_, context) =>
    {
        var gone = context.RequestAborted;
        while (!gone.IsCancellationRequested)
        {
            await context.Response.WriteAsync("and so on ", gone);
            await Task.Delay(TimeSpan.FromMilliseconds(1), gone);
        }

        return null;
    };

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await GoDownAsync();
    }

    private static Task<HttpStatusCode?> NoFault(ReceivedRequest request, HttpContext context) => Task.FromResult<HttpStatusCode?>(null);

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Address.Port));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();

        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(context.Request.Method, context.Request.Path, await reader.ReadToEndAsync())
        {
            ContentType = context.Request.ContentType,
            ContentLength = context.Request.ContentLength,
        };
        lock (_lock)
            _requests.Add(request);

        var answer = await _fault(request, context) ?? Carry(request);
        request.Answer = answer;
        if (!context.Response.HasStarted)
            context.Response.StatusCode = (int)answer;
    }

    private HttpStatusCode Carry(ReceivedRequest request)
    {
        lock (_lock)
            return request.Segments[0] == "v1.0" ? Ryu.Handle(request) : Trema.Handle(request);
    }
}
