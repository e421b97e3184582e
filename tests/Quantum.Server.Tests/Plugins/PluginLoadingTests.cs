using System.Diagnostics;
using System.Net;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Server.Tests.Plugins;

public sealed class PluginLoadingTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Plugin_is_found_in_the_servers_own_folder()
    {
        await using var host = await StartAsync($"Quantum:Plugin={AcmeServer.Plugin}");

        host.Services.GetRequiredService<INetworkPlugin>().Should().BeOfType<Acme.Networking.AcmePlugin>();
    }

    [Fact]
    public async Task Plugin_is_found_in_a_plugin_folder_and_shares_the_contract_with_the_server()
    {
        using var folder = new PluginFolder();
        await using var host = await StartAsync($"Quantum:Plugin={AcmeServer.Plugin}", $"Quantum:PluginPath={folder.Path}");

        var plugin = host.Services.GetRequiredService<INetworkPlugin>();
        plugin.GetType().Assembly.Location.Should().Be(folder.Assembly);
        plugin.GetType().Should().NotBe<Acme.Networking.AcmePlugin>("the copy in the folder is another assembly").And.BeDerivedFrom<DatabasePlugin>();
        AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly).Should().NotBe(AssemblyLoadContext.Default);
    }

    [Fact]
    public async Task Plugin_from_a_plugin_folder_works()
    {
        using var folder = new PluginFolder();
        await using var host = await StartAsync($"Quantum:Plugin={AcmeServer.Plugin}", $"Quantum:PluginPath={folder.Path}");
        var network = await host.Api.NetworkAsync();

        var red = await host.Api.PortAsync(network.Id(), more: Coloured("red"));
        var refused = await host.Api.PostAsync(
            "ports", $$"""{"port": {"network_id": "{{network.Id()}}", "acme:colour": "ultraviolet"} }""");

        red.Text("acme:colour").Should().Be("red");
        refused.Expect(HttpStatusCode.Conflict).ErrorType.Should().Be("AcmeColourInvisible");
        (await host.Api.GetAsync("ports?acme:colour=red")).Expect(HttpStatusCode.OK).Ids.Should().Equal(red.Id());
    }

    [Fact]
    public async Task Plugin_path_may_be_relative_and_need_not_hold_the_plugin()
    {
        await using var host = await StartAsync("Quantum:Plugin=Database", "Quantum:PluginPath=no-such-folder");

        host.Services.GetRequiredService<INetworkPlugin>().Should().BeOfType<DatabasePlugin>();
    }

    [Theory]
    [InlineData("Nowhere", "*no plugin named 'Nowhere'*Known: *Database*")]
    [InlineData("database", "*no plugin named 'database'*")]
    [InlineData("Acme.Networking.AcmePlugin", "*'Namespace.Type, Assembly'*")]
    [InlineData("Acme.Networking.Nowhere, Quantum.TestPlugin", "*cannot be loaded*Acme.Networking.Nowhere*")]
    [InlineData("Acme.Networking.AcmePlugin, Acme.Nowhere", "*cannot be loaded*Acme.Nowhere*")]
    [InlineData("Acme.Networking.AcmePlugin,", "*cannot be loaded*")]
    [InlineData(", Quantum.TestPlugin", "*cannot be loaded*")]
    [InlineData("Acme.Networking.NoPlugin, Quantum.TestPlugin", "*Acme.Networking.NoPlugin is not a plugin*INetworkPlugin*")]
    [InlineData("Quantum.Core.Plugins.INetworkPlugin, Quantum.Core", "*is not a plugin*")]
    [InlineData("Acme.Networking.BrokenPlugin, Quantum.TestPlugin", "*Acme.Networking.BrokenPlugin cannot be created: The licence has expired.")]
    public void Plugin_that_cannot_be_used_stops_the_start(string plugin, string reason)
    {
        var build = () => Program.Build(QuantumHost.Arguments(StoreKind.Sqlite, store.ConnectionString, $"Quantum:Plugin={plugin}"));

        build.Should().Throw<PluginLoadException>().WithMessage("Quantum:Plugin*").WithMessage(reason);
    }

    [Fact]
    public void File_in_the_plugin_folder_that_is_no_assembly_stops_the_start()
    {
        using var folder = new PluginFolder();
        File.WriteAllText(folder.Assembly, "no assembly");

        var build = () => Program.Build(QuantumHost.Arguments(
            StoreKind.Sqlite, store.ConnectionString, $"Quantum:Plugin={AcmeServer.Plugin}", $"Quantum:PluginPath={folder.Path}"));

        build.Should().Throw<PluginLoadException>().WithMessage("Quantum:Plugin*cannot be loaded*");
    }

    [Fact]
    public async Task Process_ends_with_1_and_says_which_setting_is_wrong()
    {
        using var patience = new CancellationTokenSource(Patience);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in QuantumHost.Arguments(StoreKind.Sqlite, store.ConnectionString, "Quantum:Plugin=Acme.Nowhere, Acme"))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);

        process.ExitCode.Should().Be(1);
        errors.Should().StartWith("Quantum cannot start: Quantum:Plugin: 'Acme.Nowhere, Acme' cannot be loaded").And.NotContain("   at ");
    }

    private Task<QuantumHost> StartAsync(params string[] options) => QuantumHost.StartAsync(StoreKind.Sqlite, store.ConnectionString, options);

    private static Dictionary<string, string> Coloured(string colour) => new() { ["acme:colour"] = colour };

    /// <summary>A folder with nothing but the plugin's assembly.</summary>
    private sealed class PluginFolder : IDisposable
    {
        public PluginFolder()
        {
            var source = typeof(Acme.Networking.AcmePlugin).Assembly.Location;
            Path = Directory.CreateTempSubdirectory("quantum-plugin-").FullName;
            Assembly = System.IO.Path.Combine(Path, System.IO.Path.GetFileName(source));
            File.Copy(source, Assembly);
        }

        public string Path { get; }

        public string Assembly { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
