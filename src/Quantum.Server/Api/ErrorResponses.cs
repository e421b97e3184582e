using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quantum.Core.Database;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;
using Quantum.Server.Identity;

namespace Quantum.Server.Api;

/// <summary>The one place that knows which status a failure has and writes its body.</summary>
internal static class ErrorResponses
{
    private const string InternalType = "HTTPInternalServerError";
    private const string InternalMessage = "Request Failed: internal server error while processing your request.";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<ErrorKind, int> Statuses = new()
    {
        [ErrorKind.BadRequest] = StatusCodes.Status400BadRequest,
        [ErrorKind.Unauthenticated] = StatusCodes.Status401Unauthorized,
        [ErrorKind.Forbidden] = StatusCodes.Status403Forbidden,
        [ErrorKind.NotFound] = StatusCodes.Status404NotFound,
        [ErrorKind.MethodNotAllowed] = StatusCodes.Status405MethodNotAllowed,
        [ErrorKind.NotAcceptable] = StatusCodes.Status406NotAcceptable,
        [ErrorKind.RequestTimeout] = StatusCodes.Status408RequestTimeout,
        [ErrorKind.Conflict] = StatusCodes.Status409Conflict,
        [ErrorKind.InUse] = StatusCodes.Status409Conflict,
        [ErrorKind.Exhausted] = StatusCodes.Status409Conflict,
        [ErrorKind.PreconditionFailed] = StatusCodes.Status412PreconditionFailed,
        [ErrorKind.TooLarge] = StatusCodes.Status413PayloadTooLarge,
        [ErrorKind.TooMany] = StatusCodes.Status429TooManyRequests,
        [ErrorKind.Unavailable] = StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The failure as the client is told about it, or <c>null</c> for a defect of the server.</summary>
    public static QuantumException? Explain(Exception failure) => failure switch
    {
        QuantumException known => known,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new HttpRequestTooLargeException(),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new HttpRequestTimeoutException(),
        BadHttpRequestException malformed => new HttpBadRequestException(malformed.Message),
        _ when DatabaseErrors.IsUnreachable(failure) => new StoreUnavailableException(),
        _ => null,
    };

    /// <summary>The HTTP status of a kind of failure.</summary>
    public static int Status(ErrorKind kind) => Statuses[kind];

    /// <summary>Writes status and body.</summary>
    public static async Task WriteAsync(HttpContext http, ApiRequest request, QuantumException? failure)
    {
        http.Response.Clear();
        http.Response.Headers["X-Openstack-Request-Id"] = request.RequestId;
        if (failure is UnauthorizedException unauthorized)
            http.Response.Headers.WWWAuthenticate = unauthorized.Challenge;
        if (failure is HttpTooManyRequestsException busy)
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(busy.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        http.Response.StatusCode = failure is null ? StatusCodes.Status500InternalServerError : Status(failure.Kind);
        if (failure is HttpNotFoundException && request.Profile.PlainNotFoundPages)
        {
            http.Response.ContentType = "text/plain; charset=UTF-8";
            await http.Response.WriteAsync($"404 Not Found\n\n{failure.Message}\n\n   ");
            return;
        }

        await using var body = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(body, Json))
        {
            WriteBody(writer, request.Profile, failure);
        }

        body.Position = 0;
        await Representation.SendAsync(http, request.IsXml ? XmlStyle.Elements : null, body);
    }

    /// <summary>Writes the body alone; <c>null</c> is a defect of the server.</summary>
    public static void WriteBody(Utf8JsonWriter writer, ApiProfile profile, QuantumException? failure)
    {
        if (failure is UnauthorizedException)
        {
            WriteUnauthorized(writer, failure.Message);
            return;
        }

        var old = failure?.FolsomMessage ?? InternalMessage;
        writer.WriteStartObject();
        if (profile.ErrorBody != ErrorBody.Quantum)
        {
            writer.WriteStartObject("NeutronError");
            writer.WriteString("type", failure?.Type ?? InternalType);
            writer.WriteString("message", profile.OldErrorTexts ? old : failure?.Message ?? InternalMessage);
            writer.WriteString("detail", "");
            writer.WriteEndObject();
        }

        if (profile.ErrorBody != ErrorBody.Neutron)
            writer.WriteString("QuantumError", old);
        writer.WriteEndObject();
    }

    /// <summary>A body as Keystone writes it: clients know it from there.</summary>
    private static void WriteUnauthorized(Utf8JsonWriter writer, string message)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", StatusCodes.Status401Unauthorized);
        writer.WriteString("title", "Unauthorized");
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
