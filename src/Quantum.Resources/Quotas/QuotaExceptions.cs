using Quantum.Resources.Errors;

namespace Quantum.Resources.Quotas;

/// <summary>A limit is to be set below what the tenant owns, and the client asked for the check (400).</summary>
/// <param name="resource">Name of the resource.</param>
/// <param name="limit">The limit asked for.</param>
/// <param name="used">How many the tenant owns.</param>
public sealed class QuotaBelowUseException(string resource, int limit, int used) : QuantumException(
    ErrorKind.BadRequest, $"Quota limit {limit} for {resource} must be greater than or equal to already used {used}")
{
    /// <inheritdoc />
    public override string Type => "HTTPBadRequest";
}

/// <summary>The caller asks for its own quota's tenant and has none (400).</summary>
public sealed class QuotaMissingTenantException()
    : QuantumException(ErrorKind.BadRequest, "Tenant-id was missing from quota request.", "invalid tenant");

/// <summary>Only an administrator may do it (403).</summary>
/// <param name="reason">What it is, without full stop.</param>
public sealed class AdminRequiredException(string reason)
    : QuantumException(ErrorKind.Forbidden, $"User does not have admin privileges: {reason}.", "Access was denied to this resource.");
