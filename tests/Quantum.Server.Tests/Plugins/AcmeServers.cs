using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Plugins;

/// <summary>A server whose plugin is a third party's, on an SQLite file.</summary>
public sealed class AcmeOnSqlite() : AcmeServer(StoreKind.Sqlite);

/// <summary>A server whose plugin is a third party's, on a PostgreSQL database.</summary>
public sealed class AcmeOnPostgres() : AcmeServer(StoreKind.Postgres);

/// <summary>One server with the plugin per test class.</summary>
public abstract class AcmeServer(StoreKind kind) : StoreFixture(kind, template: null)
{
    /// <summary>The plugin as a configuration names it.</summary>
    public const string Plugin = "Acme.Networking.AcmePlugin, Quantum.TestPlugin";

    private QuantumHost? host;

    public ApiClient Api => Host.Api;

    /// <summary>What the plugin told its controller.</summary>
    public IReadOnlyList<string> Told => ((Acme.Networking.AcmePlugin)Host.Services.GetRequiredService<INetworkPlugin>()).Told;

    private QuantumHost Host => host ?? throw new InvalidOperationException("xunit has not initialised this fixture yet.");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        host = await QuantumHost.StartAsync(Kind, ConnectionString, $"Quantum:Plugin={Plugin}");
    }

    public override async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await base.DisposeAsync();
    }
}
