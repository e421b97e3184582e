using System.Globalization;
using Quantum.Core.Allocation;

namespace Quantum.Core.Segments;

/// <summary>Reads ranges of segmentation ids from configuration.</summary>
internal static class SegmentRange
{
    private const int MostTunnelIds = 1 << 24;

    /// <summary>Reads <c>min:max</c>; <c>null</c> when the text has another form or leaves the limits.</summary>
    public static NumberRange? Parse(string text, NumberRange limits) =>
        text.Split(':') is [var min, var max] ? Parse(min, max, limits) : null;

    /// <summary>Reads <c>name:min:max</c> or <c>name</c>; <c>null</c> when the text has another form or leaves the limits.</summary>
    public static (string Name, NumberRange? Ids)? ParseNamed(string text, NumberRange limits, int longestName)
    {
        var parts = text.Split(':');
        if (parts[0].Length == 0 || parts[0].Length > longestName || string.IsNullOrWhiteSpace(parts[0]))
            return null;
        if (parts.Length == 1)
            return (parts[0], null);
        return parts.Length == 3 && Parse(parts[1], parts[2], limits) is { } ids ? (parts[0], ids) : null;
    }

    /// <summary>The same numbers in ranges that neither overlap nor touch, lowest first.</summary>
    public static IReadOnlyList<NumberRange> Merge(IEnumerable<NumberRange> ranges)
    {
        var merged = new List<NumberRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, range.Last) };
            else
                merged.Add(range);
        }

        return merged;
    }

    private static NumberRange? Parse(string min, string max, NumberRange limits) =>
        int.TryParse(min, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        && first <= last
        && new NumberRange((UInt128)first, (UInt128)last) is var range
        && limits.Contains(range.First) && limits.Contains(range.Last)
        && range.Count <= MostTunnelIds
            ? range
            : null;
}
