using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Ports;

namespace Quantum.Resources.DhcpOptions;

/// <summary>The row of the options that DHCP gives to a port beyond the usual ones.</summary>
public static class ExtraDhcpOptionAttributes
{
    private const string Name = "opt_name";
    private const string Value = "opt_value";
    private const string Version = "ip_version";
    private const int NameLength = 64;
    private const int ValueLength = 255;

    /// <summary>The options whose value may be empty: nothing is to be handed out then.</summary>
    private static readonly string[] Blankable = ["router", "classless-static-route"];

    private static readonly AttributeType<int> IpVersion = AttributeTypes.Integer.OneOf(4, 6);

    private static readonly AttributeType<ExtraDhcpOption> Option = new()
    {
        Schema = new ValueSchema
        {
            Type = "object",
            Properties = new Dictionary<string, ValueSchema>
            {
                [Name] = AttributeTypes.Text(NameLength).Schema,
                [Value] = AttributeTypes.Text(ValueLength).OrNull().Schema,
                [Version] = IpVersion.Schema,
            },
            Required = [Name, Value],
        },
        Read = ReadOption,
        ReadText = text => throw Unmatched(text),
        Write = (writer, option) =>
        {
            writer.WriteStartObject();
            writer.WriteString(Name, option.Name);
            writer.WriteString(Value, option.Value);
            writer.WriteNumber(Version, option.IpVersion);
            writer.WriteEndObject();
        },
    };

    private static readonly AttributeType<IReadOnlyList<ExtraDhcpOption>> Options = new()
    {
        Schema = new ValueSchema { Type = "array", Items = Option.Schema, IsNullable = true },
        Read = ReadOptions,
        ReadText = text => throw Unmatched(text),
        Write = Option.List(_ => "").Write,
    };

    /// <summary><c>extra_dhcp_opts</c>: PUT changes the options that it names; a null value takes one away.</summary>
    public static readonly AttributeDefinition<Port, IReadOnlyList<ExtraDhcpOption>> ExtraDhcpOptions =
        new AttributeDefinition<Port, IReadOnlyList<ExtraDhcpOption>>("extra_dhcp_opts", Options, port => port.ExtraDhcpOptions)
            .PostGenerated().Put().Only(profile => profile.StandardAttributes)
            .Doc(
                "Options that DHCP gives to the port beyond the usual ones. PUT changes those that it names; a null value takes one away.",
                """[{"opt_name": "mtu", "opt_value": "1400", "ip_version": 4}]""");

    private static List<ExtraDhcpOption> ReadOptions(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Null)
            return [];
        if (element.ValueKind != JsonValueKind.Array)
            throw AttributeFormatException.Unconvertible($"'{ValueText.Of(element)}' is not a list");

        var options = new List<ExtraDhcpOption>();
        foreach (var item in element.EnumerateArray())
        {
            var option = Option.Read(item);
            if (options.Exists(option.IsOf))
                throw AttributeFormatException.Unconvertible($"Duplicate items in the list: '{ValueText.Of(item)}'");
            options.Add(option);
        }

        return options;
    }

    private static ExtraDhcpOption ReadOption(JsonElement element)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Object
                && element.EnumerateObject().All(member => member.Name is Name or Value or Version)
                && element.TryGetProperty(Name, out var name)
                && element.TryGetProperty(Value, out var value))
            {
                var option = new ExtraDhcpOption(
                    AttributeTypes.Text(NameLength).Read(name),
                    element.TryGetProperty(Version, out var version) ? IpVersion.Read(version) : 4,
                    AttributeTypes.Text(ValueLength).OrNull().Read(value));
                if (IsAcceptable(option))
                    return option;
            }
        }
        catch (AttributeFormatException)
        {
            // Whatever is wrong with an option, the API names the option.
        }

        throw Unmatched(ValueText.Of(element));
    }

    private static bool IsAcceptable(ExtraDhcpOption option) => Blankable.Contains(option.Name)
        || (IsLine(option.Name) && (option.Value is null || IsLine(option.Value)));

    private static bool IsLine(string text) => !string.IsNullOrWhiteSpace(text) && text.AsSpan().IndexOfAny('\r', '\n') < 0;

    private static AttributeFormatException Unmatched(string value) =>
        AttributeFormatException.Unconvertible($"No valid key specs matched for: {value}");
}
