using System.Diagnostics;

namespace Quantum.Benchmarks;

/// <summary>Callers that send their next request as soon as the last one is answered.</summary>
public static class Load
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(2);

    /// <summary>Runs the callers, and measures them for a time.</summary>
    /// <param name="callers">What each caller does again and again.</param>
    /// <param name="time">How long is measured, after a run-up.</param>
    /// <param name="measuring">Called when the measured part begins.</param>
    public static async Task<Latencies> RunAsync(IReadOnlyList<Func<Task>> callers, TimeSpan time, Func<Task> measuring)
    {
        using var end = new CancellationTokenSource();
        var window = new Window();
        var running = callers.Select(caller => Task.Run(() => RepeatAsync(caller, window, end.Token))).ToList();
        await Task.Delay(RunUp);
        await measuring();
        window.Begin = Stopwatch.GetTimestamp();
        await Task.WhenAny(Task.Delay(time), Task.WhenAny(running));
        await end.CancelAsync();
        var times = await Task.WhenAll(running);
        return new([.. times.SelectMany(list => list).Order()], Stopwatch.GetElapsedTime(window.Begin));
    }

    /// <summary>Goes on until the end, and until one operation was measured.</summary>
    private static async Task<List<long>> RepeatAsync(Func<Task> caller, Window window, CancellationToken end)
    {
        var times = new List<long>();
        while (!end.IsCancellationRequested || times.Count == 0)
        {
            var sent = Stopwatch.GetTimestamp();
            await caller();
            if (sent >= window.Begin)
                times.Add(Stopwatch.GetTimestamp() - sent);
        }

        return times;
    }

    private sealed class Window
    {
        private long _begin = long.MaxValue;

        /// <summary>When the measured part began.</summary>
        public long Begin
        {
            get => Volatile.Read(ref _begin);
            set => Volatile.Write(ref _begin, value);
        }
    }
}

/// <summary>How long operations took.</summary>
/// <param name="Ticks">Each one's time in ticks of the stopwatch, ascending.</param>
/// <param name="Elapsed">How long was measured.</param>
public sealed record Latencies(IReadOnlyList<long> Ticks, TimeSpan Elapsed)
{
    /// <summary>Operations a second.</summary>
    public double Rate => Ticks.Count / Elapsed.TotalSeconds;

    /// <summary>The time in milliseconds that this share of the operations did not exceed.</summary>
    public double Percentile(double share) =>
        Ticks.Count == 0 ? double.NaN : Ticks[Math.Min(Ticks.Count - 1, (int)(share * Ticks.Count))] * 1000.0 / Stopwatch.Frequency;
}
