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

    /// <summary>Starts what the plugin talks to, for as long as the tests run, and answers the options that say where it is.</summary>
    public Func<Task<IReadOnlyList<string>>> StartBackendAsync { get; init; } = static () => Task.FromResult<IReadOnlyList<string>>([]);
}
