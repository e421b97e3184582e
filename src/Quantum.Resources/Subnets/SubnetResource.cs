using System.Linq.Expressions;
using System.Net;
using Quantum.Resources.Addressing;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Subnets;

/// <summary>The attribute table of subnets.</summary>
public static class SubnetResource
{
    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<Subnet> Standard = new();

    /// <summary><c>network_id</c>: the network; never changes.</summary>
    public static readonly AttributeDefinition<Subnet, Guid> NetworkId =
        Attribute("network_id", AttributeTypes.Uuid, subnet => subnet.NetworkId)
            .PostRequired().Filter().Sort()
            .Doc("The network that the subnet belongs to.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary><c>ip_version</c>: 4 or 6.</summary>
    public static readonly AttributeDefinition<Subnet, int> IpVersion =
        Attribute("ip_version", AttributeTypes.Integer.OneOf(4, 6), subnet => subnet.IpVersion)
            .PostRequired(WithoutPools).Filter().Sort()
            .Doc("4 or 6; a subnet pool knows it.", "4");

    /// <summary><c>cidr</c>: the block of addresses.</summary>
    public static readonly AttributeDefinition<Subnet, IpCidr> Cidr =
        Attribute("cidr", AttributeTypes.Cidr, subnet => subnet.Cidr)
            .PostRequired(WithoutPools).Filter().Sort()
            .Doc("The block of addresses; host bits are cleared. A subnet pool chooses one.", "\"192.168.1.0/24\"");

    /// <summary><c>gateway_ip</c>: absent means the first host, null means no gateway.</summary>
    public static readonly AttributeDefinition<Subnet, IPAddress?> GatewayIp =
        Attribute("gateway_ip", AttributeTypes.IpAddress.OrNull(), subnet => subnet.GatewayIp)
            .PostGenerated().Put().Filter().Sort()
            .Doc("The router's address; absent: the first address, null: no gateway.", "\"192.168.1.1\"");

    /// <summary><c>allocation_pools</c>: absent means all addresses but the gateway.</summary>
    public static readonly AttributeDefinition<Subnet, IReadOnlyList<AllocationPool>> AllocationPools =
        Attribute("allocation_pools", SubnetAttributeTypes.AllocationPools, subnet => subnet.AllocationPools)
            .PostGenerated().Put(profile => profile.ExtendedUpdates)
            .Doc("The addresses handed out automatically; absent: all but the gateway.", "[{\"start\": \"192.168.1.2\", \"end\": \"192.168.1.254\"}]");

    /// <summary><c>dns_nameservers</c>: name servers that DHCP announces.</summary>
    public static readonly AttributeDefinition<Subnet, IReadOnlyList<IPAddress>> DnsNameservers =
        Attribute("dns_nameservers", SubnetAttributeTypes.DnsNameservers, subnet => subnet.DnsNameservers)
            .PostDefault([]).Put()
            .Doc("Name servers that DHCP announces.", "[\"192.168.1.53\"]");

    /// <summary><c>host_routes</c>: routes that DHCP announces.</summary>
    public static readonly AttributeDefinition<Subnet, IReadOnlyList<HostRoute>> HostRoutes =
        Attribute("host_routes", SubnetAttributeTypes.HostRoutes, subnet => subnet.HostRoutes)
            .PostDefault([]).Put()
            .Doc("Routes that DHCP announces.", "[]");

    /// <summary><c>enable_dhcp</c>: served by DHCP.</summary>
    public static readonly AttributeDefinition<Subnet, bool> EnableDhcp =
        Attribute("enable_dhcp", AttributeTypes.Boolean, subnet => subnet.EnableDhcp)
            .PostDefault(true).Put().Filter().Sort()
            .Doc("True when DHCP serves the subnet.", "true");

    /// <summary><c>ipv6_ra_mode</c>: how routers announce the block.</summary>
    public static readonly AttributeDefinition<Subnet, string?> Ipv6RaMode =
        Attribute("ipv6_ra_mode", Ipv6Modes.Type, subnet => subnet.Ipv6RaMode)
            .PostDefault(null).Filter().Sort().Only(Modern)
            .Doc("How routers announce the block; IPv6 only.", "null");

    /// <summary><c>ipv6_address_mode</c>: how hosts get their addresses.</summary>
    public static readonly AttributeDefinition<Subnet, string?> Ipv6AddressMode =
        Attribute("ipv6_address_mode", Ipv6Modes.Type, subnet => subnet.Ipv6AddressMode)
            .PostDefault(null).Filter().Sort().Only(Modern)
            .Doc("How hosts get their addresses; IPv6 only.", "null");

    /// <summary><c>service_types</c>: whose ports get addresses; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<Subnet, IReadOnlyList<string>> ServiceTypes =
        Attribute("service_types", SubnetAttributeTypes.ServiceTypes, subnet => subnet.ServiceTypes)
            .PostDefault([]).Put().Only(Modern).NullIsDefault(Modern).WritePolicy()
            .Doc("The kinds of device, as in device_owner, whose ports get addresses from the subnet; empty: all.", "[]");

    /// <summary><c>segment_id</c>: always null, a subnet is on all of its network; administrators only by default policy.</summary>
    public static readonly AttributeDefinition<Subnet, Guid?> SegmentId =
        Attribute("segment_id", AttributeTypes.Uuid.OrNone(), subnet => (Guid?)null)
            .Only(Modern).ReadPolicy("get_subnet:segment_id")
            .Doc("The segment of the network that the subnet is on; null: all.", "null");

    /// <summary><c>shared</c>: copy of the network's setting; filters and policy see it, answers do not show it.</summary>
    public static readonly AttributeDefinition<Subnet, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, subnet => subnet.Shared || subnet.SharedWithCaller)
            .Hidden().Filter().WritePolicy()
            .Doc("Copy of the network's setting.", "false");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<Subnet> Definition = new(
        "subnet",
        "subnets",
        [
            Standard.Id, Standard.Name, Standard.TenantId, NetworkId, IpVersion, Cidr, GatewayIp, AllocationPools,
            DnsNameservers, HostRoutes, EnableDhcp, Ipv6RaMode, Ipv6AddressMode, ServiceTypes, SegmentId, Shared, .. Standard.Tail, .. Standard.TagRows,
        ])
    {
        Description = "Blocks of addresses on a network.",
        NotFound = id => new SubnetNotFoundException(id),
        Failures = SubnetFailures.Samples,
    };

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private static bool WithoutPools(ApiProfile profile) => !profile.StandardAttributes;

    private static AttributeDefinition<Subnet, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<Subnet, TValue>> read) => new(name, type, read);
}
