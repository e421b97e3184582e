using Quantum.Core.Database;

namespace Quantum.Server.Hosting;

/// <summary>Whether the database has been reached and migrated since the start.</summary>
internal sealed class StoreReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the store is ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Opens the door.</summary>
    public void Open() => _ready.TrySetResult();

    /// <summary>Refuses a request that needs the store too early.</summary>
    /// <exception cref="StoreUnavailableException">The store is not ready.</exception>
    public void Demand()
    {
        if (!_ready.Task.IsCompletedSuccessfully)
            throw new StoreUnavailableException();
    }
}
