using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Quantum.Core.Database;
using Quantum.Core.Plugins;
using Quantum.Server.Api;
using Quantum.Server.Identity;

namespace Quantum.Server.Hosting;

/// <summary>Prints one line when the server is ready: where it listens and what it uses.</summary>
internal sealed class StartLine(
    IServer server,
    QuantumDbContextFactory store,
    PluginOptions plugin,
    ApiProfiles profiles,
    IIdentity identity,
    StoreReadiness readiness,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await readiness.Ready.WaitAsync(stoppingToken);

        var addresses = string.Join(", ", server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses);
        Console.WriteLine(
            $"Quantum is ready on {addresses}: store {store.Location}, plugin {plugin.Plugin}, profile {profiles.Default.Name}, identity {identity.Name}");
    }
}
