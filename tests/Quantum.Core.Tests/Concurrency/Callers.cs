using Quantum.Resources.Errors;

namespace Quantum.Core.Tests.Concurrency;

/// <summary>Real parallel callers, all let go at once.</summary>
internal static class Callers
{
    /// <summary>Runs each call on a thread of its own choosing. A typed refusal is an outcome; anything else fails the test.</summary>
    public static async Task<IReadOnlyList<Outcome<TResult>>> AllAtOnceAsync<TResult>(IEnumerable<Func<Task<TResult>>> calls)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = calls.Select(call => Task.Run(async () =>
        {
            await start.Task;
            try
            {
                return new Outcome<TResult>(await call(), Refusal: null);
            }
            catch (QuantumException refusal)
            {
                return new Outcome<TResult>(default, refusal);
            }
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>The same call many times.</summary>
    public static Task<IReadOnlyList<Outcome<TResult>>> AllAtOnceAsync<TResult>(int count, Func<int, Task<TResult>> call) =>
        AllAtOnceAsync(Enumerable.Range(0, count).Select(number => (Func<Task<TResult>>)(() => call(number))));

    /// <summary>For calls without a result.</summary>
    public static Func<Task<bool>> Doing(Func<Task> call) => async () =>
    {
        await call();
        return true;
    };

    public static IReadOnlyList<TResult> Results<TResult>(this IEnumerable<Outcome<TResult>> outcomes) =>
        [.. outcomes.Where(outcome => outcome.Refusal is null).Select(outcome => outcome.Result!)];

    public static IReadOnlyList<QuantumException> Refusals<TResult>(this IEnumerable<Outcome<TResult>> outcomes) =>
        [.. outcomes.Select(outcome => outcome.Refusal).OfType<QuantumException>()];
}

/// <summary>How a call ended: with a result, or refused.</summary>
internal sealed record Outcome<TResult>(TResult? Result, QuantumException? Refusal);
