namespace Quantum.Conformance.Tests.Plugins;

/// <summary>What a plugin talks to, for as long as the tests run.</summary>
/// <param name="Options">The configuration that says where it is.</param>
/// <param name="Running">What ends with the tests; <c>null</c> where there is nothing.</param>
public sealed record PluginBackend(IReadOnlyList<string> Options, IAsyncDisposable? Running = null) : IAsyncDisposable
{
    /// <summary>That of plugins that talk to nobody.</summary>
    public static PluginBackend None { get; } = new([]);

    public ValueTask DisposeAsync() => Running?.DisposeAsync() ?? ValueTask.CompletedTask;
}
