namespace Quantum.Core.Policy;

/// <summary>The configured policy file is missing, unreadable or wrong: a fault of the set-up, not of a request.</summary>
public sealed class PolicyFileException : Exception
{
    internal PolicyFileException(string file, string? rule, string reason, Exception? cause = null)
        : base(rule is null ? $"Quantum:PolicyFile: {file}: {reason}" : $"Quantum:PolicyFile: {file}, rule \"{rule}\": {reason}", cause)
    {
        File = file;
        Rule = rule;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>The rule at fault, or <c>null</c> when the file as a whole is.</summary>
    public string? Rule { get; }
}
