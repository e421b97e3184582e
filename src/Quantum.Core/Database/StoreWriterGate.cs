namespace Quantum.Core.Database;

/// <summary>
/// SQLite has one writer at a time and makes the others poll; this queue lets them wait in order instead. PostgreSQL needs
/// none and is let through.
/// </summary>
public sealed class StoreWriterGate(StoreKind store) : IDisposable
{
    private readonly SemaphoreSlim? _turns = store == StoreKind.Postgres ? null : new(1, 1);

    /// <summary>Waits for the turn; disposing of the result passes it on.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turns is not null)
            await _turns.WaitAsync(cancellationToken);
        return new Turn(_turns);
    }

    /// <inheritdoc />
    public void Dispose() => _turns?.Dispose();

    /// <summary>A writer's turn.</summary>
    public readonly record struct Turn : IDisposable
    {
        private readonly SemaphoreSlim? _turns;

        internal Turn(SemaphoreSlim? turns) => _turns = turns;

        /// <inheritdoc />
        public void Dispose() => _turns?.Release();
    }
}
