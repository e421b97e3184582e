using System.Text.Json;

namespace Quantum.Resources.Attributes;

/// <summary>
/// The form of an attribute's value: how it is read from a request body, from a query string, and written to an answer.
/// Reading throws <see cref="AttributeFormatException"/>.
/// </summary>
/// <typeparam name="T">The value's type in code.</typeparam>
public sealed class AttributeType<T>
{
    /// <summary>What documents say of the value.</summary>
    public required ValueSchema Schema { get; init; }

    /// <summary>Reads a value of a request body; JSON <c>null</c> included.</summary>
    public required Func<JsonElement, T> Read { get; init; }

    /// <summary>Reads a value of a query string.</summary>
    public required Func<string, T> ReadText { get; init; }

    /// <summary>Writes a value to an answer.</summary>
    public required Action<Utf8JsonWriter, T> Write { get; init; }
}

/// <summary>Combinators of attribute types.</summary>
public static class AttributeTypeExtensions
{
    /// <summary>The same type, with JSON <c>null</c> as a further value.</summary>
    public static AttributeType<T?> OrNull<T>(this AttributeType<T> type)
        where T : class => new()
        {
            Schema = type.Schema with { IsNullable = true },
            Read = element => element.ValueKind == JsonValueKind.Null ? null : type.Read(element),
            ReadText = type.ReadText,
            Write = (writer, value) =>
            {
                if (value is null)
                    writer.WriteNullValue();
                else
                    type.Write(writer, value);
            },
        };

    /// <summary>The same type of a value without a <c>null</c> of its own, with JSON <c>null</c> as a further value.</summary>
    public static AttributeType<T?> OrNone<T>(this AttributeType<T> type)
        where T : struct => new()
        {
            Schema = type.Schema with { IsNullable = true },
            Read = element => element.ValueKind == JsonValueKind.Null ? null : type.Read(element),
            ReadText = text => type.ReadText(text),
            Write = (writer, value) =>
            {
                if (value is { } present)
                    type.Write(writer, present);
                else
                    writer.WriteNullValue();
            },
        };

    /// <summary>A list of the type's values; anything else is refused with the reason given.</summary>
    /// <param name="type">The items' type.</param>
    /// <param name="refusal">Builds the reason from the printed value.</param>
    public static AttributeType<IReadOnlyList<T>> List<T>(this AttributeType<T> type, Func<string, string> refusal) => new()
    {
        Schema = new ValueSchema { Type = "array", Items = type.Schema },
        Read = element => element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(type.Read)]
            : throw AttributeFormatException.Invalid(refusal(ValueText.Of(element))),
        ReadText = text => [type.ReadText(text)],
        Write = (writer, values) =>
        {
            writer.WriteStartArray();
            foreach (var value in values)
                type.Write(writer, value);
            writer.WriteEndArray();
        },
    };
}
