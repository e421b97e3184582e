namespace Quantum.Server.Identity;

/// <summary>What an identity service says about a token: whose it is, what it is for, and until when.</summary>
internal sealed record IdentityToken
{
    public required string UserId { get; init; }

    public string? UserDomainId { get; init; }

    /// <summary>The project that the roles are for; <c>null</c> of tokens for a domain, for the system, or for nothing.</summary>
    public string? ProjectId { get; init; }

    public string? ProjectDomainId { get; init; }

    public string? DomainId { get; init; }

    public bool IsSystemScoped { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The only requests that the token is good for; <c>null</c>: all.</summary>
    public IReadOnlyList<AccessRule>? AccessRules { get; init; }

    public bool HasAnyRole(IReadOnlyList<string> names) =>
        Roles.Any(role => names.Contains(role, StringComparer.OrdinalIgnoreCase));
}
