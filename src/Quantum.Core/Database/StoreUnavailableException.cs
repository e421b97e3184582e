using Quantum.Resources.Errors;

namespace Quantum.Core.Database;

/// <summary>The database cannot be reached, or is not ready yet (503).</summary>
public sealed class StoreUnavailableException() : QuantumException(ErrorKind.Unavailable, "The service is unavailable.")
{
    /// <inheritdoc />
    public override string Type => "ServiceUnavailable";
}

/// <summary>Others kept changing the same rows for as long as the operation was tried (503): try again.</summary>
public sealed class StoreBusyException() : QuantumException(
    ErrorKind.Unavailable, "The request kept conflicting with other requests. Try again.")
{
    /// <inheritdoc />
    public override string Type => "ServiceUnavailable";
}
