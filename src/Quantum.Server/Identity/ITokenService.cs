namespace Quantum.Server.Identity;

/// <summary>Knows the owners of tokens.</summary>
internal interface ITokenService
{
    /// <summary>Name in the configuration.</summary>
    string Name { get; }

    /// <summary>What is demanded of services that pass on the requests of users.</summary>
    ServiceTokenRules ServiceTokens { get; }

    /// <summary>Where clients get tokens, as a refusal tells them.</summary>
    string AddressFor(HttpRequest request);

    /// <summary>What a token stands for; <c>null</c> when it is not valid.</summary>
    /// <param name="token">The token as the client sent it.</param>
    /// <param name="acceptExpired">Its time may be over: a service finishes what its user began.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <exception cref="IdentityUnavailableException">Nobody can say.</exception>
    Task<IdentityToken?> FindAsync(string token, bool acceptExpired, CancellationToken cancellationToken);
}

/// <summary>What is demanded of the header <c>X-Service-Token</c>.</summary>
/// <param name="Roles">The roles that make a caller a service.</param>
/// <param name="AreRequired">A service token without any of these roles is refused.</param>
/// <param name="ServiceType">This server's own type, which access rules name.</param>
internal sealed record ServiceTokenRules(IReadOnlyList<string> Roles, bool AreRequired, string ServiceType);
