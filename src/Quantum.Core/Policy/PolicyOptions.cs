namespace Quantum.Core.Policy;

/// <summary>Where the operator's own rules are.</summary>
public sealed class PolicyOptions
{
    /// <summary>
    /// Path of a JSON or YAML file that maps rule names to rules; its rules replace the built-in ones of both profiles by
    /// name. It is read at start, where a missing or broken file is fatal, and again whenever it changes. Default
    /// <c>null</c>: only the built-in rules. <c>http:</c> checks are not supported: a file that uses them is refused.
    /// </summary>
    public string? PolicyFile { get; set; }
}
