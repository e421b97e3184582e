using System.Text.Json;
using System.Text.RegularExpressions;

namespace Quantum.Server.Tests.Clients;

/// <summary>What the server under test calls the things that a recording names: ids, addresses and MACs that servers choose.</summary>
public sealed partial class RecordedNames
{
    private readonly Dictionary<string, string> _ours = [];

    /// <summary>A recorded text as it must be sent to the server under test.</summary>
    public string Translate(string text) => Name().Replace(text, match => _ours.GetValueOrDefault(match.Value, match.Value));

    /// <summary>Compares an answer with the recorded one and keeps the names that differ.</summary>
    public void Learn(JsonElement recorded, JsonElement ours)
    {
        if (recorded.ValueKind != ours.ValueKind)
            return;

        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in recorded.EnumerateObject())
                {
                    if (ours.TryGetProperty(member.Name, out var same))
                        Learn(member.Value, same);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in recorded.EnumerateArray())
                {
                    if (Counterpart(item, recorded, ours) is { } same)
                        Learn(item, same);
                }

                break;
            case JsonValueKind.String when recorded.GetString() is { } text && Name().Match(text).Length == text.Length && text.Length > 0:
                _ours.TryAdd(text, ours.GetString()!);
                break;
            default:
                break;
        }
    }

    /// <summary>The item of our list that stands for a recorded one.</summary>
    public JsonElement? Counterpart(JsonElement item, JsonElement recorded, JsonElement ours)
    {
        var candidates = ours.EnumerateArray().ToList();
        var known = IdOf(item) is { } id ? candidates.FindIndex(candidate => IdOf(candidate) == Translate(id)) : -1;
        if (known >= 0)
            return candidates[known];

        // Not met before: the only one, or the only one of its name.
        var name = NameOf(item);
        var named = candidates.Where(candidate => NameOf(candidate) == name).ToList();
        return recorded.GetArrayLength() == 1 && candidates.Count == 1 ? candidates[0]
            : name is { Length: > 0 } && named.Count == 1 ? named[0]
            : null;
    }

    private static string? IdOf(JsonElement item) => TextOf(item, "id");

    private static string? NameOf(JsonElement item) => TextOf(item, "name");

    private static string? TextOf(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>An id, an IPv4 address or a MAC.</summary>
    [GeneratedRegex("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|([0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9/])|([0-9a-f]{2}:){5}[0-9a-f]{2}")]
    private static partial Regex Name();
}
