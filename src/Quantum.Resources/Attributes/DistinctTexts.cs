namespace Quantum.Resources.Attributes;

/// <summary>Lists of texts in which none comes twice.</summary>
internal static class DistinctTexts
{
    /// <summary>The type of such lists.</summary>
    /// <param name="item">The texts' form.</param>
    public static AttributeType<IReadOnlyList<string>> Of(AttributeType<string> item)
    {
        var list = item.List(value => $"'{value}' is not a list");
        return new()
        {
            Schema = list.Schema,
            Read = element => Checked(list.Read(element)),
            ReadText = list.ReadText,
            Write = list.Write,
        };
    }

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> texts)
    {
        var repeated = texts.CountBy(text => text, StringComparer.Ordinal).Where(text => text.Value > 1).Select(text => text.Key).ToList();
        return repeated.Count == 0
            ? texts
            : throw AttributeFormatException.Invalid($"Duplicate items in the list: '{ValueText.Cut(string.Join(", ", repeated))}'");
    }
}
