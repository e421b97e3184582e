using System.Linq.Expressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Rbac;

/// <summary>The attribute table of RBAC policies.</summary>
public static class RbacPolicyResource
{
    private const int TextLength = 255;

    /// <summary>The rows shared by all resources; of these, policies have their identity and owner.</summary>
    public static readonly StandardAttributes<RbacPolicy> Standard = new();

    /// <summary><c>object_type</c>: what kind of object is opened.</summary>
    public static readonly AttributeDefinition<RbacPolicy, string> ObjectType =
        Attribute("object_type", AttributeTypes.Text(TextLength), policy => policy.ObjectType)
            .PostRequired().Filter().Sort().WritePolicy()
            .Doc("What kind of object is opened: network, qos_policy, security_group, subnetpool or address_scope.", "\"network\"");

    /// <summary><c>object_id</c>: the object that is opened.</summary>
    public static readonly AttributeDefinition<RbacPolicy, Guid> ObjectId =
        Attribute("object_id", AttributeTypes.Uuid, policy => policy.ObjectId)
            .PostRequired().Filter().Sort().WritePolicy()
            .Doc("The object that is opened.", "\"7c5e2a1e-0b1d-4f5b-8f4e-2f3b7a1c9d10\"");

    /// <summary><c>action</c>: what the target may do.</summary>
    public static readonly AttributeDefinition<RbacPolicy, string> Action =
        Attribute("action", AttributeTypes.Text(TextLength), policy => policy.Action)
            .PostRequired().Filter().Sort().WritePolicy()
            .Doc("What the target may do: access_as_shared, or access_as_external.", "\"access_as_shared\"");

    /// <summary><c>target_tenant</c>: who may do it; administrators only may say everybody.</summary>
    public static readonly AttributeDefinition<RbacPolicy, string> TargetTenant =
        Attribute("target_tenant", AttributeTypes.Text(TextLength), policy => policy.TargetTenant)
            .PostRequired().Put().Filter().Sort().WritePolicy()
            .Doc("The tenant that may do it; * is everybody.", "\"3f1c0de4f1d84f5f9e1a0a1c6c8b7a10\"");

    /// <summary>The resource.</summary>
    public static readonly ResourceDefinition<RbacPolicy> Definition = new(
        "rbac_policy",
        "rbac_policies",
        [Standard.Id, ObjectType, ObjectId, TargetTenant, Action, Standard.TenantId, Standard.ProjectId])
    {
        Path = "rbac-policies",
        Description = "Permissions that open an object to one more tenant, or to all.",
        NotFound = id => new RbacPolicyNotFoundException(id),
        Failures = new()
        {
            Create =
            [
                new InvalidActionForTypeException("look", "network", [RbacPolicy.AccessAsShared, RbacPolicy.AccessAsExternal]),
                new DuplicateRbacPolicyException(),
            ],
            Update = [new RbacPolicyInUseException(ResourceFailures.SampleId, "Unable to reconfigure sharing settings.")],
            Delete = [new RbacPolicyInUseException(ResourceFailures.SampleId, "Unable to reconfigure sharing settings.")],
        },
    };

    private static AttributeDefinition<RbacPolicy, TValue> Attribute<TValue>(
        string name, AttributeType<TValue> type, Expression<Func<RbacPolicy, TValue>> read) => new(name, type, read);
}
