namespace Quantum.Plugins.OpenFlow;

/// <summary>Lets the callers of this process pass one at a time for the same key, in no particular order.</summary>
internal sealed class Turns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Turn> _turns = [];

    /// <summary>Waits for the key's turn; disposing of the result ends it.</summary>
    public async Task<IDisposable> EnterAsync(Guid key, CancellationToken cancellationToken)
    {
        var turn = Join(key);
        try
        {
            await turn.Gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(key, turn);
            throw;
        }

        return new Holder(this, key, turn);
    }

    private Turn Join(Guid key)
    {
        lock (_lock)
        {
            if (!_turns.TryGetValue(key, out var turn))
                _turns[key] = turn = new Turn();
            turn.Callers++;
            return turn;
        }
    }

    private void Leave(Guid key, Turn turn)
    {
        lock (_lock)
        {
            if (--turn.Callers > 0)
                return;
            _turns.Remove(key);
            turn.Gate.Dispose();
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Callers { get; set; }
    }

    private sealed class Holder(Turns turns, Guid key, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Gate.Release();
            turns.Leave(key, turn);
        }
    }
}
