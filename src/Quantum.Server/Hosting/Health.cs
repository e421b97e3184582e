using Quantum.Core.Database;

namespace Quantum.Server.Hosting;

/// <summary>The three questions of operators: alive, ready, and alive as older load balancers ask. None needs identity.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("OK")).ExcludeFromDescription();
        app.MapGet("/healthcheck", () => Results.Text("OK")).ExcludeFromDescription();
        app.MapGet("/readyz", CheckAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> CheckAsync(StoreReadiness readiness, QuantumStore store, CancellationToken cancellationToken)
    {
        if (!readiness.Ready.IsCompletedSuccessfully)
            return NotReady();

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await using var db = store.OpenRead();
            return await db.Database.CanConnectAsync(deadline.Token) ? Results.Text("OK") : NotReady();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotReady();
        }
    }

    private static IResult NotReady() =>
        Results.Text("The database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
}
