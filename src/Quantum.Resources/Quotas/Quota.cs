namespace Quantum.Resources.Quotas;

/// <summary>A limit that an administrator set for one tenant.</summary>
public sealed class Quota
{
    /// <summary>The tenant, at most 255 characters.</summary>
    public required string TenantId { get; set; }

    /// <summary>Name of the resource: <c>port</c>.</summary>
    public required string Resource { get; set; }

    /// <summary>Largest number that the tenant may own; negative: unlimited.</summary>
    public int Limit { get; set; }
}
