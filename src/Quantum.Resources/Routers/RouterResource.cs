using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.AvailabilityZones;
using Quantum.Resources.Networks;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Resources.Routers;

/// <summary>The attribute table of routers, and what routers add to networks.</summary>
public static class RouterResource
{
    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<Router> Standard = new();

    /// <summary><c>admin_state_up</c>: administrative state.</summary>
    public static readonly AttributeDefinition<Router, bool> AdminStateUp =
        Attribute("admin_state_up", AttributeTypes.Boolean, router => router.AdminStateUp)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("Administrative state.", "true");

    /// <summary><c>status</c>: what the data plane says.</summary>
    public static readonly AttributeDefinition<Router, ResourceStatus> Status =
        Attribute("status", AttributeTypes.Status, router => router.Status)
            .Filter().Sort()
            .Doc("What the data plane says.", "\"ACTIVE\"");

    /// <summary><c>external_gateway_info</c>: the way out; null and {} mean none.</summary>
    public static readonly AttributeDefinition<Router, ExternalGateway?> ExternalGatewayInfo =
        Attribute("external_gateway_info", RouterAttributeTypes.ExternalGateway, router => router.ExternalGateway)
            .PostDefault(null).Put().WritePolicy(PolicyParts)
            .Form(RouterAttributeTypes.NetworkOnly, profile => !Modern(profile))
            .Doc("The external network and the router's addresses there; null: none.", "null");

    /// <summary><c>routes</c>: further routes; next hops lie on connected subnets.</summary>
    public static readonly AttributeDefinition<Router, IReadOnlyList<HostRoute>> Routes =
        Attribute("routes", SubnetAttributeTypes.HostRoutes, router => router.Routes)
            .PostDefault([]).Put().Only(Modern).NullIsDefault(Modern)
            .Doc("Further routes; their next hops lie on subnets that the router is connected to.", "[]");

    /// <summary><c>distributed</c>: always false.</summary>
    public static readonly AttributeDefinition<Router, bool> Distributed =
        Attribute("distributed", AttributeTypes.Boolean, router => false)
            .Only(Modern).ReadPolicy("get_router:distributed")
            .Doc("False: a router is one router.", "false");

    /// <summary><c>ha</c>: always false.</summary>
    public static readonly AttributeDefinition<Router, bool> Ha =
        Attribute("ha", AttributeTypes.Boolean, router => false)
            .Only(Modern).ReadPolicy("get_router:ha")
            .Doc("False: a router has no stand-in.", "false");

    /// <summary><c>availability_zone_hints</c>, <c>availability_zones</c>.</summary>
    public static readonly AvailabilityZoneAttributes<Router> Zones = new(router => router.AvailabilityZoneHints);

    /// <summary><c>router:external</c> of networks: routers of every tenant may use the network as their gateway.</summary>
    public static readonly AttributeDefinition<Network, bool> External =
        new AttributeDefinition<Network, bool>("router:external", AttributeTypes.Boolean, network => network.External)
            .PostDefault(false).Put().Filter().Sort().WritePolicy()
            .Extension((network, value) => (network.External, network.ExternalToSome) = (value, value && network.ExternalToSome))
            .Doc("True when routers of every tenant may use the network as their gateway.", "false");

    /// <summary><c>flavor_id</c>: always null, there are no flavors.</summary>
    public static readonly AttributeDefinition<Router, Guid?> FlavorId =
        Attribute("flavor_id", AttributeTypes.Uuid.OrNone(), router => (Guid?)null)
            .Only(Modern)
            .Doc("The flavor that says how the router is made; null: none.", "null");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Router> Definition = new(
        "router",
        "routers",
        [
            Standard.Id, Standard.Name, Standard.TenantId, AdminStateUp, Status, ExternalGatewayInfo, Routes, Distributed, Ha, FlavorId,
            Zones.Hints, Zones.Served,
            .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Connect subnets with each other and with external networks.",
        AllowsBulk = false,
        NotFound = id => new RouterNotFoundException(id),
        Failures = RouterFailures.Samples,
    };

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private static IEnumerable<string> PolicyParts(ExternalGateway? gateway)
    {
        if (gateway is null)
            yield break;
        yield return "network_id";
        if (gateway.EnableSnat is not null)
            yield return "enable_snat";
        if (gateway.ExternalFixedIps is not null)
            yield return "external_fixed_ips";
    }

    private static AttributeDefinition<Router, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Router, TValue>> read) => new(name, type, read);
}
