using System.Text.RegularExpressions;

namespace Quantum.Server.Identity;

/// <summary>The id that a calling service gave its own request; what is no such id is not passed on.</summary>
internal static partial class CallerRequestId
{
    public static string? Of(IHeaderDictionary headers) =>
        headers["X-Openstack-Request-Id"].ToString() is var id && Form().IsMatch(id) ? id : null;

    [GeneratedRegex("^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    private static partial Regex Form();
}
