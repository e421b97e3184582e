namespace Quantum.Server.Tests.Access;

/// <summary>
/// Who may do what, as the rules of Neutron (modern) and of Quantum 2012.2 (folsom) have it. The objects belong to the project of
/// <c>owner</c> and <c>reader</c>; <c>other</c> is a member of another project, <c>admin</c> and <c>service</c> work for projects of
/// their own, <c>nobody</c> has neither project nor role. <c>ok</c>: it is done, and a list has it; numbers are statuses; for a list,
/// 404 says that it has not got the object. <c>create</c> is for the owner's project, <c>join</c> for one's own on the owner's network;
/// <c>tags</c> reads tags, <c>tag</c> changes them.
/// </summary>
internal static class AccessTables
{
    public const string Modern = """
        object                   action                                       owner  reader other  admin  service nobody
        network                  create                                       ok     403    400    ok     403     400
        network                  list show tags                               ok     ok     404    ok     ok      404
        network                  update delete tag                            ok     403    404    ok     403     404
        network/shared           list show tags                               ok     ok     ok     ok     ok      404
        network/shared           update delete tag                            ok     403    403    ok     403     404
        network/external         list show tags                               ok     ok     ok     ok     ok      404
        network/external         update delete tag                            ok     403    403    ok     403     404
        network/rbac             list show tags                               ok     ok     ok     ok     ok      404
        network/rbac             update tag                                   ok     403    403    ok     403     404

        subnet                   create                                       ok     403    400    ok     403     400
        subnet                   join                                         ok     403    404    ok     403     400
        subnet                   list show tags                               ok     ok     404    ok     ok      404
        subnet                   update delete tag                            ok     403    404    ok     403     404
        subnet/shared            join                                         ok     403    403    ok     403     400
        subnet/shared            list show tags                               ok     ok     ok     ok     ok      404
        subnet/shared            update delete tag                            ok     403    403    ok     403     404
        subnet/external          join                                         ok     403    403    ok     403     400
        subnet/external          list show tags                               ok     ok     404    ok     ok      404
        subnet/external          update delete tag                            ok     403    404    ok     403     404
        subnet/rbac              join                                         ok     403    403    ok     403     400
        subnet/rbac              list show tags                               ok     ok     ok     ok     ok      404
        subnet/rbac              update delete tag                            ok     403    403    ok     403     404

        port                     create                                       ok     403    400    ok     ok      400
        port                     join                                         ok     403    404    ok     ok      400
        port                     list show tags                               ok     ok     404    ok     ok      404
        port                     update delete tag                            ok     403    404    ok     ok      404
        port/shared              join                                         ok     403    ok     ok     ok      400
        port/shared              list show tags                               ok     ok     404    ok     ok      404
        port/shared              update delete tag                            ok     403    404    ok     ok      404
        port/external            join                                         ok     403    403    ok     ok      400
        port/rbac                join                                         ok     403    ok     ok     ok      400
        port/rbac                list show tags                               ok     ok     404    ok     ok      404
        port/of-guest            list show tags                               ok     ok     404    ok     ok      404
        port/of-guest            update tag                                   403    403    404    ok     ok      404
        port/of-guest            delete                                       ok     403    404    ok     ok      404
        binding                  list show                                    404    404    404    ok     ok      404
        binding                  create update delete activate                403    403    404    ok     ok      404

        router                   create                                       ok     403    400    ok     403     400
        router                   list show tags                               ok     ok     404    ok     404     404
        router                   update delete tag                            ok     403    404    ok     404     404
        router                   add_router_interface remove_router_interface ok     403    404    ok     404     404
        router                   add_extraroutes remove_extraroutes           ok     403    404    ok     404     404
        floatingip               create                                       ok     403    400    ok     403     400
        floatingip               list show tags                               ok     ok     404    ok     404     404
        floatingip               update delete tag                            ok     403    404    ok     404     404

        security_group           create                                       ok     403    400    ok     403     400
        security_group           list show tags                               ok     ok     404    ok     404     404
        security_group           update delete tag                            ok     403    404    ok     404     404
        security_group_rule      create                                       ok     403    400    ok     403     400
        security_group_rule      join                                         ok     403    404    ok     403     400
        security_group_rule      list show                                    ok     ok     404    ok     404     404
        security_group_rule      delete                                       ok     403    404    ok     404     404
        rbac_policy              create                                       ok     403    400    ok     403     400
        rbac_policy              list show                                    ok     ok     404    ok     404     404
        rbac_policy              update delete                                ok     403    404    ok     404     404

        subnetpool               create                                       ok     403    400    ok     403     400
        subnetpool               list show tags                               ok     ok     404    ok     404     404
        subnetpool               update delete tag                            ok     403    404    ok     404     404
        subnetpool               add_prefixes remove_prefixes                 ok     403    404    ok     404     404
        subnetpool/shared        list show tags                               ok     ok     ok     ok     ok      404
        subnetpool/shared        update delete tag                            ok     403    403    ok     403     404
        subnetpool/shared        add_prefixes remove_prefixes                 ok     403    403    ok     403     404
        address_scope            create                                       ok     403    400    ok     403     400
        address_scope            list show                                    ok     ok     404    ok     404     404
        address_scope            update delete                                ok     403    404    ok     404     404
        address_scope/shared     list show                                    ok     ok     ok     ok     ok      404
        address_scope/shared     update delete                                ok     403    403    ok     403     404

        trunk                    create                                       ok     403    400    ok     403     400
        trunk                    list show tags get_subports                  ok     ok     404    ok     404     404
        trunk                    update delete tag add_subports remove_subports ok   403    404    ok     404     404

        policy                   create                                       403    403    400    ok     403     400
        policy                   list show tags                               ok     ok     404    ok     404     404
        policy                   update delete tag                            403    403    404    ok     404     404
        policy/shared            list show tags                               ok     ok     ok     ok     ok      404
        policy/shared            update delete tag                            403    403    403    ok     403     404
        policy/rbac              list show tags                               ok     ok     ok     ok     404     404
        policy/rbac              update tag                                   403    403    403    ok     404     404
        bandwidth_limit_rule     create                                       403    403    404    ok     403     400
        bandwidth_limit_rule     list show show-alias                         ok     ok     404    ok     404     404
        bandwidth_limit_rule     update delete update-alias delete-alias      403    403    404    ok     404     404
        dscp_marking_rule        create                                       403    403    404    ok     403     400
        dscp_marking_rule        list show show-alias                         ok     ok     404    ok     404     404
        dscp_marking_rule        update delete update-alias delete-alias      403    403    404    ok     404     404
        minimum_bandwidth_rule   create                                       403    403    404    ok     403     400
        minimum_bandwidth_rule   list show show-alias                         ok     ok     404    ok     404     404
        minimum_bandwidth_rule   update delete update-alias delete-alias      403    403    404    ok     404     404
        packet_rate_limit_rule   create                                       403    403    404    ok     403     400
        packet_rate_limit_rule   list show                                    ok     ok     404    ok     404     404
        packet_rate_limit_rule   update delete                                403    403    404    ok     404     404
        minimum_packet_rate_rule create                                       403    403    404    ok     403     400
        minimum_packet_rate_rule list show show-alias                         ok     ok     404    ok     404     404
        minimum_packet_rate_rule update delete update-alias delete-alias      403    403    404    ok     404     404

        quota                    list update delete                           403    403    403    ok     403     403
        quota                    show default details                         ok     ok     403    ok     403     403
        agent                    list show update delete                      404    404    404    ok     404     404
        network_ip_availability  list show                                    404    404    404    ok     404     404
        auto_allocated_topology  show                                         ok     ok     403    ok     403     403
        auto_allocated_topology  delete                                       ok     403    403    ok     403     403
        availability_zone        list                                         ok     ok     ok     ok     ok      ok
        rule_type                list                                         ok     ok     ok     ok     404     ok
        rule_type                show                                         403    403    403    ok     403     403
        """;

