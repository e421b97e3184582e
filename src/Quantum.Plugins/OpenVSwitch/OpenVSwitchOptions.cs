using Quantum.Core.Segments;

namespace Quantum.Plugins.OpenVSwitch;

/// <summary>What carries networks when the plugin is <c>OpenVSwitch</c>; section <c>Quantum:OpenVSwitch</c>.</summary>
public sealed class OpenVSwitchOptions : SegmentOptions;
