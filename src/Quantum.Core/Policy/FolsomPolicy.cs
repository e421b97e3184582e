namespace Quantum.Core.Policy;

/// <summary>
/// The rules that Quantum 2012.2 shipped as <c>policy.json</c>: administrators, owners, and everybody. Whatever has no rule
/// here (most attributes) is for rule <c>default</c> to decide.
/// </summary>
internal static class FolsomPolicy
{
    private const string Always = "";
    private const string AdminOnly = "rule:admin_only";
    private const string AdminOrOwner = "rule:admin_or_owner";
    private const string AdminOrWritingOwner = "rule:admin_or_writing_owner";
    private const string Writer = "rule:writer";
    private const string SetProvider = "rule:extension:provider_network:set";
    private const string ViewProvider = "rule:extension:provider_network:view";
    private const string AdminOrNetworkOwner = "rule:admin_or_network_owner";

    public static IReadOnlyDictionary<string, string> Rules { get; } = new Dictionary<string, string>
    {
        ["context_is_admin"] = "role:admin",
        ["admin_or_owner"] = "role:admin or tenant_id:%(tenant_id)s",

        // The roles of 2012 knew no readers. A caller of today who may only read stays one: the profile is for him to choose.
        ["writer"] = "not role:reader or role:member or role:manager or role:admin",
        ["admin_or_writing_owner"] = "role:admin or (rule:writer and tenant_id:%(tenant_id)s)",
        ["admin_or_network_owner"] = "role:admin or (rule:writer and tenant_id:%(network_tenant_id)s)",
        ["admin_only"] = "role:admin",
        ["regular_user"] = Always,
        ["shared"] = "field:networks:shared=True",
        ["external"] = "field:networks:router:external=True",
        ["default"] = AdminOrOwner,

        ["extension:provider_network:view"] = AdminOnly,
        ["extension:provider_network:set"] = AdminOnly,
        ["extension:router:view"] = "rule:regular_user",
        ["extension:router:set"] = AdminOnly,
        ["extension:router:add_router_interface"] = AdminOrOwner,
        ["extension:router:remove_router_interface"] = AdminOrOwner,

        // Nothing asked for these four even then; operators' files refer to them.
        ["subnets:private:read"] = AdminOrOwner,
        ["subnets:private:write"] = AdminOrOwner,
        ["subnets:shared:read"] = "rule:regular_user",
        ["subnets:shared:write"] = AdminOnly,

        ["create_subnet"] = AdminOrNetworkOwner,
        ["get_subnet"] = "rule:admin_or_owner or rule:shared",
        ["update_subnet"] = AdminOrNetworkOwner,
        ["delete_subnet"] = AdminOrNetworkOwner,

        ["create_network"] = Writer,
        ["get_network"] = "rule:admin_or_owner or rule:shared or rule:external",
        ["create_network:shared"] = AdminOnly,
        ["create_network:router:external"] = AdminOnly,
        ["update_network"] = AdminOrWritingOwner,
        ["delete_network"] = AdminOrWritingOwner,

        ["create_port"] = Writer,
        ["create_port:mac_address"] = AdminOrNetworkOwner,
        ["create_port:fixed_ips"] = AdminOrNetworkOwner,
        ["get_port"] = AdminOrOwner,
        ["update_port"] = AdminOrWritingOwner,
        ["update_port:fixed_ips"] = AdminOrNetworkOwner,
        ["delete_port"] = AdminOrWritingOwner,

        // Plugins of 2012 asked about these themselves, by a rule that several share.
        ["update_network:router:external"] = "rule:extension:router:set",
        ["create_network:provider:network_type"] = SetProvider,
        ["create_network:provider:physical_network"] = SetProvider,
        ["create_network:provider:segmentation_id"] = SetProvider,
        ["update_network:provider:network_type"] = SetProvider,
        ["update_network:provider:physical_network"] = SetProvider,
        ["update_network:provider:segmentation_id"] = SetProvider,
        ["get_network:provider:network_type"] = ViewProvider,
        ["get_network:provider:physical_network"] = ViewProvider,
        ["get_network:provider:segmentation_id"] = ViewProvider,
        ["add_router_interface"] = "rule:writer and rule:extension:router:add_router_interface",
        ["remove_router_interface"] = "rule:writer and rule:extension:router:remove_router_interface",

        ["create_router"] = AdminOrWritingOwner,
        ["update_router"] = AdminOrWritingOwner,
        ["delete_router"] = AdminOrWritingOwner,
        ["create_floatingip"] = AdminOrWritingOwner,
        ["update_floatingip"] = AdminOrWritingOwner,
        ["delete_floatingip"] = AdminOrWritingOwner,

        // In 2012 not rules but part of the program.
        ["get_quota"] = AdminOnly,
        ["update_quota"] = AdminOnly,
        ["delete_quota"] = AdminOnly,

        // In 2012 agents called over the message bus, which asked nobody.
        ["call_agent_method"] = "role:admin or role:service",
    };
}
