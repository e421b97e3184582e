using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Quantum.Core.Tests.Hosting;

/// <summary>
/// Counts what a piece of work sends to the database, whatever other tests do meanwhile: on PostgreSQL every command of the
/// driver, a batch as one; on SQLite every command of EF Core, so not the claim of addresses, which goes past it.
/// </summary>
internal sealed class SqlCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<SqlCommands?> Current = new();
    private static readonly SqlCommands Listener = new();

    private int count;

    static SqlCommands()
    {
        // EF Core remembers for a second that nobody listens: the listener must be there before the first command.
        DiagnosticListener.AllListeners.Subscribe(Listener);
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Tags.Any(tag => tag.Key is "db.statement" or "db.query.text"))
                    Add();
            },
        });
    }

    private SqlCommands()
    {
    }

    /// <summary>Starts to listen, once per process.</summary>
    public static void Listen() => GC.KeepAlive(Listener);

    public static async Task<int> CountAsync(Func<Task> work)
    {
        var commands = new SqlCommands();
        Current.Value = commands;
        try
        {
            await work();
        }
        finally
        {
            Current.Value = null;
        }

        return commands.count;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: Microsoft.Data.Sqlite.SqliteCommand })
            Add();
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private static void Add()
    {
        if (Current.Value is { } commands)
            Interlocked.Increment(ref commands.count);
    }
}
