using Quantum.Core.Policy;
using static Quantum.Core.Tests.Policy.PolicyTestHost;

namespace Quantum.Core.Tests.Policy;

public sealed class ModernPolicyTests : IDisposable
{
    private const string Mine = "tenant_id=mine";
    private const string Other = "tenant_id=other";
    private const string Shared = "tenant_id=other shared=True";
    private const string External = "tenant_id=other router:external=True";
    private const string OnMyNetwork = "tenant_id=other network_tenant_id=mine network_shared=False";
    private const string OnOtherNetwork = "tenant_id=mine network_tenant_id=other network_shared=False";
    private const string OnSharedNetwork = "tenant_id=mine network_tenant_id=other network_shared=True";

    private static readonly PolicyEngine Engine = BuiltIn();

    private readonly PolicyTestHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("create_network", "reader", Mine, false)]
    [InlineData("create_network", "member", Mine, true)]
    [InlineData("create_network", "manager", Mine, true)]
    [InlineData("create_network", "service", Mine, false)]
    [InlineData("create_network", "member", Other, false)]
    [InlineData("create_network", "admin", Other, true)]
    [InlineData("create_network:shared", "manager", Mine, false)]
    [InlineData("create_network:shared", "admin", Other, true)]
    [InlineData("create_network:router:external", "member", Mine, false)]
    [InlineData("create_network:provider:network_type", "member", Mine, false)]
    [InlineData("create_network:provider:network_type", "admin", Mine, true)]
    [InlineData("create_network:port_security_enabled", "member", Mine, true)]
    [InlineData("get_network", "reader", Mine, true)]
    [InlineData("get_network", "member", Mine, true)]
    [InlineData("get_network", "reader", Other, false)]
    [InlineData("get_network", "reader", Shared, true)]
    [InlineData("get_network", "reader", External, true)]
    [InlineData("get_network", "service", Other, true)]
    [InlineData("get_network", "admin", Other, true)]
    [InlineData("get_network:provider:network_type", "member", Mine, false)]
    [InlineData("get_network:provider:network_type", "admin", Other, true)]
    [InlineData("get_network:segments", "service", Mine, false)]
    [InlineData("update_network", "reader", Mine, false)]
    [InlineData("update_network", "member", Mine, true)]
    [InlineData("update_network", "member", Shared, false)]
    [InlineData("update_network:shared", "member", Mine, false)]
    [InlineData("update_network:router:external", "admin", Mine, true)]
    [InlineData("delete_network", "reader", Mine, false)]
    [InlineData("delete_network", "member", Mine, true)]
    public void Default_rule_decides_about_networks(string rule, string roles, string target, bool expected) =>
        Decide(rule, roles, target).Should().Be(expected);

    [Theory]
    [InlineData("create_subnet", "member", OnMyNetwork, true)]
    [InlineData("create_subnet", "reader", OnMyNetwork, false)]
    [InlineData("create_subnet", "member", OnOtherNetwork, false)]
    [InlineData("create_subnet", "member", OnSharedNetwork, false)]
    [InlineData("create_subnet", "admin", OnOtherNetwork, true)]
    [InlineData("create_subnet:segment_id", "member", OnMyNetwork, false)]
    [InlineData("create_subnet:service_types", "admin", OnMyNetwork, true)]
    [InlineData("get_subnet", "reader", Mine, true)]
    [InlineData("get_subnet", "reader", Other, false)]
    [InlineData("get_subnet", "reader", OnMyNetwork, true)]
    [InlineData("get_subnet", "reader", "tenant_id=other network_shared=True", true)]
    [InlineData("get_subnet", "reader", "tenant_id=other network_external=True", true)]
    [InlineData("get_subnet", "service", Other, true)]
    [InlineData("update_subnet", "member", OnOtherNetwork, true)]
    [InlineData("update_subnet", "member", OnMyNetwork, true)]
    [InlineData("update_subnet", "reader", OnMyNetwork, false)]
    [InlineData("update_subnet", "member", Other, false)]
    [InlineData("delete_subnet", "member", OnMyNetwork, true)]
    [InlineData("delete_subnet", "reader", OnOtherNetwork, false)]
    public void Default_rule_decides_about_subnets(string rule, string roles, string target, bool expected) =>
        Decide(rule, roles, target).Should().Be(expected);

    [Theory]
    [InlineData("create_port", "member", OnMyNetwork, true)]
    [InlineData("create_port", "member", OnOtherNetwork, false)]
    [InlineData("create_port", "member", OnSharedNetwork, true)]
    [InlineData("create_port", "reader", OnMyNetwork, false)]
    [InlineData("create_port", "reader", OnSharedNetwork, false)]
    [InlineData("create_port", "service", OnOtherNetwork, true)]
    [InlineData("create_port", "admin", OnOtherNetwork, true)]
    [InlineData("create_port:device_owner", "member", OnSharedNetwork + " device_owner=compute:nova", true)]
    [InlineData("create_port:device_owner", "member", OnSharedNetwork + " device_owner=network:dhcp", false)]
    [InlineData("create_port:device_owner", "member", OnMyNetwork + " device_owner=network:dhcp", true)]
    [InlineData("create_port:device_owner", "service", OnSharedNetwork + " device_owner=network:dhcp", true)]
    [InlineData("create_port:mac_address", "member", OnSharedNetwork, false)]
    [InlineData("create_port:mac_address", "member", OnMyNetwork, true)]
    [InlineData("create_port:mac_address", "service", OnOtherNetwork, true)]
    [InlineData("create_port:fixed_ips", "member", OnSharedNetwork, true)]
    [InlineData("create_port:fixed_ips", "member", OnOtherNetwork, false)]
    [InlineData("create_port:fixed_ips:ip_address", "member", OnSharedNetwork, false)]
    [InlineData("create_port:fixed_ips:ip_address", "member", OnMyNetwork, true)]
    [InlineData("create_port:fixed_ips:subnet_id", "member", OnSharedNetwork, true)]
    [InlineData("create_port:port_security_enabled", "member", OnSharedNetwork, false)]
    [InlineData("create_port:allowed_address_pairs", "member", OnMyNetwork, true)]
    [InlineData("create_port:binding:host_id", "member", OnMyNetwork, false)]
    [InlineData("create_port:binding:host_id", "admin", OnMyNetwork, true)]
    [InlineData("create_port:binding:host_id", "service", OnMyNetwork, true)]
    [InlineData("create_port:binding:profile", "admin", OnMyNetwork, false)]
    [InlineData("create_port:binding:profile", "admin,service", OnMyNetwork, true)]
    [InlineData("create_port:binding:vnic_type", "member", OnSharedNetwork, true)]
    [InlineData("create_port:binding:vnic_type", "reader", OnSharedNetwork, false)]
    [InlineData("get_port", "reader", OnOtherNetwork, true)]
    [InlineData("get_port", "reader", OnMyNetwork, true)]
    [InlineData("get_port", "reader", "tenant_id=other network_tenant_id=other network_shared=True", false)]
    [InlineData("get_port:binding:vif_type", "member", OnMyNetwork, false)]
    [InlineData("get_port:binding:vif_type", "service", OnMyNetwork, true)]
    [InlineData("get_port:resource_request", "service", OnMyNetwork, false)]
    [InlineData("update_port", "member", OnOtherNetwork, true)]
    [InlineData("update_port", "member", OnMyNetwork, false)]
    [InlineData("update_port", "reader", OnOtherNetwork, false)]
    [InlineData("update_port:mac_address", "member", OnMyNetwork, false)]
    [InlineData("update_port:mac_address", "manager", OnMyNetwork, true)]
    [InlineData("update_port:mac_address", "manager", OnOtherNetwork, false)]
    [InlineData("update_port:fixed_ips", "member", OnMyNetwork, true)]
    [InlineData("update_port:fixed_ips", "member", OnSharedNetwork, false)]
    [InlineData("update_port:device_owner", "member", OnSharedNetwork + " device_owner=network:dhcp", false)]
    [InlineData("update_port:binding:profile", "admin", OnMyNetwork, false)]
    [InlineData("delete_port", "member", OnMyNetwork, true)]
    [InlineData("delete_port", "member", OnSharedNetwork, true)]
    [InlineData("delete_port", "reader", OnMyNetwork, false)]
    [InlineData("delete_port", "member", Other, false)]
    public void Default_rule_decides_about_ports(string rule, string roles, string target, bool expected) =>
        Decide(rule, roles, target).Should().Be(expected);

    [Theory]
    [InlineData("create_router", "member", Mine, true)]
    [InlineData("create_router", "reader", Mine, false)]
    [InlineData("create_router:ha", "member", Mine, false)]
    [InlineData("create_router:external_gateway_info", "member", Mine, true)]
    [InlineData("create_router:external_gateway_info:enable_snat", "member", Mine, false)]
    [InlineData("get_router", "reader", Mine, true)]
    [InlineData("get_router:distributed", "reader", Mine, false)]
    [InlineData("add_router_interface", "member", Mine, true)]
    [InlineData("add_router_interface", "member", Other, false)]
    [InlineData("create_floatingip", "member", Mine, true)]
    [InlineData("create_floatingip:floating_ip_address", "member", Mine, false)]
    [InlineData("create_floatingip:floating_ip_address", "manager", Mine, true)]
    [InlineData("get_floatingip", "reader", Other, false)]
    [InlineData("get_security_group", "reader", Shared, true)]
    [InlineData("create_security_group_rule", "member", "tenant_id=other security_group_tenant_id=mine", true)]
    [InlineData("create_security_group_rule", "member", "tenant_id=mine security_group_tenant_id=other", false)]
    [InlineData("get_quota", "member", Mine, false)]
    [InlineData("update_quota", "member", Mine, false)]
    [InlineData("update_quota", "admin", Other, true)]
    [InlineData("get_agent", "member", Mine, false)]
    public void Default_rule_decides_about_the_rest(string rule, string roles, string target, bool expected) =>
        Decide(rule, roles, target).Should().Be(expected);

    [Theory]
    [InlineData("", true)]
    [InlineData("Member", true)]
    [InlineData("_member_", true)]
    [InlineData("auditor", true)]
    [InlineData("Reader", false)]
    [InlineData("_member_,reader", false)]
    [InlineData("service", false)]
    public void Roles_of_2012_count_as_member(string roles, bool expected) =>
        Decide("create_network", roles, Mine).Should().Be(expected);

    [Fact]
    public void Legacy_member_can_be_switched_off()
    {
        var engine = host.Engine("""{"legacy_member": "!"}""");

        engine.Allows(Caller("_member_"), "create_network", Target(Mine)).Should().BeFalse();
        engine.Allows(Caller("member"), "create_network", Target(Mine)).Should().BeTrue();
    }

    [Fact]
    public void Binding_profile_can_be_opened_to_administrators()
    {
        var engine = host.Engine("""{"create_port:binding:profile": "rule:admin_only or rule:service_api"}""");

        engine.Allows(Caller("admin"), "create_port:binding:profile", Target(OnMyNetwork)).Should().BeTrue();
    }

    private static bool Decide(string rule, string roles, string target) =>
        Engine.Allows(Caller(roles) with { IsAdmin = roles.Contains("admin", StringComparison.Ordinal) }, rule, Target(target));
}
