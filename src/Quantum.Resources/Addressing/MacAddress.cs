using System.Globalization;

namespace Quantum.Resources.Addressing;

/// <summary>A 48-bit hardware address. The default value is <c>00:00:00:00:00:00</c>.</summary>
public readonly record struct MacAddress : IComparable<MacAddress>
{
    private const int OctetCount = 6;
    private const int MaxTextLength = 17;
    private const ulong MaxValue = 0xffff_ffff_ffff;

    /// <summary>Creates an address from its number; the first octet is the most significant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number has more than 48 bits.</exception>
    public MacAddress(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        Value = value;
    }

    /// <summary>The address as a number of 48 bits.</summary>
    public ulong Value { get; }

    /// <summary>Whether frames to the address reach a group, which includes broadcast (lowest bit of the first octet).</summary>
    public bool IsMulticast => (Value >> 40 & 1) == 1;

    /// <summary>Whether the first address sorts before the second.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left.Value < right.Value;

    /// <summary>Whether the first address sorts after the second.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left.Value > right.Value;

    /// <summary>Whether the first address sorts before the second or equals it.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left.Value <= right.Value;

    /// <summary>Whether the first address sorts after the second or equals it.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left.Value >= right.Value;

    /// <summary>Creates an address from its six octets, in the order in which they are written.</summary>
    /// <exception cref="ArgumentException">There are not exactly six octets.</exception>
    public static MacAddress FromOctets(ReadOnlySpan<byte> octets)
    {
        if (octets.Length != OctetCount)
            throw new ArgumentException($"A MAC address has {OctetCount} octets, not {octets.Length}", nameof(octets));
        var value = 0UL;
        foreach (var octet in octets)
            value = value << 8 | octet;
        return new MacAddress(value);
    }

    /// <summary>
    /// Reads <c>aa:bb:cc:dd:ee:ff</c> or the same with dashes (a leading zero of an octet may be missing),
    /// <c>aabb.ccdd.eeff</c>, or twelve hexadecimal digits, in either case of letters.
    /// </summary>
    public static bool TryParse(string? text, out MacAddress address)
    {
        address = default;
        if (text is null || text.Length > MaxTextLength)
            return false;
        var digits = text.Contains(':') ? JoinOctets(text.Split(':'))
            : text.Contains('-') ? JoinOctets(text.Split('-'))
            : text.Contains('.') ? JoinWords(text.Split('.'))
            : text;
        if (digits?.Length != 2 * OctetCount || !digits.All(char.IsAsciiHexDigit))
            return false;
        address = new MacAddress(ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Reads text that is known to be valid, such as a stored value.</summary>
    /// <exception cref="FormatException"><see cref="TryParse"/> refuses the text.</exception>
    public static MacAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a MAC address");

    /// <summary>The six octets in the order in which they are written.</summary>
    public byte[] ToOctets()
    {
        var octets = new byte[OctetCount];
        for (var i = 0; i < OctetCount; i++)
            octets[i] = (byte)(Value >> (8 * (OctetCount - 1 - i)) & 0xff);
        return octets;
    }

    /// <summary>Numeric order.</summary>
    public int CompareTo(MacAddress other) => Value.CompareTo(other.Value);

    /// <summary>The canonical text: lower case, six octets of two digits, separated by colons.</summary>
    public override string ToString() => string.Join(':', ToOctets().Select(o => o.ToString("x2", CultureInfo.InvariantCulture)));

    private static string? JoinOctets(string[] octets) =>
        octets.Length == OctetCount && octets.All(o => o.Length is 1 or 2) ? string.Concat(octets.Select(o => o.PadLeft(2, '0'))) : null;

    private static string? JoinWords(string[] words) =>
        words.Length == 3 && words.All(w => w.Length == 4) ? string.Concat(words) : null;
}
