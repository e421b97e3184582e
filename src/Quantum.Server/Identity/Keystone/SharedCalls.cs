using System.Collections.Concurrent;

namespace Quantum.Server.Identity.Keystone;

/// <summary>Callers who want the same thing at the same time get it from one call. Thread-safe.</summary>
internal sealed class SharedCalls<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TResult>>> _calls = new();

    /// <summary>The result of the call that is under way for a key, or else of this one.</summary>
    /// <param name="key">What is wanted.</param>
    /// <param name="call">Gets it, within a time of its own: one caller who goes away does not end it for the others.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public Task<TResult> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        var shared = _calls.GetOrAdd(key, _ => new(() => RunAsync(key, call)));
        return shared.Value.WaitAsync(cancellationToken);
    }

    private async Task<TResult> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> call)
    {
        try
        {
            return await call(CancellationToken.None);
        }
        finally
        {
            _calls.TryRemove(key, out _);
        }
    }
}
