using Quantum.Resources.Attributes;

namespace Quantum.Resources.Rbac;

/// <summary>Opens one object to one tenant, or to all. What every tenant may do with an object is a policy too, for <see cref="Everybody"/>.</summary>
public sealed class RbacPolicy : Resource
{
    /// <summary>The target that means every tenant.</summary>
    public const string Everybody = "*";

    /// <summary>The target may see and use the object.</summary>
    public const string AccessAsShared = "access_as_shared";

    /// <summary>The target's routers and floating IPs may use the network as an external one.</summary>
    public const string AccessAsExternal = "access_as_external";

    /// <summary>What kind of object it is: <c>network</c>; never changes.</summary>
    public string ObjectType { get; set; } = "";

    /// <summary>The object; never changes.</summary>
    public Guid ObjectId { get; set; }

    /// <summary>What is allowed; never changes.</summary>
    public string Action { get; set; } = "";

    /// <summary>To whom: a tenant, or <see cref="Everybody"/>.</summary>
    public string TargetTenant { get; set; } = "";
}
