using System.Linq.Expressions;
using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Tags;

/// <summary>
/// The tags of a resource as they are kept: one text among its <see cref="ExtensionValues"/>. So they come with the row, whatever
/// the resource, and lists read nothing more for them. Each tag stands on a line of its own, escaped so that it has no line breaks;
/// that a resource has a tag is then a question about a part of the text, which every store answers.
/// </summary>
internal static class TagList
{
    /// <summary>The most tags that a resource can have.</summary>
    public const int MostTags = 50;

    /// <summary>A filter that names more is refused.</summary>
    private const int MostAsked = 500;

    private const int LongestTag = 255;
    private const string Name = "tags";
    private const char Line = '\n';

    private static readonly AttributeType<string?> Kept = AttributeTypes.Text(int.MaxValue).OrNull();

    private static readonly AttributeType<string> Tag = AttributeTypes.Text(LongestTag);

    private static readonly AttributeType<IReadOnlyList<string>> List = DistinctTexts.Of(new AttributeType<string>
    {
        Schema = Tag.Schema,
        Read = element => element.ValueKind == JsonValueKind.String ? Checked(element.GetString()!) : Tag.Read(element),
        ReadText = Tag.ReadText,
        Write = Tag.Write,
    });

    /// <summary>A list of different tags, as many as a resource can have.</summary>
    public static AttributeType<IReadOnlyList<string>> Type { get; } = new()
    {
        Schema = List.Schema,
        Read = element => ReadDistinct(element) is { Count: <= MostTags } tags ? tags : throw AttributeFormatException.Invalid(TooMany),
        ReadText = List.ReadText,
        Write = List.Write,
    };

    /// <summary>What is said of too many tags.</summary>
    public static string TooMany => FormattableString.Invariant($"The number of tags exceed the per-resource limit of {MostTags}");

    /// <summary>A list of different tags, however long.</summary>
    public static IReadOnlyList<string> ReadDistinct(JsonElement element) => List.Read(element);

    /// <summary>The tag, if it can be one.</summary>
    /// <exception cref="AttributeFormatException">It is empty or too long.</exception>
    public static string Checked(string tag)
    {
        if (tag.Length == 0)
            throw AttributeFormatException.Invalid("'' Blank strings are not permitted");
        return Tag.Read(JsonSerializer.SerializeToElement(tag));
    }

    /// <summary>The tags among a resource's values, in the order of their characters.</summary>
    public static IReadOnlyList<string> Read(ExtensionValues values) => ExtensionValues.Text(values, Name) is { } text
        ? [.. text.Split(Line, StringSplitOptions.RemoveEmptyEntries).Select(Unescaped)]
        : [];

    /// <summary>The values with these tags instead.</summary>
    public static ExtensionValues Write(ExtensionValues values, IEnumerable<string> tags)
    {
        var lines = tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Escaped).ToList();
        return values.With(Name, Kept, lines.Count == 0 ? null : $"{Line}{string.Join(Line, lines)}{Line}");
    }

    /// <summary>The condition that a resource has all of the tags, given as lists with commas.</summary>
    public static Expression<Func<TResource, bool>> HasAll<TResource>(IReadOnlyList<string> texts)
        where TResource : Resource
    {
        var lines = Lines(texts);
        return resource => lines.All(line => (ExtensionValues.Text(resource.Extensions, Name) ?? "").Contains(line));
    }

    /// <summary>The condition that a resource has one of the tags.</summary>
    public static Expression<Func<TResource, bool>> HasAny<TResource>(IReadOnlyList<string> texts)
        where TResource : Resource
    {
        var lines = Lines(texts);
        return resource => lines.Any(line => (ExtensionValues.Text(resource.Extensions, Name) ?? "").Contains(line));
    }

    /// <summary>The contrary of a condition.</summary>
    public static Expression<Func<TResource, bool>> Not<TResource>(Expression<Func<TResource, bool>> condition) =>
        Expression.Lambda<Func<TResource, bool>>(Expression.Not(condition.Body), condition.Parameters);

    private static string[] Lines(IReadOnlyList<string> texts)
    {
        var tags = texts.SelectMany(text => text.Split(',')).Distinct(StringComparer.Ordinal).ToList();
        return tags.Count <= MostAsked
            ? [.. tags.Select(tag => $"{Line}{Escaped(tag)}{Line}")]
            : throw AttributeFormatException.Unconvertible(FormattableString.Invariant($"more than {MostAsked} tags are asked for"));
    }

    private static string Escaped(string tag) => JsonEncodedText.Encode(tag).ToString();

    private static string Unescaped(string line) =>
        line.Contains('\\', StringComparison.Ordinal) ? JsonSerializer.Deserialize<string>($"\"{line}\"")! : line;
}
