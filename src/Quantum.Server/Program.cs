using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Server.Api;
using Quantum.Server.Api.Agents;
using Quantum.Server.Api.OpenApi;
using Quantum.Server.Hosting;
using Quantum.Server.Identity;
using Quantum.Server.Identity.Builtin;

namespace Quantum.Server;

/// <summary>Composes the server; <see cref="ResourceEndpoints"/> and <see cref="ResourceOperations{TResource}"/> show where a request goes.</summary>
internal static class Program
{
    private const string DefaultAddress = "http://127.0.0.1:9696";
    private const string Endpoints = "Kestrel:Endpoints";

    private static async Task<int> Main(string[] args)
    {
        WebApplication app;
        try
        {
            if (Commands.Run(args) is { } exitCode)
                return exitCode;
            app = Build(args);
            await app.StartAsync();
        }
        catch (Exception e) when (e is OptionsValidationException or PluginLoadException or PolicyFileException or InvalidOperationException or IOException
            or CryptographicException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"Quantum cannot start: {e.Message}");
            return 1;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            await Console.Error.WriteLineAsync($"Quantum cannot start: {string.Join("; ", e.InnerExceptions.Select(inner => inner.Message))}");
            return 1;
        }

        await using (app)
            await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    /// <summary>The server, ready to run; everything that configuration can spoil has been tried.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddQuantum(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            LoopbackOnly.Apply(kestrel);
            OpenDoor.Watch(kestrel);
            RequestLimits.Apply(kestrel);
            kestrel.AddServerHeader = false;
        });

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        if (string.IsNullOrEmpty(app.Configuration["urls"]) && !app.Configuration.GetSection(Endpoints).GetChildren().Any())
            app.Urls.Add(DefaultAddress);
        app.Services.GetRequiredService<ResourceCatalog>();
        app.Services.GetRequiredService<PolicyEngine>();
        EffectiveOptions.Log(app.Configuration, app.Logger);
        app.MapQuantum();
        return app;
    }

    private static void MapQuantum(this WebApplication app)
    {
        app.UseMiddleware<RequestPipeline>();
        app.MapQuantumOpenApi();
        app.UseRouting();
        app.UseRateLimits();

        var resources = app.Services.GetRequiredService<ResourceEndpoints>();
        app.Map("/v2.0/{**path}", resources.HandleAsync).ExcludeFromDescription();
        var agents = app.Services.GetRequiredService<AgentMethodEndpoints>();
        app.Map($"{AgentMethodEndpoints.Root}/{{**path}}", agents.HandleAsync).ExcludeFromDescription();
        if (app.Services.GetRequiredService<IIdentity>().Name == IdentityOptions.Builtin)
        {
            var identity = app.Services.GetRequiredService<BuiltinEndpoints>();
            app.Map($"{BuiltinEndpoints.Root}/{{**path}}", identity.HandleAsync).ExcludeFromDescription();
        }

        app.Map("/", (HttpContext http, Links links) => Documents.WriteVersionsAsync(http, links)).ExcludeFromDescription();
        app.MapHealth();
        app.Map("/{**path}", (HttpContext _) => throw new HttpNotFoundException()).ExcludeFromDescription();
    }
}
