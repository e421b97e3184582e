using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Hosting;

/// <summary>
/// One server for each combination, for all suites: a test creates what it needs in tenants of its own and asserts on nothing else.
/// <code>
/// [Collection(ConformanceServers.Collection)]
/// public sealed class NetworkConformance(ConformanceServers servers)
/// {
///     [Theory, EveryCombination]
///     public async Task Delete_is_final(string plugin, StoreKind store) { var server = await servers.OfAsync(plugin, store); ... }
/// }
/// </code>
/// </summary>
[CollectionDefinition(Collection)]
public sealed class ConformanceServers : ICollectionFixture<ConformanceServers>, IAsyncLifetime
{
    public const string Collection = "conformance";

    private readonly Dictionary<(string Plugin, StoreKind Store), ConformanceServer> _started = [];

    /// <summary>The server of a combination, started at its first use; tests of a collection run one after another.</summary>
    public async Task<ConformanceServer> OfAsync(string plugin, StoreKind store)
    {
        if (!_started.TryGetValue((plugin, store), out var server))
            _started[(plugin, store)] = server = await ConformanceServer.StartAsync(plugin, store);
        return server;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _started.Values)
            await server.DisposeAsync();
    }
}
