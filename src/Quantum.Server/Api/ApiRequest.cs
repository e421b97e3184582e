using Microsoft.AspNetCore.Http.Features;
using Quantum.Core.Requests;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api;

/// <summary>What the stages of the pipeline know of a request; a feature of its <see cref="HttpContext"/>.</summary>
internal sealed class ApiRequest(ApiProfile profile, string requestId)
{
    public ApiProfile Profile { get; set; } = profile;

    public string RequestId { get; } = requestId;

    /// <summary>Who asks; set by identity.</summary>
    public RequestContext? Context { get; set; }

    /// <summary>The URL's shape, for logs and metrics: <c>/v2.0/ports/{id}</c>.</summary>
    public string Route { get; set; } = "other";

    /// <summary>The object in the URL below which the request's collection stands, or <c>null</c>.</summary>
    public string? Parent { get; set; }

    /// <summary>The level of the line that is logged about the request.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Part of an answer is on its way: a failure can no longer become an error body.</summary>
    public bool IsAnswering { get; set; }

    /// <summary>The status to record for an answer that broke off after its own status was sent, or <c>null</c>.</summary>
    public int? BrokenOff { get; set; }

    /// <summary>The answer is wanted as XML.</summary>
    public bool IsXml { get; set; }

    public static ApiRequest Of(HttpContext http) => http.Features.GetRequiredFeature<ApiRequest>();
}
