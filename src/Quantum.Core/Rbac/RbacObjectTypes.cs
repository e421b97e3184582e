using Quantum.Core.Qos;
using Quantum.Resources.Qos;

namespace Quantum.Core.Rbac;

/// <summary>
/// The kinds of objects that RBAC policies open: the one place to add another. Its table is named once more where its foreign key
/// is, in <see cref="RbacPolicyConfiguration"/>.
/// </summary>
internal static class RbacObjectTypes
{
    /// <summary>QoS policies.</summary>
    public static RbacObjectType<QosPolicy> QosPolicy { get; } = new QosRbac();

    public static IReadOnlyList<RbacObjectType> All { get; } = [new NetworkRbac(), QosPolicy];

    /// <summary>The one of that name, or <c>null</c>.</summary>
    public static RbacObjectType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
