using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Profiles;

namespace Quantum.Resources.SecurityGroups;

/// <summary>Forms of what groups, and ports about their groups, say.</summary>
internal static class SecurityGroupAttributeTypes
{
    private const string Reserved = "default";

    private static readonly AttributeType<string> Text = AttributeTypes.Text(255);

    private static readonly AttributeType<IReadOnlyList<Guid>> List = AttributeTypes.Uuid.List(value => $"'{value}' is not a list");

    private static readonly IResourceAttribute<SecurityGroupRule>[] Shown =
        [.. SecurityGroupRuleResource.Definition.Table.Where(row => row.Definition.IsVisible)];

    /// <summary>Any name but that of the default group.</summary>
    public static AttributeType<string> Name { get; } = new()
    {
        Schema = Text.Schema,
        Read = element => Text.Read(element) is var name && name.Equals(Reserved, StringComparison.OrdinalIgnoreCase)
            ? throw new SecurityGroupDefaultAlreadyExistsException()
            : name,
        ReadText = Text.ReadText,
        Write = Text.Write,
    };

    /// <summary>Ids of groups, none twice; <c>null</c> stands for none.</summary>
    public static AttributeType<IReadOnlyList<Guid>> Ids { get; } = new()
    {
        Schema = List.Schema with { IsNullable = true },
        Read = ReadIds,
        ReadText = List.ReadText,
        Write = List.Write,
    };

    /// <summary>The rules of a group, each with all that answers show of a rule.</summary>
    public static AttributeType<IReadOnlyList<SecurityGroupRule>> Rules { get; } = new()
    {
        Schema = new ValueSchema
        {
            Type = "array",
            Items = new ValueSchema
            {
                Type = "object",
                Properties = Shown.ToDictionary(row => row.Definition.Name, row => row.Definition.Schema),
            },
        },
        Read = element => throw AttributeFormatException.Invalid($"'{ValueText.Of(element)}' cannot be sent"),
        ReadText = text => throw AttributeFormatException.Invalid($"'{ValueText.Cut(text)}' cannot be sent"),
        Write = WriteRules,
    };

    private static IReadOnlyList<Guid> ReadIds(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
            return [];

        var ids = List.Read(element);
        return ids.CountBy(id => id).Where(count => count.Value > 1).Select(count => count.Key).ToList() is { Count: > 0 } repeated
            ? throw AttributeFormatException.Invalid($"Duplicate items in the list: '{ValueText.Cut(string.Join(", ", repeated))}'")
            : ids;
    }

    private static void WriteRules(Utf8JsonWriter writer, IReadOnlyList<SecurityGroupRule> rules)
    {
        writer.WriteStartArray();
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            foreach (var row in Shown)
            {
                writer.WritePropertyName(row.Definition.Name);
                row.Write(writer, rule, ApiProfile.Modern);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
