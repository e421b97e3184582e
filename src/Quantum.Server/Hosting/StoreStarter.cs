using Quantum.Core.Database;

namespace Quantum.Server.Hosting;

/// <summary>Brings the database up to date while the server already answers; waits for a database that is down.</summary>
internal sealed partial class StoreStarter(
    DatabaseMigrator migrator, StoreReadiness readiness, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StoreStarter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!readiness.Ready.IsCompleted)
        {
            try
            {
                await migrator.MigrateAsync(stoppingToken);
                readiness.Open();
            }
            catch (Exception e) when (DatabaseErrors.IsUnreachable(e) || DatabaseErrors.IsRace(e))
            {
                Log.Waiting(logger, e.GetBaseException().Message, Pause.TotalSeconds);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Broken(logger, e);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }
    }

    /// <summary>Ids 1101 to 1199; next 1103.</summary>
    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "The database does not answer ({Reason}); trying again in {Seconds} s")]
        public static partial void Waiting(ILogger logger, string reason, double seconds);

        [LoggerMessage(1102, LogLevel.Critical, "The database cannot be brought to this version")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
