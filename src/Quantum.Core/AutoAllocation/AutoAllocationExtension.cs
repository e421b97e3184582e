using Quantum.Core.Plugins;

namespace Quantum.Core.AutoAllocation;

/// <summary>The extension of plugins that route and have subnet pools: of these, topologies are made.</summary>
internal static class AutoAllocationExtension
{
    public static ApiExtension Instance { get; } =
        new("auto-allocated-topology", "Auto Allocated Topology Services", "Auto Allocated Topology Services.", "2016-01-01T00:00:00-00:00");
}
