using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Quantum.TestSupport;

/// <summary>Waits for what happens in the background, instead of sleeping for a guessed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the condition holds; the last time is at or after the deadline, counted from now.</summary>
    /// <exception cref="TimeoutException">It did not hold in time; the message quotes the condition.</exception>
    public static async Task BecomesTrueAsync(
        Func<CancellationToken, Task<bool>> condition,
        TimeSpan deadline,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var lastTime = watch.Elapsed >= deadline;
            if (await condition(cancellationToken))
                return;
            if (lastTime)
                throw new TimeoutException($"Not true within {deadline}: {text}");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <inheritdoc cref="BecomesTrueAsync(Func{CancellationToken, Task{bool}}, TimeSpan, CancellationToken, string)" />
    public static Task BecomesTrueAsync(
        Func<bool> condition,
        TimeSpan deadline,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(condition))] string text = "") =>
        BecomesTrueAsync(_ => Task.FromResult(condition()), deadline, cancellationToken, text);
}
