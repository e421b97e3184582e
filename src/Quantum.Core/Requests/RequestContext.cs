using Quantum.Resources.Profiles;

namespace Quantum.Core.Requests;

/// <summary>Who asks and in which profile: what every rule, query and plugin call is told about a request.</summary>
public sealed record RequestContext
{
    /// <summary>The API profile that the request chose.</summary>
    public required ApiProfile Profile { get; init; }

    /// <summary>Id of this request, <c>req-</c> and a UUID; returned in <c>X-Openstack-Request-Id</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>The id that the calling service gave its own request, or <c>null</c>.</summary>
    public string? GlobalRequestId { get; init; }

    /// <summary>The user, or <c>null</c> for the anonymous administrator of identity mode <c>noauth</c>.</summary>
    public string? UserId { get; init; }

    /// <summary>The caller's tenant (project), or <c>null</c>: then nothing is owned by the caller.</summary>
    public string? TenantId { get; init; }

    /// <summary>Role names as the identity service gave them; compared without case.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The user's domain, or <c>null</c>.</summary>
    public string? UserDomainId { get; init; }

    /// <summary>The domain of the caller's tenant, or <c>null</c>.</summary>
    public string? ProjectDomainId { get; init; }

    /// <summary>The domain that the caller's roles are for, in place of a tenant, or <c>null</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary><c>all</c> when the caller's roles are for the whole system, in place of a tenant; else <c>null</c>.</summary>
    public string? SystemScope { get; init; }

    /// <summary>The service that passed the user's request on (<c>X-Service-Token</c>), or <c>null</c>.</summary>
    public string? ServiceUserId { get; init; }

    /// <summary>The project of that service, or <c>null</c>.</summary>
    public string? ServiceProjectId { get; init; }

    /// <summary>Roles of the service that passed the user's request on (<c>X-Service-Token</c>).</summary>
    public IReadOnlyList<string> ServiceRoles { get; init; } = [];

    /// <summary>True when policy rule <c>context_is_admin</c> holds for the caller. Not bound to the caller's tenant.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>True when the caller reads the objects of every tenant: administrators and, today, other services of the cloud.</summary>
    public bool ReadsAllTenants => IsAdmin || (Profile.StandardAttributes && Roles.Contains("service", StringComparer.OrdinalIgnoreCase));

    /// <summary>True when the object's owner is the caller's tenant.</summary>
    public bool Owns(string tenantId) => TenantId is not null && TenantId == tenantId;
}
