namespace Quantum.Core.Policy;

/// <summary>
/// Today's rules, under the names that Neutron gives them: project roles (manager, member, reader), administrators, and the
/// role that services use among each other. An attribute without a rule here is free to whoever may do the action.
/// </summary>
internal static class ModernPolicy
{
    private const string Admin = "rule:admin_only";
    private const string AdminOrService = "rule:admin_only or rule:service_api";
    private const string AdminOrMember = "rule:admin_only or rule:project_member";
    private const string AdminOrReader = "rule:admin_only or rule:project_reader";
    private const string AdminOrServiceOrMember = "rule:admin_only or rule:service_api or rule:project_member";
    private const string AdminOrNetworkMember = "rule:admin_only or rule:network_owner_member";
    private const string AdminOrMemberOrNetworkMember = "rule:admin_only or rule:project_member or rule:network_owner_member";
    private const string AdminOrServiceOrNetworkMember = "rule:admin_only or rule:service_api or rule:network_owner_member";
    private const string NetworkDevice = $"not rule:network_device or {AdminOrServiceOrNetworkMember}";
    private const string AdminOrGroupMember = "rule:admin_only or (rule:member and rule:sg_owner)";

    private const string NoWildcard =
        "rule:admin_only or (not field:rbac_policy:target_tenant=* and not field:rbac_policy:target_project=*)";

