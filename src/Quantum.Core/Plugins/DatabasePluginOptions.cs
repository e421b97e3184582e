using Quantum.Core.Segments;

namespace Quantum.Core.Plugins;

/// <summary>
/// What carries networks when the plugin is <c>Database</c>; section <c>Quantum:Database</c>. Nothing real stands behind it, so tunnels
/// are allowed and, unless some are listed, physical networks may have any name.
/// </summary>
public sealed class DatabasePluginOptions : SegmentOptions
{
    /// <summary>Sets the defaults that differ.</summary>
    public DatabasePluginOptions() => EnableTunneling = true;

    /// <inheritdoc />
    protected override bool AcceptsAnyByDefault => true;
}
