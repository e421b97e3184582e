namespace Quantum.Resources.DhcpOptions;

/// <summary>An option that DHCP gives to a port beyond the usual ones.</summary>
/// <param name="Name">Name of the option; a port has one value of it for each IP version.</param>
/// <param name="IpVersion">4 or 6.</param>
/// <param name="Value">Its value; <c>null</c> in a request: take the option away.</param>
public sealed record ExtraDhcpOption(string Name, int IpVersion, string? Value)
{
    /// <summary>True when both say something about the same option.</summary>
    public bool IsOf(ExtraDhcpOption other) => Name == other.Name && IpVersion == other.IpVersion;

    /// <summary>The options after a request: those that it names are changed, added or taken away, others stay.</summary>
    public static IReadOnlyList<ExtraDhcpOption> Merge(IReadOnlyList<ExtraDhcpOption> present, IReadOnlyList<ExtraDhcpOption> changes)
    {
        var kept = present.Select(option => changes.FirstOrDefault(option.IsOf) ?? option);
        var added = changes.Where(change => !present.Any(change.IsOf));
        return [.. kept.Concat(added).Where(option => option.Value is not null)];
    }
}
