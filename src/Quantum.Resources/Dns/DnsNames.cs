using System.Text.RegularExpressions;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Dns;

/// <summary>Forms of names of hosts and of domains, in lower case; or empty.</summary>
internal static partial class DnsNames
{
    /// <summary>Characters of the longest name.</summary>
    public const int Longest = 255;

    /// <summary>Characters that a domain needs below a host: a dot, one letter and the dot at the end.</summary>
    private const int ShortestDomain = 3;

    /// <summary>A domain; ends with a dot.</summary>
    public static AttributeType<string> Domain { get; } = Of(domain => domain.EndsWith('.') ? Fault(domain) : $"'{domain}' is not a FQDN");

    /// <summary>A name below a domain that is named elsewhere.</summary>
    public static AttributeType<string> RelativeHost { get; } = Of(name =>
        name.EndsWith('.') ? $"'{name}' is a FQDN. It should be a relative domain name"
        : Fault(name) ?? (name.Length <= Longest - ShortestDomain
            ? null
            : $"'{name}' contains {name.Length} characters. Adding a domain name will cause it to exceed the maximum length of a FQDN of '{Longest}'"));

    /// <summary>A name below the domain, or a complete one of that domain.</summary>
    /// <param name="domain">The domain, which ends with a dot; empty: any.</param>
    public static AttributeType<string> HostOf(string domain) => Of(name => Fault(name) ?? (domain.Length == 0 ? null : FaultIn(domain, name)));

    private static AttributeType<string> Of(Func<string, string?> fault) => new()
    {
        Schema = AttributeTypes.Text(Longest).Schema,
        Read = element =>
        {
            var name = AttributeTypes.Text(Longest).Read(element).ToLowerInvariant();
            return name.Length > 0 && fault(name) is { } found ? throw AttributeFormatException.Invalid(found) : name;
        },
        ReadText = text => text.ToLowerInvariant(),
        Write = (writer, name) => writer.WriteStringValue(name),
    };

    private static string? FaultIn(string domain, string name)
    {
        if (name.EndsWith('.'))
        {
            return name.EndsWith($".{domain}", StringComparison.Ordinal)
                ? null
                : $"The dns_name passed is a FQDN. Its higher level labels must be equal to the dns_domain option in neutron.conf, that has been set "
                    + $"to '{domain}'. It must also include one or more valid DNS labels to the left of '{domain}'";
        }

        return name.Length + 1 + domain.Length <= Longest
            ? null
            : $"The dns_name passed is a PQDN and its size is '{name.Length}'. The dns_domain option in neutron.conf is set to {domain}, with a "
                + $"length of '{domain.Length + 1}'. When the two are concatenated to form a FQDN (with a '.' at the end), the resulting length "
                + $"exceeds the maximum size of '{Longest}'";
    }

    private static string? Fault(string name)
    {
        var labels = (name.EndsWith('.') ? name[..^1] : name).Split('.');
        var fault = labels.Select(FaultOfLabel).FirstOrDefault(fault => fault is not null)
            ?? (labels.Length > 1 && labels[^1].All(char.IsAsciiDigit) ? $"TLD '{labels[^1]}' must not be all numeric" : null);
        return fault is null ? null : $"'{name}' not a valid PQDN or FQDN. Reason: {fault}";
    }

    private static string? FaultOfLabel(string label) =>
        label.Length == 0 ? "Encountered an empty component"
        : label.StartsWith('-') || label.EndsWith('-') ? $"Name '{label}' must not start or end with a hyphen"
        : Label().IsMatch(label) ? null
        : $"Name '{label}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen";

    [GeneratedRegex(@"\A[a-z0-9-]{1,63}\z")]
    private static partial Regex Label();
}
