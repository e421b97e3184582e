using System.Reflection;
using Quantum.Conformance.Tests.Plugins;
using Quantum.TestSupport;
using Xunit.Sdk;

namespace Quantum.Conformance.Tests.Hosting;

/// <summary>Runs a theory with every plugin on every database: parameters <c>string plugin, StoreKind store</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryCombinationAttribute : DataAttribute
{
    /// <summary>All combinations.</summary>
    public static IEnumerable<object[]> All =>
        from plugin in PluginCases.All
        from store in Enum.GetValues<StoreKind>()
        select new object[] { plugin.Name, store };

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => All;
}
