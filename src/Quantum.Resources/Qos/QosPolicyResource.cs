using System.Linq.Expressions;
using Quantum.Resources.Attributes;
using Quantum.Resources.FloatingIps;
using Quantum.Resources.Networks;
using Quantum.Resources.Ports;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.Qos;

/// <summary>The attribute table of QoS policies, and the rows by which other resources name one.</summary>
public static class QosPolicyResource
{
    /// <summary>The rows shared by all resources.</summary>
    public static readonly StandardAttributes<QosPolicy> Standard = new();

    /// <summary><c>shared</c>: every tenant may use the policy.</summary>
    public static readonly AttributeDefinition<QosPolicy, bool> Shared =
        Attribute("shared", AttributeTypes.Boolean, policy => policy.Shared || policy.SharedWithCaller)
            .PostDefault(false).Put().Filter().Sort()
            .Doc("True when every tenant may use the policy.", "false");

    /// <summary><c>is_default</c>: new networks of the owner follow the policy.</summary>
    public static readonly AttributeDefinition<QosPolicy, bool> IsDefault =
        Attribute("is_default", AttributeTypes.Boolean, policy => policy.IsDefault)
            .PostDefault(false).Put().Filter().Sort()
            .Doc("True when new networks of the owner follow the policy unless they name another.", "false");

    /// <summary><c>rules</c>: the policy's rules.</summary>
    public static readonly AttributeDefinition<QosPolicy, IReadOnlyList<QosRule>> Rules =
        Attribute("rules", QosAttributeTypes.Rules, policy => (IReadOnlyList<QosRule>)policy.Rules)
            .Doc("The policy's rules.", "[]");

    /// <summary><c>qos_policy_id</c> of networks.</summary>
    public static readonly AttributeDefinition<Network, Guid?> OfNetwork = Followed<Network>(network => network.QosPolicyId);

    /// <summary><c>qos_policy_id</c> of ports.</summary>
    public static readonly AttributeDefinition<Port, Guid?> OfPort = Followed<Port>(port => port.QosPolicyId);

    /// <summary><c>qos_network_policy_id</c> of ports.</summary>
    public static readonly AttributeDefinition<Port, Guid?> OfPortsNetwork =
        new AttributeDefinition<Port, Guid?>("qos_network_policy_id", AttributeTypes.Uuid.OrNone(), port => port.NetworkQosPolicyId)
            .Only(Modern)
            .Doc("The QoS policy of the port's network, which the port follows unless it has one of its own; null: none.", "null");

    /// <summary><c>qos_policy_id</c> of floating IPs.</summary>
    public static readonly AttributeDefinition<FloatingIp, Guid?> OfFloatingIp = Followed<FloatingIp>(floatingIp => floatingIp.QosPolicyId);

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<QosPolicy> Definition = new(
        "policy",
        "policies",
        [Standard.Id, Standard.Name, Shared, Standard.TenantId, Rules, IsDefault, .. Standard.Tail, .. Standard.TagRows])
    {
        Path = "qos/policies",
        Description = "Sets of rules that say what traffic is promised and allowed.",
        NotFound = id => new QosPolicyNotFoundException(id),
        Failures = new()
        {
            Create = [new QoSPolicyDefaultAlreadyExistsException("acme")],
            Update = [new QoSPolicyDefaultAlreadyExistsException("acme")],
            Delete = [new QosPolicyInUseException(ResourceFailures.SampleId, "port", ResourceFailures.SampleId)],
        },
    };

    internal static bool Modern(ApiProfile profile) => profile.StandardAttributes;

    private static AttributeDefinition<TResource, Guid?> Followed<TResource>(Expression<Func<TResource, Guid?>> read)
        where TResource : Resource, IQosTarget =>
        new AttributeDefinition<TResource, Guid?>("qos_policy_id", AttributeTypes.Uuid.OrNone(), read)
            .PostDefault(null).Put().WritePolicy().Only(Modern)
            .Extension((resource, policy) => resource.QosPolicyId = policy)
            .Doc("The QoS policy that traffic follows; null: none of its own.", "null");

    private static AttributeDefinition<QosPolicy, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<QosPolicy, TValue>> read) => new(name, type, read);
}
