using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;
using Quantum.Resources.Subnets;

namespace Quantum.Resources.SubnetPools;

/// <summary>What subnet pools add to subnets.</summary>
public static class SubnetPoolAttributes
{
    /// <summary><c>subnetpool_id</c>: the pool that the subnet's block comes from.</summary>
    public static readonly AttributeDefinition<Subnet, Guid?> SubnetPoolId =
        new AttributeDefinition<Subnet, Guid?>("subnetpool_id", AttributeTypes.Uuid.OrNone(), subnet => subnet.SubnetPoolId)
            .PostDefault(null).Filter().Sort().Only(Modern)
            .Doc("The pool that the subnet's block comes from; null: none.", "null");

    /// <summary><c>prefixlen</c>: size of the block that the pool chooses.</summary>
    public static readonly AttributeDefinition<Subnet, int> PrefixLength =
        new AttributeDefinition<Subnet, int>("prefixlen", SubnetPoolAttributeTypes.Count, subnet => subnet.Cidr.PrefixLength)
            .PostGenerated().Hidden().Only(Modern)
            .Doc("Prefix length of the block that the pool chooses; absent: the pool's default.");

    /// <summary><c>use_default_subnetpool</c>: the block comes from the default pool of the IP version.</summary>
    public static readonly AttributeDefinition<Subnet, bool> UseDefaultSubnetPool =
        new AttributeDefinition<Subnet, bool>("use_default_subnetpool", AttributeTypes.Boolean, subnet => false)
            .PostDefault(false).Hidden().Only(Modern)
            .Doc("True: the block comes from the default pool of the IP version.", "false");

    private static bool Modern(ApiProfile profile) => profile.StandardAttributes;
}
