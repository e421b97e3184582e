using Quantum.Core.AddressScopes;
using Quantum.Core.Qos;
using Quantum.Core.SecurityGroups;
using Quantum.Core.SubnetPools;
using Quantum.Resources.AddressScopes;
using Quantum.Resources.Qos;
using Quantum.Resources.SubnetPools;

namespace Quantum.Core.Rbac;

/// <summary>
/// The kinds of objects that RBAC policies open: the one place to add another. Its table is named once more where its foreign key
/// is, in <see cref="RbacPolicyConfiguration"/>.
/// </summary>
internal static class RbacObjectTypes
{
    /// <summary>QoS policies.</summary>
    public static RbacObjectType<QosPolicy> QosPolicy { get; } = new QosRbac();

    /// <summary>Subnet pools.</summary>
    public static RbacObjectType<SubnetPool> SubnetPool { get; } = new SubnetPoolRbac();

    /// <summary>Address scopes.</summary>
    public static RbacObjectType<AddressScope> AddressScope { get; } = new AddressScopeRbac();

    public static IReadOnlyList<RbacObjectType> All { get; } = [new NetworkRbac(), QosPolicy, new SecurityGroupRbac(), SubnetPool, AddressScope];

    /// <summary>The one of that name, or <c>null</c>.</summary>
    public static RbacObjectType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
