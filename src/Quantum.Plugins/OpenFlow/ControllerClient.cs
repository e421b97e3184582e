using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Quantum.Plugins.OpenFlow;

/// <summary>
/// Speaks HTTP with the controller. Its answers have no content that matters: only the status is read. An answer that is no
/// success, none at all, or none in time raises a <see cref="ControllerException"/>.
/// </summary>
internal sealed class ControllerClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;

    /// <summary>Connects when it is first needed.</summary>
    /// <param name="address">Where the controller listens.</param>
    /// <param name="timeout">Time that it has to answer a request, connecting included.</param>
    public ControllerClient(Uri address, TimeSpan timeout)
    {
        // A redirect would turn POST into GET, and a proxy of the environment is not meant for the control network. The host
        // name is looked up again from time to time.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = timeout };
    }

    /// <summary>Creates an object; <c>false</c> when the controller knows it already.</summary>
    public async Task<bool> TryCreateAsync(string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body, cancellationToken);
        if (IsKnown(answer.StatusCode))
            return false;
        Demand(answer, path);
        return true;
    }

    /// <summary>Creates an object, in place of one with the same id that the controller knows from an earlier time.</summary>
    public async Task ReplaceAsync(string collection, string id, object body, CancellationToken cancellationToken)
    {
        if (await TryCreateAsync(collection, body, cancellationToken))
            return;

        await DeleteAsync($"{collection}/{id}", cancellationToken);
        using var answer = await SendAsync(HttpMethod.Post, collection, body, cancellationToken);
        Demand(answer, collection);
    }

    /// <summary>Changes an object.</summary>
    public async Task UpdateAsync(string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Put, path, body, cancellationToken);
        Demand(answer, path);
    }

    /// <summary>Deletes an object, if the controller knows it.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Delete, path, body: null, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
            Demand(answer, path);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Content(body) };
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ControllerException(method, path, e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControllerException(method, path, $"no answer within {_http.Timeout.TotalSeconds} s", e);
        }
    }

    /// <summary>Of known length: the controllers' web servers do not all understand a body in chunks.</summary>
    private static ByteArrayContent Content(object body) => new(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    /// <summary>Ryu answers 409, Trema's sliceable switch 422.</summary>
    private static bool IsKnown(HttpStatusCode status) => status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity;

    private static void Demand(HttpResponseMessage answer, string path)
    {
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent))
            throw new ControllerException(answer.RequestMessage!.Method, path, answer.StatusCode, answer.ReasonPhrase);
    }
}
