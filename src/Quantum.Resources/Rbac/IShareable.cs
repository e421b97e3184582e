namespace Quantum.Resources.Rbac;

/// <summary>A resource that tenants other than its owner may use: all of them, or those that RBAC policies name.</summary>
public interface IShareable
{
    /// <summary>True when every tenant may use it: there is a policy for <see cref="RbacPolicy.Everybody"/>.</summary>
    bool Shared { get; set; }

    /// <summary>
    /// True when a policy names the tenant that asks. Not a column: conditions and orders of lists put it to the database as the
    /// question that it is, and reading fills it in.
    /// </summary>
    bool SharedWithCaller { get; set; }
}
