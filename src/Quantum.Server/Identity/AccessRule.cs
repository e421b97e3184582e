using System.Text;
using System.Text.RegularExpressions;

namespace Quantum.Server.Identity;

/// <summary>A kind of request that the owner of an application credential allowed it.</summary>
/// <param name="service">Type of the service that the rule is for.</param>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path: <c>*</c> and <c>{name}</c> stand for one part of it, <c>**</c> for any number.</param>
internal sealed partial class AccessRule(string service, string method, string path)
{
    // Users write the patterns, so matching one must not take longer than the path is long.
    private readonly Regex _path = new(Translate(path), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public bool Allows(string serviceType, HttpRequest request) =>
        service == serviceType && method == request.Method && _path.IsMatch(request.Path.Value!);

    private static string Translate(string path)
    {
        var pattern = new StringBuilder(@"\A");
        foreach (Match part in Parts().Matches(path))
        {
            pattern.Append(part.Value switch
            {
                "**" => ".*",
                "*" or ['{', ..] => "[^/]+",
                var text => Regex.Escape(text),
            });
        }

        return pattern.Append(@"\z").ToString();
    }

    [GeneratedRegex(@"\*\*|\*|\{[^}]*\}|[^*{]+|\{")]
    private static partial Regex Parts();
}
