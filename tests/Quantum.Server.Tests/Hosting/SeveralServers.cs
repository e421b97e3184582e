namespace Quantum.Server.Tests.Hosting;

/// <summary>Three servers on the fixture's database: what several processes would do to each other.</summary>
public sealed class SeveralServers : IAsyncDisposable
{
    private static readonly string[] NoLimits = ["Quantum:Quota:Router=-1", "Quantum:Quota:FloatingIp=-1"];

    private readonly IReadOnlyList<QuantumHost> _hosts;

    private SeveralServers(IReadOnlyList<QuantumHost> hosts) => _hosts = hosts;

    /// <summary>Starts the servers.</summary>
    public static async Task<SeveralServers> StartAsync(ServerFixture server) =>
        new(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.StartAnotherAsync(NoLimits))));

    /// <summary>A tenant's member who asks one of the servers, taken in turn.</summary>
    public ApiClient As(int number, string tenant) => _hosts[number % _hosts.Count].Api.As(tenant);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }
}
