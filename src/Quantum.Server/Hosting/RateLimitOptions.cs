using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Quantum.Server.Hosting;

/// <summary>How often one client may ask; section <c>Quantum:RateLimit</c>.</summary>
public sealed class RateLimitOptions : IValidatableObject
{
    /// <summary>
    /// Requests per second that one client address may send in the long run (of IPv6, one /64 network); more are answered by 429.
    /// Default 0: no limit. Health probes are not counted. Each server process counts for itself.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>Requests that a client which was quiet before may send at once. Default 200.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 200;

    /// <summary>Addresses of proxies that are believed who their client is, by <c>X-Forwarded-For</c>. Default: none.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => TrustedProxies
        .Where(proxy => !IPAddress.TryParse(proxy, out _))
        .Select(proxy => new ValidationResult($"'{proxy}' is not an IP address", [$"{nameof(TrustedProxies)}:{Array.IndexOf(TrustedProxies, proxy)}"]));
}
