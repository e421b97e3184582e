using System.Text.Json;

namespace Quantum.Server.Tests.Clients;

/// <summary>How an answer differs from the recorded one in keys and JSON types; values may differ.</summary>
public sealed class AnswerComparison(RecordedNames names)
{
    /// <summary>The differences, each as <c>network.mtu is missing</c>.</summary>
    public IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string path = "")
    {
        if (Type(recorded) != Type(ours))
            return [$"{path} is {Type(ours)}, recorded as {Type(recorded)}"];

        return recorded.ValueKind switch
        {
            JsonValueKind.Object => Members(recorded, ours, path),
            JsonValueKind.Array => Items(recorded, ours, path),
            _ => [],
        };
    }

    private IEnumerable<string> Members(JsonElement recorded, JsonElement ours, string path)
    {
        foreach (var member in recorded.EnumerateObject())
        {
            var below = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!ours.TryGetProperty(member.Name, out var same))
            {
                yield return $"{below} is missing";
                continue;
            }

            foreach (var difference in Differences(member.Value, same, below))
                yield return difference;
        }

        foreach (var member in ours.EnumerateObject().Where(member => !recorded.TryGetProperty(member.Name, out _)))
            yield return $"{(path.Length == 0 ? "" : $"{path}.")}{member.Name} is more than recorded";
    }

    private IEnumerable<string> Items(JsonElement recorded, JsonElement ours, string path)
    {
        if (recorded.GetArrayLength() > 0 && ours.GetArrayLength() == 0)
            return [$"{path} is empty"];
        if (recorded.GetArrayLength() == 0 && ours.GetArrayLength() > 0)
            return [$"{path} is not empty"];

        return recorded.EnumerateArray().SelectMany(item => Item(item, recorded, ours, $"{path}[]")).Distinct();
    }

    /// <summary>An item whose counterpart is unknown is compared with the one that is most like it.</summary>
    private IEnumerable<string> Item(JsonElement item, JsonElement recorded, JsonElement ours, string path) =>
        names.Counterpart(item, recorded, ours) is { } counterpart
            ? Differences(item, counterpart, path)
            : ours.EnumerateArray().Select(candidate => Differences(item, candidate, path).ToList()).MinBy(differences => differences.Count)!;

    private static string Type(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
