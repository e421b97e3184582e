using System.Net;

namespace Quantum.Server.Identity.Keystone;

/// <summary>
/// Speaks HTTP with Keystone. Whatever keeps Keystone from answering in time is an <see cref="IdentityUnavailableException"/>.
/// </summary>
internal sealed partial class KeystoneClient(KeystoneOptions options, TimeProvider time, ILogger<KeystoneClient> logger) : IDisposable
{
    public const string AuthToken = "X-Auth-Token";
    public const string SubjectToken = "X-Subject-Token";
    private const string Path = "v3/auth/tokens";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = KeystoneConnection.Open(options);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.HttpRequestTimeout);

    /// <summary>Asks for a token of this server's own.</summary>
    public Task<KeystoneAnswer> LogInAsync(CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, Path) { Content = KeystoneCredentials.Of(options) }, cancellationToken);

    /// <summary>Asks whose a token is.</summary>
    public Task<KeystoneAnswer> ValidateAsync(string token, string ownToken, bool acceptExpired, CancellationToken cancellationToken)
    {
        return SendAsync(Request, cancellationToken);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}?nocatalog{(acceptExpired ? "&allow_expired=1" : "")}");
            request.Headers.TryAddWithoutValidation(AuthToken, ownToken);
            request.Headers.TryAddWithoutValidation(SubjectToken, token);
            request.Headers.TryAddWithoutValidation("OpenStack-Identity-Access-Rules", "1");
            return request;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<KeystoneAnswer> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await TryAsync(request, either.Token);
        }
        catch (HttpRequestException e)
        {
            Log.Unreachable(logger, e.Message);
            throw new IdentityUnavailableException();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Slow(logger, _patience.TotalSeconds);
            throw new IdentityUnavailableException();
        }
    }

    private async Task<KeystoneAnswer> TryAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var message = request();
                using var answer = await _http.SendAsync(message, cancellationToken);
                var own = answer.Headers.TryGetValues(SubjectToken, out var values) ? values.First() : null;
                return new KeystoneAnswer(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), own);
            }
            catch (HttpRequestException e) when (attempt < options.HttpRequestMaxRetries && IsOfConnection(e))
            {
                await Task.Delay(FirstPause * (1 << attempt), time, cancellationToken);
            }
        }
    }

    private static bool IsOfConnection(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ResponseEnded;

    /// <summary>Ids 7101 to 7199, with the other parts of Keystone; next 7106.</summary>
    private static partial class Log
    {
        [LoggerMessage(7101, LogLevel.Warning, "Keystone cannot be reached: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(7102, LogLevel.Warning, "Keystone did not answer within {Seconds} s")]
        public static partial void Slow(ILogger logger, double seconds);
    }
}

/// <summary>An answer of Keystone.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="SubjectToken">The token that it issues, or <c>null</c>.</param>
internal sealed record KeystoneAnswer(HttpStatusCode Status, byte[] Body, string? SubjectToken);
