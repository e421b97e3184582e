using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Quantum.Core.Requests;

namespace Quantum.Server.Api;

/// <summary>Builds the addresses that answers carry: as the client reaches the server, even through proxies.</summary>
internal sealed class Links(ApiOptions options)
{
    /// <summary>The absolute address of a path of this server; keeps the profile's mount prefix.</summary>
    public string To(HttpRequest request, string path)
    {
        if (options.LinkPrefix is { } prefix)
            return prefix.TrimEnd('/') + request.PathBase + path;

        var scheme = First(request, "X-Forwarded-Proto") ?? request.Scheme;
        var host = First(request, "X-Forwarded-Host") ?? Host(request);
        return $"{scheme}://{host}{request.PathBase.ToUriComponent()}{path}";
    }

    /// <summary>The pages around one: next unless the list ends here, previous unless it begins here.</summary>
    public IEnumerable<(string Rel, string Href)> Around(HttpRequest request, ListQuery query, ResourcePage page, PageEnds ends)
    {
        var isShort = ends.Count < page.Limit;
        if (page.IsReverse || !isShort)
            yield return ("next", Page(request, query, ends.Last ?? page.Marker, isReverse: false));
        if (!page.IsReverse || !isShort)
            yield return ("previous", Page(request, query, ends.First ?? page.Marker, isReverse: true));
    }

    private string Page(HttpRequest request, ListQuery query, string? marker, bool isReverse)
    {
        var parameters = new QueryBuilder(query.Parameters
            .Where(parameter => parameter.Name is not ("marker" or "page_reverse"))
            .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
        if (marker is not null)
            parameters.Add("marker", marker);
        if (isReverse)
            parameters.Add("page_reverse", "True");
        return To(request, request.Path.ToUriComponent()) + parameters.ToQueryString();
    }

    /// <summary>The host that the client addressed; an old client does not say, and then it is the address that it reached.</summary>
    private static string Host(HttpRequest request) => request.Host.HasValue || request.HttpContext.Connection.LocalIpAddress is not { } address
        ? request.Host.ToUriComponent()
        : new IPEndPoint(address, request.HttpContext.Connection.LocalPort).ToString();

    private static string? First(HttpRequest request, string header) =>
        request.Headers[header].ToString().Split(',')[0].Trim() is { Length: > 0 } value ? value : null;
}

/// <summary>The items at the ends of a page.</summary>
/// <param name="Count">Number of items.</param>
/// <param name="First">Id of the first, or <c>null</c> when there is none.</param>
/// <param name="Last">Id of the last, or <c>null</c> when there is none.</param>
internal readonly record struct PageEnds(int Count, string? First, string? Last);
