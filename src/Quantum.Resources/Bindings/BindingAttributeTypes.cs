using System.Text.Json;
using Quantum.Resources.Attributes;

namespace Quantum.Resources.Bindings;

/// <summary>Forms of the attributes that tie a port to a host.</summary>
internal static class BindingAttributeTypes
{
    /// <summary>One of <see cref="VnicTypes.All"/>.</summary>
    public static AttributeType<string> VnicType { get; } = AttributeTypes.Text(Length).OneOf([.. VnicTypes.All]);

    /// <summary>Name of a host; <c>null</c> means none.</summary>
    public static AttributeType<string> Host { get; } = NullIs("", AttributeTypes.Text(Length));

    /// <summary>Name of a host that must be given.</summary>
    public static AttributeType<string> HostName { get; } = new()
    {
        Schema = AttributeTypes.Text(Length).Schema,
        Read = element => AttributeTypes.Text(Length).Read(element) is { } host && !string.IsNullOrWhiteSpace(host)
            ? host
            : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' Blank strings are not permitted"),
        ReadText = text => text,
        Write = (writer, host) => writer.WriteStringValue(host),
    };

    /// <summary>A JSON object, kept as its text; <c>null</c> means one without members.</summary>
    public static AttributeType<string> JsonObject { get; } = NullIs(Vif.NoDetails, new()
    {
        Schema = new ValueSchema { Type = "object" },
        Read = element => element.ValueKind == JsonValueKind.Object
            ? JsonSerializer.Serialize(element)
            : throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' is not a dictionary"),
        ReadText = text => text,
        Write = (writer, text) => writer.WriteRawValue(text, skipInputValidation: true),
    });

    private const int Length = 255;

    private static AttributeType<string> NullIs(string empty, AttributeType<string> type) => new()
    {
        Schema = type.Schema with { IsNullable = true },
        Read = element => element.ValueKind == JsonValueKind.Null ? empty : type.Read(element),
        ReadText = type.ReadText,
        Write = type.Write,
    };
}
