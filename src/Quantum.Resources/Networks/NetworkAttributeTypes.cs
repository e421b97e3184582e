using System.Text.RegularExpressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Networks;

/// <summary>Forms of the network attributes that have rules of their own.</summary>
internal static partial class NetworkAttributeTypes
{
    private const int LongestName = 255;

    /// <summary>Bytes of the largest packet; 0: as many as what carries the network allows.</summary>
    public static AttributeType<int> Mtu { get; } = new()
    {
        Schema = AttributeTypes.Integer.Schema,
        Read = element => AttributeTypes.Integer.Read(element) switch
        {
            < 0 and var negative => throw AttributeFormatException.Invalid($"'{negative}' should be non-negative"),
            > 0 and < Network.SmallestMtu and var small =>
                throw AttributeFormatException.Invalid($"'{small}' is too small - must be at least '{Network.SmallestMtu}'"),
            var bytes => bytes,
        },
        ReadText = AttributeTypes.Integer.ReadText,
        Write = AttributeTypes.Integer.Write,
    };

    /// <summary>A domain name that ends with a dot, in lower case; or empty.</summary>
    public static AttributeType<string> DnsDomain { get; } = new()
    {
        Schema = AttributeTypes.Text(LongestName).Schema,
        Read = element =>
        {
            var domain = AttributeTypes.Text(LongestName).Read(element).ToLowerInvariant();
            return Fault(domain) is { } fault ? throw AttributeFormatException.Invalid(fault) : domain;
        },
        ReadText = text => text.ToLowerInvariant(),
        Write = (writer, domain) => writer.WriteStringValue(domain),
    };

    private static string? Fault(string domain)
    {
        if (domain.Length == 0)
            return null;
        if (!domain.EndsWith('.'))
            return $"'{domain}' is not a FQDN";

        var labels = domain[..^1].Split('.');
        var fault = labels.Select(FaultOfLabel).FirstOrDefault(fault => fault is not null)
            ?? (labels.Length > 1 && labels[^1].All(char.IsAsciiDigit) ? $"TLD '{labels[^1]}' must not be all numeric" : null);
        return fault is null ? null : $"'{domain}' not a valid PQDN or FQDN. Reason: {fault}";
    }

    private static string? FaultOfLabel(string label) =>
        label.Length == 0 ? "Encountered an empty component"
        : label.StartsWith('-') || label.EndsWith('-') ? $"Name '{label}' must not start or end with a hyphen"
        : Label().IsMatch(label) ? null
        : $"Name '{label}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen";

    [GeneratedRegex(@"\A[a-z0-9-]{1,63}\z")]
    private static partial Regex Label();
}
