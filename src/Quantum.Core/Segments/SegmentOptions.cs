using System.ComponentModel.DataAnnotations;
using Quantum.Core.Allocation;
using Quantum.Resources.Networks;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Segments;

/// <summary>What may carry networks; in the section of the plugin, whose own options derive from these.</summary>
public class SegmentOptions : IValidatableObject
{
    private const string AnyPhysicalNetwork = "*";
    private const string NoType = "none";

    /// <summary>
    /// What carries networks whose creator does not choose: <c>local</c> (default), <c>vlan</c>, <c>gre</c>, <c>vxlan</c>, or
    /// <c>none</c> to refuse them.
    /// </summary>
    public string TenantNetworkType { get; set; } = "local";

    /// <summary>
    /// The physical networks, each as <c>name:min:max</c> with VLAN ids for automatic choice (1 to 4094), as <c>name</c> without,
    /// or <c>*</c> for any name. Default: none.
    /// </summary>
    public string[] NetworkVlanRanges { get; set; } = [];

    /// <summary>GRE tunnel keys for automatic choice, each as <c>min:max</c> within 0 to 2147483647. Default: none.</summary>
    public string[] TunnelIdRanges { get; set; } = [];

    /// <summary>VXLAN network identifiers for automatic choice, each as <c>min:max</c> within 1 to 16777215. Default: none.</summary>
    public string[] VniRanges { get; set; } = [];

    /// <summary>Allows networks of type <c>gre</c> and <c>vxlan</c>. Default false.</summary>
    public bool EnableTunneling { get; set; }

    /// <summary>Bytes of the largest packet on the physical networks, from which that of tunnels follows. Default 1500.</summary>
    [Range(576, 65535)]
    public int GlobalPhysnetMtu { get; set; } = Network.UsualMtu;

    /// <summary>True when physical networks may have any name while none is listed.</summary>
    protected virtual bool AcceptsAnyByDefault => false;

    /// <inheritdoc />
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Failures();

    /// <summary>The plan of a plugin that can build these types.</summary>
    /// <exception cref="ValidationException">A value is not acceptable; the message names its key.</exception>
    public SegmentPlan ToPlan(IReadOnlyList<NetworkType> supported)
    {
        ArgumentNullException.ThrowIfNull(supported);
        var tenantType = TypeOf(TenantNetworkType);
        if (Failures().FirstOrDefault() is { } failure)
            throw new ValidationException($"{failure.MemberNames.First()}: {failure.ErrorMessage}");
        if (tenantType is { } type && !supported.Contains(type))
            throw new ValidationException($"{nameof(TenantNetworkType)}: '{TenantNetworkType}' is not a type that the plugin supports");

        var physical = NetworkVlanRanges.Where(entry => entry != AnyPhysicalNetwork).Select(entry => ParseVlans(entry)!.Value).ToList();
        return new()
        {
            Supported = [.. supported],
            TenantType = tenantType,
            PhysicalNetworks = physical.Select(item => item.Name).ToHashSet(StringComparer.Ordinal),
            AcceptsAnyPhysicalNetwork = NetworkVlanRanges.Contains(AnyPhysicalNetwork) || (AcceptsAnyByDefault && NetworkVlanRanges.Length == 0),
            EnableTunneling = EnableTunneling,
            GlobalPhysnetMtu = GlobalPhysnetMtu,
            Pools =
            [
                .. physical.Where(item => item.Ids is not null)
                    .GroupBy(item => item.Name, item => item.Ids!.Value, StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new SegmentPool(NetworkType.Vlan, group.Key, SegmentRange.Merge(group))),
                TunnelPool(NetworkType.Gre, TunnelIdRanges),
                TunnelPool(NetworkType.Vxlan, VniRanges),
            ],
        };
    }

    private static SegmentPool TunnelPool(NetworkType type, string[] ranges) =>
        new(type, physicalNetwork: null, SegmentRange.Merge(ranges.Select(range => SegmentRange.Parse(range, SegmentLimits.Of(type))!.Value)));

    private static (string Name, NumberRange? Ids)? ParseVlans(string entry) =>
        SegmentRange.ParseNamed(entry, SegmentLimits.Vlan, NetworkSegment.PhysicalNetworkLength);

    private static NetworkType? TypeOf(string text) => text switch
    {
        "local" => NetworkType.Local,
        "vlan" => NetworkType.Vlan,
        "gre" => NetworkType.Gre,
        "vxlan" => NetworkType.Vxlan,
        _ => null,
    };

    private IEnumerable<ValidationResult> Failures()
    {
        var type = TypeOf(TenantNetworkType);
        if (type is null && TenantNetworkType != NoType)
            yield return Failure(nameof(TenantNetworkType), $"'{TenantNetworkType}' is not one of local, vlan, gre, vxlan, none");
        if (type is NetworkType.Gre or NetworkType.Vxlan && !EnableTunneling)
            yield return Failure(nameof(TenantNetworkType), $"'{TenantNetworkType}' needs {nameof(EnableTunneling)}");
        foreach (var entry in NetworkVlanRanges.Where(entry => entry != AnyPhysicalNetwork && ParseVlans(entry) is null))
            yield return Failure(nameof(NetworkVlanRanges), $"'{entry}' is neither name:min:max with VLAN ids from 1 to 4094, nor name, nor *");
        foreach (var entry in TunnelIdRanges.Where(entry => SegmentRange.Parse(entry, SegmentLimits.Gre) is null))
            yield return Failure(nameof(TunnelIdRanges), $"'{entry}' is not min:max with at most 16777216 ids from 0 to 2147483647");
        foreach (var entry in VniRanges.Where(entry => SegmentRange.Parse(entry, SegmentLimits.Vxlan) is null))
            yield return Failure(nameof(VniRanges), $"'{entry}' is not min:max with ids from 1 to 16777215");
    }

    private static ValidationResult Failure(string key, string message) => new(message, [key]);
}
