using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Server.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Hosting;

/// <summary>
/// The real server in this process, on a port of its own: what <c>Main</c> builds, reached over HTTP. Stops when disposed; its
/// database is the caller's.
/// <code>
/// await using var host = await QuantumHost.StartAsync(StoreKind.Sqlite, file, "Quantum:Profile=folsom", "Quantum:Quota:Port=10");
/// var answer = await host.Api.GetAsync("networks");
/// </code>
/// </summary>
public sealed class QuantumHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private QuantumHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single());
        Api = new ApiClient(Address);
    }

    /// <summary>Where the server listens: <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    /// <summary>A caller without identity: an administrator.</summary>
    public ApiClient Api { get; }

    /// <summary>What the server is made of, for the few tests that need the inside.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="kind">Its store.</param>
    /// <param name="connectionString">Where the store is.</param>
    /// <param name="options">More configuration, such as <c>Quantum:Quota:Port=10</c>.</param>
    public static async Task<QuantumHost> StartAsync(StoreKind kind, string connectionString, params string[] options)
    {
        var host = await StartUnreadyAsync(kind, connectionString, options);
        await host._app.Services.GetRequiredService<StoreReadiness>().Ready.WaitAsync(Patience);
        return host;
    }

    /// <summary>Starts a server; its database may not answer yet.</summary>
    public static async Task<QuantumHost> StartUnreadyAsync(StoreKind kind, string connectionString, params string[] options)
    {
        var app = Program.Build(Arguments(kind, connectionString, options));
        await app.StartAsync();
        return new QuantumHost(app);
    }

    /// <summary>The command line that starts such a server.</summary>
    public static string[] Arguments(StoreKind kind, string connectionString, params string[] options) =>
    [
        "--urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=Warning",
        $"--Quantum:Store={(kind == StoreKind.Sqlite ? "sqlite" : "postgres")}",
        $"--ConnectionStrings:Quantum={connectionString}",
        .. options.Select(option => $"--{option}"),
    ];

    /// <summary>Begins the stop that a signal would begin, and waits for its end.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
