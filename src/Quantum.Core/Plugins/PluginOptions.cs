using System.ComponentModel.DataAnnotations;

namespace Quantum.Core.Plugins;

/// <summary>Which class every change is dispatched to; section <c>Quantum</c>.</summary>
public sealed class PluginOptions
{
    /// <summary>
    /// A short name (<c>Database</c>, default, <c>OpenVSwitch</c>, <c>LinuxBridge</c>, <c>OpenFlow</c>, <c>Meta</c>) or an
    /// assembly-qualified type name (<c>Namespace.Type, Assembly</c>).
    /// </summary>
    public string Plugin { get; set; } = "Database";

    /// <summary>Folder in which assemblies of plugins are looked for too. Default: none.</summary>
    public string? PluginPath { get; set; }

    /// <summary>Seconds that the plugin's backend has to take over a committed change; then it counts as failed. Default 60.</summary>
    [Range(1, 3600)]
    public int BackendTimeout { get; set; } = 60;
}
