namespace Quantum.Conformance.Tests.Plugins;

/// <summary>A plugin that has to pass the suite.</summary>
/// <param name="Name">Its short name; for a third party's, any.</param>
/// <param name="Options">The configuration that names it and lets it carry what it can.</param>
public sealed record PluginCase(string Name, params string[] Options)
{
    /// <summary>Aliases of the extensions that it adds to those of every plugin.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Attributes that it adds to those of every plugin.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Aliases of the extensions of other plugins that it does not have, as <see cref="WrittenExceptions"/> explain.</summary>
    public IReadOnlyList<string> MissingExtensions { get; init; } = [];

    /// <summary>Attributes of every plugin whose values are this one's own: what its backend made of a change.</summary>
    public IReadOnlyList<string> OwnValues { get; init; } = [];

    /// <summary>Starts what the plugin talks to.</summary>
    public Func<Task<PluginBackend>> StartBackendAsync { get; init; } = static () => Task.FromResult(PluginBackend.None);
}
