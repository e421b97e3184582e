using System.Net;
using System.Text.Json;
using Quantum.Core.Requests;

namespace Quantum.Server.Identity.Keystone;

/// <summary>
/// Tokens by Keystone's word, which is remembered for a while: only valid tokens, and never longer than they live. Any number of
/// requests with one new token cause one question.
/// </summary>
internal sealed partial class KeystoneTokens(
    KeystoneClient keystone,
    KeystoneLogin login,
    TokenCache cache,
    KeystoneOptions options,
    TimeProvider time,
    ILogger<KeystoneTokens> logger)
    : ITokenService
{
    private readonly SharedCalls<(string Key, bool AcceptExpired), IdentityToken?> _calls = new();

    public string Name => IdentityOptions.Keystone;

    public ServiceTokenRules ServiceTokens { get; } = new(
        options.ServiceTokenRoles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        options.ServiceTokenRolesRequired,
        options.ServiceType);

    public string AddressFor(HttpRequest request) => KeystoneConnection.PublicAddress(options);

    public async Task<IdentityToken?> FindAsync(string token, bool acceptExpired, CancellationToken cancellationToken)
    {
        var key = TokenCache.KeyOf(token);
        var found = cache.Find(key) ?? await _calls.RunAsync(
            (key, acceptExpired),
            async none => cache.Find(key) ?? await AskAsync(key, token, acceptExpired, none),
            cancellationToken);

        // What is remembered may have ended since, or may have been fetched for a service.
        return found is not null && (acceptExpired || time.GetUtcNow() < found.ExpiresAt) ? found : null;
    }

    private async Task<IdentityToken?> AskAsync(string key, string token, bool acceptExpired, CancellationToken cancellationToken)
    {
        var own = await login.GetAsync(cancellationToken);
        var answer = await keystone.ValidateAsync(token, own, acceptExpired, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            own = await login.ReplaceAsync(own, cancellationToken);
            answer = await keystone.ValidateAsync(token, own, acceptExpired, cancellationToken);
        }

        QuantumMetrics.TokenValidations.Add(1, new KeyValuePair<string, object?>("status", (int)answer.Status));
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                var found = Read(answer);
                cache.Add(key, found);
                return found;
            case HttpStatusCode.NotFound:
                return null;
            default:
                Log.Unexpected(logger, (int)answer.Status);
                throw new IdentityUnavailableException();
        }
    }

    private IdentityToken Read(KeystoneAnswer answer)
    {
        try
        {
            return TokenDocument.Read(answer.Body);
        }
        catch (JsonException)
        {
            Log.Unreadable(logger);
            throw new IdentityUnavailableException();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            7104, LogLevel.Error, "Keystone answered {Status} when asked about a token; may this server's user validate tokens?")]
        public static partial void Unexpected(ILogger logger, int status);

        [LoggerMessage(7105, LogLevel.Error, "Keystone's answer about a token cannot be read")]
        public static partial void Unreadable(ILogger logger);
    }
}
