using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Quantum.Resources.Errors;

namespace Quantum.Server.Hosting;

/// <summary>Lets no client address ask more often than the options say: a token bucket for each.</summary>
internal static class RateLimits
{
    private const int NetworkBytes = 8;

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration, string section)
    {
        services.AddOptionsOf<RateLimitOptions>(configuration, section);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimitOptions>((limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
                RateLimitPartition.GetTokenBucketLimiter(Client(http.Connection.RemoteIpAddress), _ => Bucket(options)));
            limiter.OnRejected = static (rejected, _) => throw new HttpTooManyRequestsException(
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.Zero);
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<RateLimitOptions>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.TrustedProxies)
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    public static void UseRateLimits(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<RateLimitOptions>();
        if (options.RequestsPerSecond == 0)
            return;

        // Without a known proxy the middleware would believe everybody.
        if (options.TrustedProxies.Length > 0)
            app.UseForwardedHeaders();
        app.UseRateLimiter();
    }

    /// <summary>Who owns one IPv6 address owns at least its /64 network.</summary>
    public static IPAddress Client(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private static TokenBucketRateLimiterOptions Bucket(RateLimitOptions options) => new()
    {
        TokenLimit = options.Burst,
        TokensPerPeriod = options.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
