namespace Quantum.Resources.Attributes;

/// <summary>What the data plane last said of a network or port.</summary>
public enum ResourceStatus
{
    /// <summary>Works.</summary>
    Active,

    /// <summary>Being built.</summary>
    Build,

    /// <summary>Not wired.</summary>
    Down,

    /// <summary>The plugin's backend could not carry out the last change.</summary>
    Error,
}
