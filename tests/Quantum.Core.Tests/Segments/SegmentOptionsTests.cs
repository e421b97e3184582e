using System.ComponentModel.DataAnnotations;
using Quantum.Core.Segments;
using Quantum.Resources.ProviderNetworks;

namespace Quantum.Core.Tests.Segments;

public sealed class SegmentOptionsTests
{
    private static readonly NetworkType[] AllTypes = Enum.GetValues<NetworkType>();

    [Fact]
    public void Networks_are_local_without_configuration()
    {
        var options = new SegmentOptions();

        var plan = options.ToPlan(AllTypes);

        Failures(options).Should().BeEmpty();
        plan.TenantType.Should().Be(NetworkType.Local);
        plan.PhysicalNetworks.Should().BeEmpty();
        plan.AcceptsAnyPhysicalNetwork.Should().BeFalse();
        plan.EnableTunneling.Should().BeFalse();
    }

    [Theory]
    [InlineData("local", NetworkType.Local)]
    [InlineData("vlan", NetworkType.Vlan)]
    [InlineData("gre", NetworkType.Gre)]
    [InlineData("vxlan", NetworkType.Vxlan)]
    [InlineData("none", null)]
    public void Tenant_network_type_is_read(string text, NetworkType? expected)
    {
        var options = new SegmentOptions { TenantNetworkType = text, EnableTunneling = true };

        Failures(options).Should().BeEmpty();
        options.ToPlan(AllTypes).TenantType.Should().Be(expected);
    }

    [Fact]
    public void Physical_networks_are_those_with_ranges_and_those_without()
    {
        var plan = new SegmentOptions { NetworkVlanRanges = ["b:1:9", "a", "b:100:4094"] }.ToPlan(AllTypes);

        plan.PhysicalNetworks.Should().BeEquivalentTo("a", "b");
        plan.Knows("a").Should().BeTrue();
        plan.Knows("c").Should().BeFalse();
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("VLAN")]
    [InlineData("")]
    public void Unknown_tenant_network_type_is_refused(string text) =>
        MustRefuse(new() { TenantNetworkType = text }, nameof(SegmentOptions.TenantNetworkType));

    [Theory]
    [InlineData("gre")]
    [InlineData("vxlan")]
    public void Tenant_networks_in_tunnels_need_tunnels(string text) =>
        MustRefuse(new() { TenantNetworkType = text }, nameof(SegmentOptions.TenantNetworkType));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":1:9")]
    [InlineData("a:1")]
    [InlineData("a:1:2:3")]
    [InlineData("a:x:9")]
    [InlineData("a:9:1")]
    [InlineData("a:0:9")]
    [InlineData("a:1:4095")]
    [InlineData("a:-1:9")]
    public void Malformed_vlan_range_is_refused(string range) =>
        MustRefuse(new() { NetworkVlanRanges = ["fine:1:9", range] }, nameof(SegmentOptions.NetworkVlanRanges));

    [Fact]
    public void Long_name_of_a_physical_network_is_refused() =>
        MustRefuse(new() { NetworkVlanRanges = [new string('p', 65)] }, nameof(SegmentOptions.NetworkVlanRanges));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("a:9")]
    [InlineData("9:1")]
    [InlineData("1:2:3")]
    [InlineData("0:16777216")]
    [InlineData("1:2147483648")]
    public void Malformed_tunnel_range_is_refused(string range) =>
        MustRefuse(new() { TunnelIdRanges = [range] }, nameof(SegmentOptions.TunnelIdRanges));

    [Theory]
    [InlineData("9:1")]
    [InlineData("0:9")]
    [InlineData("1:16777216")]
    public void Malformed_vni_range_is_refused(string range) =>
        MustRefuse(new() { VniRanges = [range] }, nameof(SegmentOptions.VniRanges));

    [Fact]
    public void Tenant_network_type_that_the_plugin_cannot_build_is_refused()
    {
        var plan = () => new SegmentOptions { TenantNetworkType = "vlan" }.ToPlan([NetworkType.Local]);

        plan.Should().Throw<ValidationException>().WithMessage("TenantNetworkType: 'vlan' *");
    }

    private static void MustRefuse(SegmentOptions options, string key)
    {
        var plan = () => options.ToPlan(AllTypes);

        Failures(options).Should().ContainSingle().Which.MemberNames.Should().Equal(key);
        plan.Should().Throw<ValidationException>().WithMessage($"{key}: *");
    }

    private static List<ValidationResult> Failures(SegmentOptions options)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true);
        return failures;
    }
}
