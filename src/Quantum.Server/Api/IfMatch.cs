using System.Globalization;
using System.Text.RegularExpressions;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;

namespace Quantum.Server.Api;

/// <summary>The header <c>If-Match: revision_number=7</c>, quotes tolerated; any other text in it is ignored.</summary>
internal static partial class IfMatch
{
    /// <summary>The revision that the client insists on, or <c>null</c>.</summary>
    /// <exception cref="BadRequestException">The revision is no number, or there are two.</exception>
    public static int? Read(HttpRequest request, RequestContext context)
    {
        if (!context.Profile.StandardAttributes)
            return null;

        var conditions = request.Headers.IfMatch.SelectMany(line => line!.Split(','))
            .Select(text => Condition().Match(text.Trim()))
            .Where(match => match.Success)
            .ToList();
        return conditions switch
        {
            [] => null,
            [var only] when int.TryParse(only.Groups["revision"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) => revision,
            _ => throw new BadRequestException("if-match", "Revision number etag must be in the format of revision_number=<int>"),
        };
    }

    [GeneratedRegex("^[\"']?revision_number=(?<revision>.*?)[\"']?$")]
    private static partial Regex Condition();
}
