using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Plugins;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Hosting;

/// <summary>A server with one of the plugins, on a database of its own.</summary>
public sealed class ConformanceServer : IAsyncDisposable
{
    private readonly PluginHost _host;
    private readonly PluginBackend _backend;

    private ConformanceServer(PluginCase plugin, PluginHost host, PluginBackend backend) => (Plugin, _host, _backend) = (plugin, host, backend);

    public PluginCase Plugin { get; }

    public IServiceProvider Services => _host.Host.Services;

    /// <summary>Starts a server.</summary>
    public static async Task<ConformanceServer> StartAsync(string plugin, StoreKind store)
    {
        var found = PluginCases.Named(plugin);
        var backend = await found.StartBackendAsync();
        ServerFixture databases = store == StoreKind.Sqlite ? new ServerOnSqlite() : new ServerOnPostgres();
        return new(found, await PluginHost.StartAsync(databases, [.. found.Options, .. backend.Options]), backend);
    }

    /// <summary>A tenant nobody else is, and an administrator in it.</summary>
    public (ApiClient Member, ApiClient Admin) Tenant() => Tenant(Unique.Tenant());

    /// <summary>A tenant, and an administrator in it.</summary>
    public (ApiClient Member, ApiClient Admin) Tenant(string name) => (_host.Api.As(name), _host.Api.As(name, "admin"));

    /// <summary>
    /// Asks for what needs a capability. True when it was done; without the capability, false, and the refusal was the written one.
    /// </summary>
    public async Task<bool> CanAsync(Capability capability, ApiClient caller, Func<ApiClient, Task<Answer>> ask)
    {
        if (WrittenExceptions.Find(Plugin.Name, capability) is { } exception)
        {
            await exception.Refusal.DemandAsync(ask, caller);
            return false;
        }

        var answer = await ask(caller);
        ((int)answer.Status).Should().BeInRange(200, 299, "{0} must {1}; the body is {2}", Plugin.Name, capability, answer.Text);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _backend.DisposeAsync();
    }
}
