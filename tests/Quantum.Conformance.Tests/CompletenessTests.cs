using System.Reflection;
using Quantum.Conformance.Tests.Hosting;
using Quantum.Conformance.Tests.Plugins;
using Quantum.Core.Plugins;
using Quantum.TestSupport;

namespace Quantum.Conformance.Tests;

/// <summary>Nothing is missing from the suite: no plugin, no database, no test of it.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_plugin_has_a_case()
    {
        Assembly[] assemblies = [typeof(INetworkPlugin).Assembly, Assembly.Load("Quantum.Plugins")];
        var plugins = assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsAssignableTo(typeof(INetworkPlugin)) && !type.IsAbstract)
            .Select(type => type.Name[..^"Plugin".Length]);

        PluginCases.All.Select(plugin => plugin.Name).Should().OnlyHaveUniqueItems().And.Contain(plugins);
    }

    [Fact]
    public void Every_plugin_runs_on_every_database()
    {
        foreach (var plugin in PluginCases.All)
        {
            foreach (var store in Enum.GetValues<StoreKind>())
                EveryCombinationAttribute.All.Should().ContainSingle(row => plugin.Name.Equals(row[0]) && store.Equals(row[1]));
        }
    }

    [Fact]
    public void Every_test_runs_with_every_combination()
    {
        var tests = typeof(CompletenessTests).Assembly.GetTypes().Where(type => type != typeof(CompletenessTests))
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .ToList();

        tests.Should().NotBeEmpty().And.OnlyContain(test => test.GetCustomAttribute<EveryCombinationAttribute>() != null);
    }

    [Fact]
    public void Every_exception_is_about_a_plugin_and_written_once()
    {
        WrittenExceptions.All.Select(exception => (exception.Plugin, exception.Capability)).Should().OnlyHaveUniqueItems();
        WrittenExceptions.All.Should().AllSatisfy(exception =>
        {
            PluginCases.All.Should().Contain(plugin => plugin.Name == exception.Plugin);
            exception.Why.Should().NotBeEmpty();
        });
    }
}