    public static IReadOnlyDictionary<string, string> Rules { get; } = new Dictionary<string, string>
    {
        // Who asks.
        ["context_is_admin"] = "role:admin",
        ["context_is_advsvc"] = "role:advsvc",
        ["admin_only"] = "rule:context_is_admin",
        ["service_api"] = "role:service",
        ["legacy_member"] = "legacy_member:True",
        ["manager"] = "role:manager",
        ["member"] = "role:member or rule:manager or rule:legacy_member",
        ["reader"] = "role:reader or rule:member",
        ["regular_user"] = "",
        ["admin_or_data_plane_int"] = "rule:context_is_admin or role:data_plane_integrator",

        // What it is asked about.
        ["owner"] = "project_id:%(project_id)s",
        ["network_owner"] = "project_id:%(network_tenant_id)s",
        ["sg_owner"] = "project_id:%(security_group_tenant_id)s",
        ["shared"] = "field:networks:shared=True",
        ["external"] = "field:networks:router:external=True",
        ["shared_security_group"] = "field:security_groups:shared=True",
        ["shared_subnetpools"] = "field:subnetpools:shared=True",
        ["shared_address_scopes"] = "field:address_scopes:shared=True",
        ["network_device"] = "field:ports:device_owner=~^network:",

        // Both together.
        ["project_manager"] = "rule:manager and rule:owner",
        ["project_member"] = "rule:member and rule:owner",
        ["project_reader"] = "rule:reader and rule:owner",
        ["network_owner_manager"] = "rule:manager and rule:network_owner",
        ["network_owner_member"] = "rule:member and rule:network_owner",
        ["network_owner_reader"] = "rule:reader and rule:network_owner",
        ["admin_or_owner"] = "rule:context_is_admin or rule:owner",
        ["admin_or_network_owner"] = "rule:context_is_admin or rule:network_owner",
        ["admin_owner_or_network_owner"] = "rule:owner or rule:admin_or_network_owner",
        ["default"] = "rule:admin_or_owner",

        ["create_network"] = AdminOrMember,
        ["create_network:shared"] = Admin,
        ["create_network:router:external"] = Admin,
        ["create_network:is_default"] = Admin,
        ["create_network:segments"] = Admin,
        ["create_network:port_security_enabled"] = AdminOrMember,
        ["create_network:provider:network_type"] = Admin,
        ["create_network:provider:physical_network"] = Admin,
        ["create_network:provider:segmentation_id"] = Admin,
        ["get_network"] = "rule:admin_only or rule:project_reader or rule:service_api or rule:shared or rule:external",
        ["get_network:segments"] = Admin,
        ["get_network:provider:network_type"] = Admin,
        ["get_network:provider:physical_network"] = Admin,
        ["get_network:provider:segmentation_id"] = Admin,
        ["update_network"] = AdminOrMember,
        ["update_network:shared"] = Admin,
        ["update_network:router:external"] = Admin,
        ["update_network:is_default"] = Admin,
        ["update_network:segments"] = Admin,
        ["update_network:port_security_enabled"] = AdminOrMember,
        ["update_network:provider:network_type"] = Admin,
        ["update_network:provider:physical_network"] = Admin,
        ["update_network:provider:segmentation_id"] = Admin,
        ["delete_network"] = AdminOrMember,

        ["create_subnet"] = AdminOrNetworkMember,
        ["create_subnet:segment_id"] = Admin,
        ["create_subnet:service_types"] = Admin,
        ["get_subnet"] = "rule:admin_only or rule:project_reader or rule:service_api or rule:shared or rule:external"
            + " or rule:network_owner_reader",
        ["get_subnet:segment_id"] = Admin,
        ["update_subnet"] = AdminOrMemberOrNetworkMember,
        ["update_subnet:segment_id"] = Admin,
        ["update_subnet:service_types"] = Admin,
        ["delete_subnet"] = AdminOrMemberOrNetworkMember,

        // A shared network is open to every project's members, not to those who may only read.
        ["create_port"] = $"{AdminOrServiceOrNetworkMember} or (rule:shared and rule:project_member)",
        ["create_port:device_owner"] = NetworkDevice,
        ["create_port:mac_address"] = AdminOrServiceOrNetworkMember,
        ["create_port:fixed_ips"] = $"{AdminOrServiceOrNetworkMember} or rule:shared",
        ["create_port:fixed_ips:ip_address"] = AdminOrServiceOrNetworkMember,
        ["create_port:fixed_ips:subnet_id"] = $"{AdminOrServiceOrNetworkMember} or rule:shared",
        ["create_port:port_security_enabled"] = AdminOrServiceOrNetworkMember,
        ["create_port:allowed_address_pairs"] = AdminOrServiceOrNetworkMember,
        ["create_port:allowed_address_pairs:mac_address"] = AdminOrServiceOrNetworkMember,
        ["create_port:allowed_address_pairs:ip_address"] = AdminOrServiceOrNetworkMember,
        ["create_port:binding:host_id"] = AdminOrService,
        ["create_port:binding:profile"] = "rule:service_api",
        ["create_port:binding:vnic_type"] = AdminOrServiceOrMember,
        ["get_port"] = "rule:admin_only or rule:service_api or rule:network_owner_reader or rule:project_reader",
        ["get_port:binding:vif_type"] = AdminOrService,
        ["get_port:binding:vif_details"] = AdminOrService,
        ["get_port:binding:host_id"] = AdminOrService,
        ["get_port:binding:profile"] = AdminOrService,
        ["get_port:resource_request"] = Admin,
        ["update_port"] = AdminOrServiceOrMember,
        ["update_port:device_owner"] = NetworkDevice,
        ["update_port:mac_address"] = "rule:admin_only or rule:service_api or rule:network_owner_manager",
        ["update_port:fixed_ips"] = AdminOrServiceOrNetworkMember,
        ["update_port:fixed_ips:ip_address"] = AdminOrServiceOrNetworkMember,
        ["update_port:fixed_ips:subnet_id"] = $"{AdminOrServiceOrNetworkMember} or rule:shared",
        ["update_port:port_security_enabled"] = AdminOrServiceOrNetworkMember,
        ["update_port:allowed_address_pairs"] = AdminOrServiceOrNetworkMember,
        ["update_port:allowed_address_pairs:mac_address"] = AdminOrServiceOrNetworkMember,
        ["update_port:allowed_address_pairs:ip_address"] = AdminOrServiceOrNetworkMember,
        ["update_port:binding:host_id"] = AdminOrService,
        ["update_port:binding:profile"] = "rule:service_api",
        ["update_port:binding:vnic_type"] = AdminOrServiceOrMember,
        ["update_port:data_plane_status"] = "rule:admin_or_data_plane_int",
        ["delete_port"] = $"{AdminOrServiceOrNetworkMember} or rule:project_member",

        ["create_port_binding"] = AdminOrService,
        ["get_port_binding"] = AdminOrService,
        ["update_port_binding"] = AdminOrService,
        ["delete_port_binding"] = AdminOrService,
        ["activate"] = AdminOrService,

        ["create_router"] = AdminOrMember,
        ["create_router:distributed"] = Admin,
        ["create_router:ha"] = Admin,
        ["create_router:external_gateway_info"] = AdminOrMember,
        ["create_router:external_gateway_info:network_id"] = AdminOrMember,
        ["create_router:external_gateway_info:enable_snat"] = Admin,
        ["create_router:external_gateway_info:external_fixed_ips"] = Admin,
        ["get_router"] = AdminOrReader,
        ["get_router:distributed"] = Admin,
        ["get_router:ha"] = Admin,
        ["update_router"] = AdminOrMember,
        ["update_router:distributed"] = Admin,
        ["update_router:ha"] = Admin,
        ["update_router:external_gateway_info"] = AdminOrMember,
        ["update_router:external_gateway_info:network_id"] = AdminOrMember,
        ["update_router:external_gateway_info:enable_snat"] = Admin,
        ["update_router:external_gateway_info:external_fixed_ips"] = Admin,
        ["delete_router"] = AdminOrMember,
        ["add_router_interface"] = AdminOrMember,
        ["remove_router_interface"] = AdminOrMember,
        ["add_extraroutes"] = AdminOrMember,
        ["remove_extraroutes"] = AdminOrMember,

        ["create_floatingip"] = AdminOrMember,
        ["create_floatingip:floating_ip_address"] = "rule:admin_only or rule:project_manager",
        ["get_floatingip"] = AdminOrReader,
        ["update_floatingip"] = AdminOrMember,
        ["delete_floatingip"] = AdminOrMember,

        ["create_security_group"] = AdminOrMember,
        ["get_security_group"] = $"{AdminOrReader} or rule:shared_security_group",
        ["update_security_group"] = AdminOrMember,
        ["delete_security_group"] = AdminOrMember,
        ["create_security_group_rule"] = AdminOrGroupMember,
        ["get_security_group_rule"] = $"{AdminOrReader} or (rule:reader and rule:sg_owner)",
        ["delete_security_group_rule"] = AdminOrGroupMember,

        ["restrict_wildcard"] = NoWildcard,
        ["create_rbac_policy"] = AdminOrMember,
        ["create_rbac_policy:target_tenant"] = NoWildcard,
        ["get_rbac_policy"] = AdminOrReader,
        ["update_rbac_policy"] = AdminOrMember,
        ["update_rbac_policy:target_tenant"] = NoWildcard,
        ["delete_rbac_policy"] = AdminOrMember,

        ["create_subnetpool"] = AdminOrMember,
        ["create_subnetpool:shared"] = Admin,
        ["create_subnetpool:is_default"] = Admin,
        ["get_subnetpool"] = $"{AdminOrReader} or rule:shared_subnetpools",
        ["update_subnetpool"] = AdminOrMember,
        ["update_subnetpool:is_default"] = Admin,
        ["delete_subnetpool"] = AdminOrMember,
        ["add_prefixes"] = AdminOrMember,
        ["remove_prefixes"] = AdminOrMember,

        ["create_address_scope"] = AdminOrMember,
        ["create_address_scope:shared"] = Admin,
        ["get_address_scope"] = $"{AdminOrReader} or rule:shared_address_scopes",
        ["update_address_scope"] = AdminOrMember,
        ["update_address_scope:shared"] = Admin,
        ["delete_address_scope"] = AdminOrMember,

        ["create_trunk"] = AdminOrMember,
        ["get_trunk"] = AdminOrReader,
        ["update_trunk"] = AdminOrMember,
        ["delete_trunk"] = AdminOrMember,
        ["get_subports"] = AdminOrReader,
        ["add_subports"] = AdminOrMember,
        ["remove_subports"] = AdminOrMember,

        ["get_auto_allocated_topology"] = AdminOrReader,
        ["delete_auto_allocated_topology"] = AdminOrMember,

        ["get_quota"] = Admin,
        ["update_quota"] = Admin,
        ["delete_quota"] = Admin,
        ["get_network_ip_availability"] = Admin,
        ["get_agent"] = Admin,
        ["update_agent"] = Admin,
        ["delete_agent"] = Admin,
        ["call_agent_method"] = AdminOrService,
    };
}