    public const string Folsom = """
        object                   action                                       owner  reader other  admin  service nobody
        network                  create                                       ok     403    400    ok     400     400
        network                  list show                                    ok     ok     404    ok     404     404
        network                  update delete                                ok     404    404    ok     404     404
        network/shared           list show                                    ok     ok     ok     ok     ok      404
        network/shared           update delete                                ok     404    404    ok     404     404
        network/external         list show                                    ok     ok     ok     ok     ok      404
        network/external         update delete                                ok     404    404    ok     404     404

        subnet                   create                                       ok     403    400    ok     400     400
        subnet                   join                                         ok     403    404    403    404     400
        subnet                   list show                                    ok     ok     404    ok     404     404
        subnet                   update delete                                ok     404    404    ok     404     404
        subnet/shared            join                                         ok     403    403    ok     403     400
        subnet/shared            list show                                    ok     ok     ok     ok     ok      404
        subnet/shared            update delete                                ok     404    404    ok     404     404
        subnet/external          join                                         ok     403    403    403    403     400
        subnet/external          list show                                    ok     ok     404    ok     404     404
        subnet/external          update delete                                ok     404    404    ok     404     404

        port                     create                                       ok     403    400    ok     400     400
        port                     join                                         ok     403    404    403    404     400
        port                     list show                                    ok     ok     404    ok     404     404
        port                     update delete                                ok     404    404    ok     404     404
        port/shared              join                                         ok     403    ok     ok     ok      400
        port/shared              list show                                    ok     ok     404    ok     404     404
        port/external            join                                         ok     403    403    403    403     400
        port/of-guest            list show update delete                      404    404    404    ok     404     404

        router                   create                                       ok     403    400    ok     400     400
        router                   list show                                    ok     ok     404    ok     404     404
        router                   update delete                                ok     404    404    ok     404     404
        router                   add_router_interface remove_router_interface ok     404    404    ok     404     404
        floatingip               create                                       ok     403    400    ok     400     400
        floatingip               list show                                    ok     ok     404    ok     404     404
        floatingip               update delete                                ok     404    404    ok     404     404

        quota                    list update delete                           403    403    403    ok     403     403
        quota                    show                                         ok     ok     403    ok     403     403
        """;
}
