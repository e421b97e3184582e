using System.Globalization;

namespace Quantum.Resources.SecurityGroups;

/// <summary>The IP protocols that rules know by name.</summary>
public static class IpProtocols
{
    /// <summary>Number of ICMP for IPv4.</summary>
    public const int Icmp = 1;

    /// <summary>Number of ICMP for IPv6.</summary>
    public const int IcmpV6 = 58;

    /// <summary>Today's name of ICMP for IPv6.</summary>
    public const string IcmpV6Name = "ipv6-icmp";

    private static readonly (string Name, int Number)[] All =
    [
        ("ah", 51), ("dccp", 33), ("egp", 8), ("esp", 50), ("gre", 47), ("hopopt", 0), ("icmp", Icmp), ("igmp", 2), ("ip", 0), ("ipip", 4),
        ("ipv6-encap", 41), ("ipv6-frag", 44), (IcmpV6Name, IcmpV6), ("icmpv6", IcmpV6), ("ipv6-nonxt", 59), ("ipv6-opts", 60),
        ("ipv6-route", 43), ("ospf", 89), ("pgm", 113), ("rsvp", 46), ("sctp", 132), ("tcp", 6), ("udp", 17), ("udplite", 136), ("vrrp", 112),
    ];

    private static readonly Dictionary<string, int> Numbers = All.ToDictionary(protocol => protocol.Name, protocol => protocol.Number);

    /// <summary>The names, in the order in which refusals list them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(protocol => protocol.Name)];

    /// <summary>The protocols that have ports.</summary>
    public static IReadOnlyList<string> WithPorts { get; } = ["dccp", "sctp", "tcp", "udp", "udplite"];

    /// <summary>True when the text is a name, in lower case.</summary>
    public static bool IsName(string text) => Numbers.ContainsKey(text);

    /// <summary>The number of a protocol that is given by name or number.</summary>
    public static int NumberOf(string protocol) =>
        Numbers.TryGetValue(protocol, out var number) ? number : int.Parse(protocol, CultureInfo.InvariantCulture);

    /// <summary>True when ports say something about the protocol.</summary>
    public static bool HasPorts(int number) => WithPorts.Any(name => Numbers[name] == number);

    /// <summary>True for the protocols of IPv6 alone.</summary>
    public static bool IsOfIpV6(int number) => number is IcmpV6 or 41 or 43 or 44 or 59 or 60;
}
