namespace Quantum.Resources.SecurityGroups;

/// <summary>The values of <c>ethertype</c>.</summary>
public static class EtherType
{
    /// <summary>Version 4 of the Internet protocol.</summary>
    public const string IPv4 = "IPv4";

    /// <summary>Version 6 of the Internet protocol.</summary>
    public const string IPv6 = "IPv6";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [IPv4, IPv6];
}
