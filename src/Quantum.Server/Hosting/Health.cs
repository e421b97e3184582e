using Quantum.Core.Database;
using Quantum.Server.Api;

namespace Quantum.Server.Hosting;

/// <summary>The three questions of operators: alive, ready, and alive as older load balancers ask. None needs identity.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapProbe("/healthz", () => Results.Text("OK"));
        app.MapProbe("/healthcheck", () => Results.Text("OK"));
        app.MapProbe("/readyz", CheckAsync);
    }

    /// <summary>Probes come every few seconds: what they are told is of interest only to who debugs them.</summary>
    private static void MapProbe(this WebApplication app, string route, Delegate answer) =>
        app.MapGet(route, answer).ExcludeFromDescription().DisableRateLimiting().AddEndpointFilter((invocation, next) =>
        {
            var request = ApiRequest.Of(invocation.HttpContext);
            (request.Route, request.LogLevel) = (route, LogLevel.Debug);
            return next(invocation);
        });

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
