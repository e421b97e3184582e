using System.Diagnostics;
using System.Text.RegularExpressions;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api;

/// <summary>
/// The outermost stage of every request: gives it an id and a profile, turns failures into typed answers, and writes one line
/// about it.
/// </summary>
internal sealed partial class RequestPipeline(RequestDelegate next, ApiProfiles profiles, TimeProvider time, ILogger<RequestPipeline> logger)
{
    public const string RequestIdHeader = "X-Openstack-Request-Id";

    /// <summary>The methods that are counted under their own name: a client may invent any number of others.</summary>
    private static readonly HashSet<string> Methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];

    public async Task InvokeAsync(HttpContext http)
    {
        var started = time.GetTimestamp();
        var request = new ApiRequest(profiles.Default, $"req-{Guid.NewGuid():D}");
        http.Features.Set(request);
        http.Response.Headers[RequestIdHeader] = request.RequestId;
        try
        {
            CollapseSlashes(http.Request);
            request.Profile = ChooseProfile(http);
            DemandNoTunnel(http.Request);
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            request.BrokenOff = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e)
        {
            await AnswerFailureAsync(http, request, e);
        }
        finally
        {
            Record(http, request, time.GetElapsedTime(started));
        }
    }

    private ApiProfile ChooseProfile(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(ApiProfiles.FolsomPrefix, StringComparison.Ordinal, out var rest))
        {
            http.Request.PathBase += ApiProfiles.FolsomPrefix;
            http.Request.Path = rest.HasValue ? rest : "/";
            return profiles.Folsom;
        }

        var name = http.Request.Headers[ApiProfiles.Header];
        return name.Count == 0 ? profiles.Default
            : profiles.Find(name.ToString()) ?? throw new HttpBadRequestException($"{ApiProfiles.Header} must be 'modern' or 'folsom'");
    }

    private static void CollapseSlashes(HttpRequest request)
    {
        if (request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
            request.Path = SlashRun().Replace(path, "/");
    }

    /// <summary>CONNECT has no path, so it would reach the version document; but its success must not have a body.</summary>
    private static void DemandNoTunnel(HttpRequest request)
    {
        if (HttpMethods.IsConnect(request.Method))
            throw new HttpMethodNotAllowedException();
    }

    private async Task AnswerFailureAsync(HttpContext http, ApiRequest request, Exception failure)
    {
        var known = ErrorResponses.Explain(failure);
        if (known is null)
            Log.Failed(logger, request.RequestId, failure);
        else
            Log.Refused(logger, request.RequestId, known.Type, failure);

        // A list that breaks off in the middle cannot become an error any more: the client must see that it is not whole.
        if (http.Response.HasStarted || request.IsAnswering)
        {
            request.BrokenOff = known is null ? StatusCodes.Status500InternalServerError : ErrorResponses.Status(known.Kind);
            http.Abort();
        }
        else
        {
            await ErrorResponses.WriteAsync(http, request, known);
        }
    }

    private void Record(HttpContext http, ApiRequest request, TimeSpan duration)
    {
        var status = request.BrokenOff ?? http.Response.StatusCode;
        var tags = new TagList
        {
            { "method", Methods.Contains(http.Request.Method) ? http.Request.Method : "other" },
            { "route", request.Route },
            { "status", status },
        };
        QuantumMetrics.Requests.Add(1, tags);
        QuantumMetrics.RequestDuration.Record(duration.TotalSeconds, tags);
        Log.Answered(
            logger,
            request.LogLevel,
            http.Request.Method,
            request.Route,
            status,
            duration.TotalMilliseconds,
            request.RequestId,
            request.Context?.TenantId,
            request.Context?.GlobalRequestId);
    }

    [GeneratedRegex("/{2,}")]
    private static partial Regex SlashRun();

    /// <summary>Ids 3001 to 3099; next 3004.</summary>
    private static partial class Log
    {
        [LoggerMessage(
            EventId = 3001,
            Message = "{Method} {Route} {Status} in {Milliseconds:0.00} ms, {RequestId}, tenant {TenantId}, caller's id {GlobalRequestId}")]
        public static partial void Answered(
            ILogger logger,
            LogLevel level,
            string method,
            string route,
            int status,
            double milliseconds,
            string requestId,
            string? tenantId,
            string? globalRequestId);

        [LoggerMessage(3002, LogLevel.Debug, "{RequestId} refused: {Type}")]
        public static partial void Refused(ILogger logger, string requestId, string type, Exception exception);

        [LoggerMessage(3003, LogLevel.Error, "{RequestId} failed")]
        public static partial void Failed(ILogger logger, string requestId, Exception exception);
    }
}
