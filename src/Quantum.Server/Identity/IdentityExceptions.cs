using Quantum.Resources.Errors;

namespace Quantum.Server.Identity;

/// <summary>The caller did not say who it is, or nobody believes it (401).</summary>
/// <param name="identityAddress">Where tokens are to be had.</param>
internal sealed class UnauthorizedException(string identityAddress)
    : QuantumException(ErrorKind.Unauthenticated, "The request you have made requires authentication.")
{
    /// <summary>The header <c>WWW-Authenticate</c>.</summary>
    public string Challenge => $"Keystone uri=\"{identityAddress}\"";
}

/// <summary>The identity service does not answer, so nobody knows who the caller is (503).</summary>
internal sealed class IdentityUnavailableException()
    : QuantumException(ErrorKind.Unavailable, "The Keystone service is temporarily unavailable.")
{
    /// <inheritdoc />
    public override string Type => "ServiceUnavailable";
}
