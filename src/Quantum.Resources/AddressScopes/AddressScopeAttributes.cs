using Quantum.Resources.Attributes;
using Quantum.Resources.Networks;
using Quantum.Resources.Profiles;
using Quantum.Resources.SubnetPools;

namespace Quantum.Resources.AddressScopes;

/// <summary>What address scopes add to subnet pools and networks.</summary>
public static class AddressScopeAttributes
{
    /// <summary><c>address_scope_id</c> of subnet pools: the scope within which the pool's addresses are unique.</summary>
    public static readonly AttributeDefinition<SubnetPool, Guid?> AddressScopeId =
        new AttributeDefinition<SubnetPool, Guid?>("address_scope_id", AttributeTypes.Uuid.OrNone(), pool => pool.AddressScopeId)
            .PostDefault(null).Put().Filter().Sort()
            .Doc("The address scope within which the pool's addresses are unique; null: none.", "null");

    /// <summary><c>ipv4_address_scope</c> of networks: that of their IPv4 subnets.</summary>
    public static readonly AttributeDefinition<Network, Guid?> OfIpv4 =
        new AttributeDefinition<Network, Guid?>("ipv4_address_scope", AttributeTypes.Uuid.OrNone(), network => network.Ipv4AddressScopeId)
            .Only(Modern)
            .Doc("The address scope of the pool that the network's IPv4 subnets come from; null: none.", "null");

    /// <summary><c>ipv6_address_scope</c> of networks: that of their IPv6 subnets.</summary>
    public static readonly AttributeDefinition<Network, Guid?> OfIpv6 =
        new AttributeDefinition<Network, Guid?>("ipv6_address_scope", AttributeTypes.Uuid.OrNone(), network => network.Ipv6AddressScopeId)
            .Only(Modern)
            .Doc("The address scope of the pool that the network's IPv6 subnets come from; null: none.", "null");

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;
}
