using System.ComponentModel.DataAnnotations;
using Quantum.Core.Segments;

namespace Quantum.Plugins.LinuxBridge;

/// <summary>
/// What carries networks when the plugin is <c>LinuxBridge</c>; section <c>Quantum:LinuxBridge</c>. It builds no tunnels, so their
/// ranges have no effect.
/// </summary>
public sealed class LinuxBridgeOptions : SegmentOptions
{
    /// <summary>
    /// What ports that are bound to a host report as <c>binding:vif_type</c>: <c>ovs</c>, or <c>bridge</c> for compute services that
    /// still know bridges. Default ovs.
    /// </summary>
    [RegularExpression("^(bridge|ovs)$", ErrorMessage = "must be bridge or ovs")]
    public string VifType { get; set; } = "ovs";

    /// <inheritdoc />
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var failure in base.Validate(validationContext))
            yield return failure;
        if (TenantNetworkType is "gre" or "vxlan")
            yield return new($"'{TenantNetworkType}' is not a type that the plugin supports", [nameof(TenantNetworkType)]);
    }
}
