using System.Net;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Server.Tests.Hosting;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>Every plugin serves the same extensions, and those that its case names.</summary>
[Collection(ConformanceServers.Collection)]
public sealed class ExtensionConformance(ConformanceServers servers)
{
    private static readonly string[] Of2012 = ["router", "provider", "quotas"];

    [Theory]
    [EveryCombination]
    public async Task The_list_is_the_reference_plugins_and_what_the_plugin_adds(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, _) = server.Tenant();
        var (reference, _) = (await servers.OfAsync(PluginCases.All[0].Name, store)).Tenant();

        var aliases = await AliasesAsync(member);
        var common = await AliasesAsync(reference);

        aliases.Should().OnlyHaveUniqueItems().And.BeEquivalentTo([.. common.Except(server.Plugin.MissingExtensions), .. server.Plugin.Extensions]);
        foreach (var alias in aliases)
            (await member.GetAsync($"extensions/{alias}")).Expect(HttpStatusCode.OK).One.Text("alias").Should().Be(alias);
        (await member.GetAsync("extensions/nothing")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [EveryCombination]
    public async Task Clients_of_2012_are_told_of_the_extensions_of_2012(string plugin, StoreKind store)
    {
        var server = await servers.OfAsync(plugin, store);
        var (member, _) = server.Tenant();

        var extensions = (await member.InFolsom().GetAsync("extensions")).Expect(HttpStatusCode.OK).Items;

        extensions.Select(extension => extension.Text("alias")).Should().Contain(Of2012.Except(server.Plugin.MissingExtensions));
        extensions.Should().OnlyContain(extension => extension.Text("namespace")!.Length > 0);
    }

    private static async Task<List<string>> AliasesAsync(ApiClient caller) =>
        [.. (await caller.GetAsync("extensions")).Expect(HttpStatusCode.OK).Items.Select(extension => extension.Text("alias")!)];
}
