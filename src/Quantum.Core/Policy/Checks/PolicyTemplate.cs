using System.Text;

namespace Quantum.Core.Policy.Checks;

/// <summary>The right side of a check: text in which <c>%(attr)s</c> stands for an attribute of the target.</summary>
internal sealed class PolicyTemplate
{
    private readonly string source;
    private readonly string? literal;
    private readonly TargetAttribute? single;
    private readonly Part[] parts;

    private PolicyTemplate(string source, Part[] parts)
    {
        this.source = source;
        this.parts = parts;
        if (parts is [] or [{ Attribute: null }])
            literal = string.Concat(parts.Select(part => part.Text));
        if (parts is [{ Attribute: { } attribute }])
            single = attribute;
    }

    /// <exception cref="FormatException">A percent sign that is neither <c>%(attr)s</c> nor <c>%%</c>.</exception>
    public static PolicyTemplate Parse(string source)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                text.Append(source[i]);
            }
            else if (source.AsSpan(i).StartsWith("%%"))
            {
                text.Append('%');
                i++;
            }
            else
            {
                var end = source.IndexOf(")s", i, StringComparison.Ordinal);
                if (end < i + 3 || source[i + 1] != '(')
                    throw new FormatException($"\"{source}\" has a % that is not %(attribute)s");

                Flush(parts, text);
                parts.Add(new Part(string.Empty, TargetAttribute.Named(source[(i + 2)..end])));
                i = end + 1;
            }
        }

        Flush(parts, text);
        return new PolicyTemplate(source, [.. parts]);
    }

    public bool IsLiteral(string text) => literal == text;

    /// <summary>A literal that means a boolean, in the one spelling that <see cref="PolicyText"/> gives booleans.</summary>
    public PolicyTemplate AsFlag() => literal is not null && PolicyText.ToFlag(literal) is { } flag ? Parse(PolicyText.Of(flag)) : this;

    /// <summary>True when the target has every attribute that is asked for and the text comes out as expected.</summary>
    public bool Matches(IPolicyTarget target, string expected)
    {
        if (single is not null)
            return single.TryGet(target, out var value) && PolicyText.Is(value, expected);

        return string.Equals(Resolve(target), expected, StringComparison.Ordinal);
    }

    /// <summary>The text for this target, or <c>null</c> when an attribute is absent.</summary>
    public string? Resolve(IPolicyTarget target)
    {
        if (literal is not null)
            return literal;

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Attribute is null)
                text.Append(part.Text);
            else if (part.Attribute.TryGet(target, out var value))
                text.Append(PolicyText.Of(value));
            else
                return null;
        }

        return text.ToString();
    }

    public override string ToString() => source;

    private static void Flush(List<Part> parts, StringBuilder text)
    {
        if (text.Length > 0)
            parts.Add(new Part(text.ToString(), null));
        text.Clear();
    }

    private readonly record struct Part(string Text, TargetAttribute? Attribute);
}
