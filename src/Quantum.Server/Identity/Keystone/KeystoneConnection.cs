using System.Security.Cryptography.X509Certificates;

namespace Quantum.Server.Identity.Keystone;

/// <summary>How Keystone is reached: timeouts, certificates, nothing that would hand a token on to somebody else.</summary>
internal static class KeystoneConnection
{
    private const int LongestAnswer = 1024 * 1024;
    private const int MostConnections = 64;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A client whose relative addresses are below Keystone's, without its version.</summary>
    public static HttpClient Open(KeystoneOptions options)
    {
        // The host name is looked up again from time to time. Who calls has a deadline for all attempts together.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.HttpConnectTimeout),
            PooledConnectionLifetime = Lifetime,
            MaxConnectionsPerServer = MostConnections,
        };
        if (Authorities(options) is { } authorities)
            handler.SslOptions.CertificateChainPolicy = authorities;
        if (OwnCertificate(options) is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler)
        {
            BaseAddress = new Uri($"{Root(options)}/"),
            MaxResponseContentBufferSize = LongestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Keystone's address as clients know it.</summary>
    public static string PublicAddress(KeystoneOptions options) => options.WwwAuthenticateUri ?? Root(options);

    /// <summary>The rule by which Keystone's certificate is checked; <c>null</c>: that of the machine.</summary>
    public static X509ChainPolicy? Authorities(KeystoneOptions options)
    {
        if (string.IsNullOrEmpty(options.CaFile))
            return null;

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(options.CaFile);
        return policy;
    }

    /// <summary>The certificate that Keystone is shown; <c>null</c>: none.</summary>
    public static X509Certificate2? OwnCertificate(KeystoneOptions options) =>
        string.IsNullOrEmpty(options.CertFile) ? null : X509Certificate2.CreateFromPemFile(options.CertFile, options.KeyFile);

    private static string Root(KeystoneOptions options)
    {
        var address = options.AuthUrl!.TrimEnd('/');
        var last = address[(address.LastIndexOf('/') + 1)..];
        return last is "v3" or "v2.0" ? address[..^(last.Length + 1)] : address;
    }
}
