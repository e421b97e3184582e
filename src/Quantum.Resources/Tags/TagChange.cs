using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Resources.Tags;

/// <summary>A change of a resource's tags. What it makes of them depends on those that the resource has when its row is written.</summary>
/// <param name="collection">The resource's collection, for refusals.</param>
/// <param name="change">The tags then, from the tags before.</param>
public sealed class TagChange(string collection, Func<IReadOnlyList<string>, IEnumerable<string>> change)
{
    /// <summary>The key under which the changes of a resource carry it.</summary>
    public static AttributeDefinition<Resource, TagChange?> Key { get; } = new(
        "tags",
        new()
        {
            Schema = TagList.Type.Schema,
            Read = _ => throw AttributeFormatException.Invalid(NotSent),
            ReadText = _ => throw AttributeFormatException.Invalid(NotSent),
            Write = (writer, _) => writer.WriteNullValue(),
        },
        _ => null);

    private const string NotSent = "tags have a URL of their own";

    /// <summary>These tags and no others.</summary>
    public static TagChange ReplaceBy(string collection, IReadOnlyList<string> tags) => new(collection, _ => tags);

    /// <summary>These tags too.</summary>
    public static TagChange Add(string collection, IReadOnlyList<string> tags) =>
        new(collection, present => present.Union(tags, StringComparer.Ordinal));

    /// <summary>This tag no longer; carrying it out throws <see cref="TagNotFoundException"/> when the resource does not have the tag.</summary>
    public static TagChange Remove(string collection, string tag) => new(collection, present =>
        present.Contains(tag, StringComparer.Ordinal) ? present.Where(other => other != tag) : throw new TagNotFoundException(tag));

    /// <summary>Reads the body <c>{"tags": [...]}</c>.</summary>
    /// <exception cref="InvalidInputException">It is no such body.</exception>
    public static IReadOnlyList<string> ReadTags(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("tags", out var tags)
            ? Readable(() => TagList.ReadDistinct(tags))
            : throw new InvalidInputException("Invalid tags body");

    /// <summary>Reads a tag that stands in a URL.</summary>
    /// <exception cref="InvalidInputException">It cannot be a tag.</exception>
    public static string ReadTag(string text) => Readable(() => TagList.Checked(text));

    /// <summary>Carries the change out.</summary>
    /// <exception cref="QuantumException">The resource would have too many tags, or lacks the one to be removed.</exception>
    public void Apply(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var tags = change(resource.Tags).ToList();
        if (tags.Count > TagList.MostTags)
            throw new BadRequestException(collection, TagList.TooMany);
        resource.SetTags(tags);
    }

    private static TResult Readable<TResult>(Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidInputException(e.Message);
        }
    }
}
