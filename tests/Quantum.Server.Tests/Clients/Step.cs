using System.Text.Json;

namespace Quantum.Server.Tests.Clients;

/// <summary>One command of the <c>openstack</c> client, and what must come of it.</summary>
/// <param name="User">Who gives the command.</param>
/// <param name="Command">The command, without <c>openstack</c>.</param>
/// <param name="Output">Members or items that its JSON output has; <c>null</c> when it has no output that matters.</param>
/// <param name="Refusal">What it says when it must fail; <c>null</c> when it must succeed.</param>
public sealed record Step(string User, string Command, JsonElement? Output, string? Refusal)
{
    /// <summary>The command with all that it needs for the check.</summary>
    public string CommandLine => Output is null ? Command : $"{Command} -f json";

    /// <summary>The steps of a file; its head explains the form.</summary>
    public static IReadOnlyList<Step> Read(string file)
    {
        var steps = new List<Step>();
        foreach (var line in File.ReadLines(FileOf(file)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
                steps[^1] = steps[^1] with { Output = JsonElement.Parse(line[2..]) };
            else if (line[0] == '!')
                steps[^1] = steps[^1] with { Refusal = line[1..] };
            else
                steps.Add(Given(line));
        }

        return steps;
    }

    /// <summary>A file beside the tests.</summary>
    public static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);

    private static Step Given(string line) => line.Split(' ', 2) is [['@', .. var user], var command]
        ? new(user, command, null, null)
        : new("admin", line, null, null);

    /// <summary>What is wrong with the result; <c>null</c> when it is right.</summary>
    public string? Failure(CommandResult result)
    {
        if (Refusal is not null)
        {
            return result.Status != 0 && result.Errors.Contains(Refusal, StringComparison.Ordinal)
                ? null
                : $"{Command}: must be refused with '{Refusal}', {result}";
        }

        if (result.Status != 0)
            return $"{Command}: {result}";
        return Output is not { } expected || IsPartOf(expected, JsonElement.Parse(result.Output))
            ? null
            : $"{Command}: expected {expected}, {result}";
    }

    /// <summary>Every member and item expected is there; what is more does not matter, but for an empty list.</summary>
    private static bool IsPartOf(JsonElement expected, JsonElement actual) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => expected.EnumerateObject()
            .All(member => actual.TryGetProperty(member.Name, out var value) && IsPartOf(member.Value, value)),
        (JsonValueKind.Array, JsonValueKind.Array) when expected.GetArrayLength() == 0 => actual.GetArrayLength() == 0,
        (JsonValueKind.Array, JsonValueKind.Array) => expected.EnumerateArray()
            .All(item => actual.EnumerateArray().Any(candidate => IsPartOf(item, candidate))),
        _ => JsonElement.DeepEquals(expected, actual),
    };
}
