using System.Net;
using System.Text.Json;

namespace Quantum.Server.Identity.Keystone;

/// <summary>This server's own token: fetched when it is first needed, renewed before it ends or when Keystone refuses it.</summary>
internal sealed partial class KeystoneLogin(KeystoneClient keystone, TimeProvider time, ILogger<KeystoneLogin> logger)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(120);

    /// <summary>Wrong credentials are not tried over and over: Keystone may lock the user out.</summary>
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(10);

    private readonly SharedCalls<string, OwnToken> _calls = new();
    private volatile OwnToken? _current;
    private long _refusedUntil;

    /// <summary>A token that is good for a while.</summary>
    /// <exception cref="IdentityUnavailableException">Keystone does not answer, or does not accept the credentials.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken) =>
        (_current is { } current && IsFresh(current) ? current : await RenewAsync(_current, cancellationToken)).Value;

    /// <summary>A token in place of one that Keystone refused.</summary>
    /// <exception cref="IdentityUnavailableException">Keystone does not answer, or does not accept the credentials.</exception>
    public async Task<string> ReplaceAsync(string refused, CancellationToken cancellationToken) =>
        (_current is { } current && current.Value != refused ? current : await RenewAsync(_current, cancellationToken)).Value;

    /// <summary>Many callers renew one token once: the others wait, or find that it has been done.</summary>
    private Task<OwnToken> RenewAsync(OwnToken? former, CancellationToken cancellationToken) =>
        _calls.RunAsync(
            former?.Value ?? "",
            async none => _current is { } current && current != former ? current : _current = await LogInAsync(none),
            cancellationToken);

    private async Task<OwnToken> LogInAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now.UtcTicks < Interlocked.Read(ref _refusedUntil))
            throw new IdentityUnavailableException();

        var answer = await keystone.LogInAsync(cancellationToken);
        if (answer is { Status: HttpStatusCode.Created, SubjectToken: { } token } && ExpiryOf(answer) is { } end)
            return new OwnToken(token, end - Min(Margin, (end - now) / 4));

        if ((int)answer.Status is >= 400 and < 500)
            Interlocked.Exchange(ref _refusedUntil, (now + PauseAfterRefusal).UtcTicks);
        Log.Refused(logger, (int)answer.Status);
        throw new IdentityUnavailableException();
    }

    private bool IsFresh(OwnToken token) => time.GetUtcNow() < token.RenewAt;

    private static DateTimeOffset? ExpiryOf(KeystoneAnswer answer)
    {
        try
        {
            return TokenDocument.Read(answer.Body).ExpiresAt;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record OwnToken(string Value, DateTimeOffset RenewAt);

    private static partial class Log
    {
        [LoggerMessage(
            7103, LogLevel.Error, "Keystone does not log this server in (status {Status}): see Quantum:Keystone for user, password, project")]
        public static partial void Refused(ILogger logger, int status);
    }
}
