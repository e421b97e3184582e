namespace Quantum.Server.Tests.Access;

/// <summary>One row of a table, with one action: what each caller is answered.</summary>
/// <param name="Target">The object: <c>network/shared</c>.</param>
/// <param name="Action">What is tried.</param>
/// <param name="Answers">One for each of <see cref="AccessTable.Callers"/>.</param>
internal sealed record AccessRow(string Target, string Action, IReadOnlyList<string> Answers)
{
    /// <summary>The resource: <c>network</c>.</summary>
    public string Resource => Target.Split('/')[0];

    public override string ToString() => $"{Target,-24} {Action,-24} {string.Join(' ', Answers)}";
}

/// <summary>Reads a table.</summary>
internal static class AccessTable
{
    public static readonly string[] Callers = ["owner", "reader", "other", "admin", "service", "nobody"];

    /// <summary>The rows, one for each action that a line names.</summary>
    public static IReadOnlyList<AccessRow> Read(string table) =>
    [
        .. table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length > 0)
            .SelectMany(words => words[1..^Callers.Length].Select(action => new AccessRow(words[0], action, words[^Callers.Length..]))),
    ];
}
