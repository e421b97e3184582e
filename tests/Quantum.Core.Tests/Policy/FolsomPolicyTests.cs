using Quantum.Core.Policy;
using Quantum.Resources.Profiles;
using static Quantum.Core.Tests.Policy.PolicyTestHost;

namespace Quantum.Core.Tests.Policy;

public sealed class FolsomPolicyTests
{
    private const string Mine = "tenant_id=mine";
    private const string Other = "tenant_id=other";
    private const string OnMyNetwork = "tenant_id=other network_tenant_id=mine";
    private const string OnOtherNetwork = "tenant_id=mine network_tenant_id=other";

    private static readonly PolicyEngine Engine = BuiltIn();

    [Theory]
    [InlineData("create_network", "", Other, true)]
    [InlineData("create_network:shared", "", Mine, false)]
    [InlineData("create_network:shared", "admin", Mine, true)]
    [InlineData("create_network:router:external", "", Mine, false)]
    [InlineData("create_network:router:external", "ADMIN", Mine, true)]
    [InlineData("get_network", "", Mine, true)]
    [InlineData("get_network", "", Other, false)]
    [InlineData("get_network", "", "tenant_id=other shared=True", true)]
    [InlineData("get_network", "", "tenant_id=other shared=False router:external=True", true)]
    [InlineData("get_network", "admin", Other, true)]
    [InlineData("update_network", "", Mine, true)]
    [InlineData("update_network", "", "tenant_id=other shared=True", false)]
    [InlineData("update_network", "admin", Other, true)]
    [InlineData("update_network:shared", "", Mine, true)]
    [InlineData("update_network:router:external", "", Mine, false)]
    [InlineData("delete_network", "", Mine, true)]
    [InlineData("delete_network", "", Other, false)]
    [InlineData("create_subnet", "", OnMyNetwork, true)]
    [InlineData("create_subnet", "", OnOtherNetwork, false)]
    [InlineData("create_subnet", "", Mine, false)]
    [InlineData("create_subnet", "admin", OnOtherNetwork, true)]
    [InlineData("get_subnet", "", Mine, true)]
    [InlineData("get_subnet", "", Other, false)]
    [InlineData("get_subnet", "", "tenant_id=other shared=True", true)]
    [InlineData("get_subnet", "", "tenant_id=other network_shared=True", true)]
    [InlineData("get_subnet", "", "tenant_id=other network_external=True", false)]
    [InlineData("update_subnet", "", OnMyNetwork, true)]
    [InlineData("update_subnet", "", OnOtherNetwork, false)]
    [InlineData("delete_subnet", "", OnMyNetwork, true)]
    [InlineData("delete_subnet", "", OnOtherNetwork, false)]
    [InlineData("create_port", "", OnOtherNetwork, true)]
    [InlineData("create_port:mac_address", "", OnMyNetwork, true)]
    [InlineData("create_port:mac_address", "", OnOtherNetwork, false)]
    [InlineData("create_port:fixed_ips", "", OnMyNetwork, true)]
    [InlineData("create_port:fixed_ips", "", OnOtherNetwork, false)]
    [InlineData("create_port:fixed_ips", "admin", OnOtherNetwork, true)]
    [InlineData("get_port", "", OnOtherNetwork, true)]
    [InlineData("get_port", "", OnMyNetwork, false)]
    [InlineData("update_port", "", OnOtherNetwork, true)]
    [InlineData("update_port", "", OnMyNetwork, false)]
    [InlineData("update_port:fixed_ips", "", OnMyNetwork, true)]
    [InlineData("update_port:fixed_ips", "", OnOtherNetwork, false)]
    [InlineData("delete_port", "", OnOtherNetwork, true)]
    [InlineData("delete_port", "", OnMyNetwork, false)]
    [InlineData("delete_port:mac_address", "", OnMyNetwork, false)]
    [InlineData("create_router", "", Mine, true)]
    [InlineData("create_router", "", Other, false)]
    [InlineData("delete_floatingip", "", Mine, true)]
    [InlineData("delete_floatingip", "", Other, false)]
    [InlineData("extension:provider_network:view", "", Mine, false)]
    [InlineData("extension:provider_network:view", "admin", Mine, true)]
    [InlineData("extension:provider_network:set", "", Mine, false)]
    [InlineData("extension:provider_network:set", "admin", Mine, true)]
    [InlineData("get_quota", "", Mine, false)]
    [InlineData("get_quota", "admin", Other, true)]
    [InlineData("update_quota", "", Mine, false)]
    [InlineData("update_quota", "admin", Other, true)]
    [InlineData("delete_quota", "", Mine, false)]
    [InlineData("delete_quota", "admin", Other, true)]
    [InlineData("extension:router:view", "", Other, true)]
    [InlineData("extension:router:set", "", Mine, false)]
    [InlineData("extension:router:set", "admin", Mine, true)]
    [InlineData("extension:router:add_router_interface", "", Mine, true)]
    [InlineData("extension:router:add_router_interface", "", Other, false)]
    [InlineData("extension:router:remove_router_interface", "", Mine, true)]
    [InlineData("extension:router:remove_router_interface", "", Other, false)]
    [InlineData("subnets:private:read", "", Mine, true)]
    [InlineData("subnets:private:write", "", Other, false)]
    [InlineData("subnets:shared:read", "", Other, true)]
    [InlineData("subnets:shared:write", "", Mine, false)]
    [InlineData("context_is_admin", "", Mine, false)]
    [InlineData("context_is_admin", "admin", Other, true)]
    [InlineData("regular_user", "", Other, true)]
    public void Default_rule_decides(string rule, string roles, string target, bool expected)
    {
        var caller = Caller(roles, profile: ApiProfile.Folsom) with { IsAdmin = false };

        Engine.Allows(caller, rule, Target(target)).Should().Be(expected);
    }

    [Fact]
    public void Any_role_may_write_but_a_mere_reader()
    {
        Engine.Allows(Caller("_member_", profile: ApiProfile.Folsom), "update_network", Target(Mine)).Should().BeTrue();
        Engine.Allows(Caller("member,reader", profile: ApiProfile.Folsom), "update_network", Target(Mine)).Should().BeTrue();
        Engine.Allows(Caller("reader", profile: ApiProfile.Folsom), "get_network", Target(Mine)).Should().BeTrue();
        foreach (var rule in new[] { "create_network", "update_network", "delete_network", "create_subnet", "create_port", "update_port", "delete_port" })
            Engine.Allows(Caller("reader", profile: ApiProfile.Folsom), rule, Target(Mine)).Should().BeFalse(rule);
    }
}
