using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Conformance.Tests.Suites;

/// <summary>
/// What a client asked and was answered, without what differs from run to run: ids are numbered in the order in which they
/// appear, times and MAC addresses are left out, and so are some attributes.
/// </summary>
internal sealed partial class Transcript(IReadOnlyList<string> omitted, string tenant)
{
    private readonly List<string> _lines = [];
    private readonly Dictionary<string, int> _ids = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Notes a request and its answer, and passes the answer on.</summary>
    public Answer Note(string request, Answer answer)
    {
        _lines.Add($"{Plain(request)} -> {(int)answer.Status} {Plain(Bare(answer.Text))}");
        return answer;
    }

    private string Bare(string text)
    {
        if (text.Length == 0)
            return text;

        var body = JsonNode.Parse(text);
        Strip(body);
        return body?.ToJsonString() ?? "null";
    }

    private void Strip(JsonNode? node)
    {
        if (node is JsonObject item)
        {
            foreach (var name in omitted)
                item.Remove(name);
            foreach (var (_, value) in item)
                Strip(value);
        }
        else if (node is JsonArray items && items.All(value => value?.GetValueKind() == JsonValueKind.Object))
        {
            foreach (var value in items)
                Strip(value);
        }
    }

    private string Plain(string text) =>
        Time().Replace(Mac().Replace(Id().Replace(text.Replace(tenant, "TENANT", StringComparison.Ordinal), Number), "MAC"), "TIME");

    private string Number(Match id)
    {
        if (!_ids.TryGetValue(id.Value, out var number))
            _ids[id.Value] = number = _ids.Count + 1;
        return $"ID{number}";
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("([0-9a-f]{2}:){5}[0-9a-f]{2}")]
    private static partial Regex Mac();

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")]
    private static partial Regex Time();
}
