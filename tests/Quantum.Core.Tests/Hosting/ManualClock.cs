namespace Quantum.Core.Tests.Hosting;

/// <summary>A clock that stands still until told otherwise.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(int seconds) => now = now.AddSeconds(seconds);

    /// <summary>The shortest time that databases can tell apart.</summary>
    public void Tick() => now = now.AddMicroseconds(1);
}
