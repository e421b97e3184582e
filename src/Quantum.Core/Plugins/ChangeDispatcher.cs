using Microsoft.Extensions.Logging;
using Quantum.Core.Database;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Plugins;

/// <summary>
/// Carries out changes in the one order that holds for all resources: rows and the plugin's own rules in one transaction, then
/// the plugin's backend. A backend that fails leaves the resource in status <c>ERROR</c>.
/// </summary>
public sealed partial class ChangeDispatcher(QuantumStore store, PluginOptions options, TimeProvider time, ILogger<ChangeDispatcher> logger)
{
    /// <summary>Runs one operation.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="hooks">The plugin's part.</param>
    /// <param name="work">Changes rows and records what changed; runs again after a lost race.</param>
    /// <param name="cancellationToken">Abandons the operation while it is not committed.</param>
    /// <exception cref="PluginBackendException">The change is committed, the backend failed.</exception>
    public async Task<TResult> RunAsync<TResult>(
        RequestContext context,
        PluginHooks hooks,
        Func<ChangeScope, CancellationToken, Task<TResult>> work,
        CancellationToken cancellationToken)
    {
        var (result, changes) = await store.WriteAsync(
            async (transaction, token) =>
            {
                var scope = new ChangeScope(transaction, context, hooks);
                var result = await work(scope, token);
                foreach (var change in scope.Changes)
                    await change.Changing(transaction, token);
                return (result, scope.Changes);
            },
            cancellationToken);

        RecordedChange? failed = null;
        foreach (var change in changes)
        {
            if (!await TellBackendAsync(change))
                failed ??= change;
        }

        return failed is null ? result : throw new PluginBackendException(NameOf(failed.Resource), failed.Resource.Id);
    }

    /// <summary>Runs an operation on resources in whose changes the plugin has no part.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="work">Changes rows; runs again after a lost race.</param>
    /// <param name="cancellationToken">Abandons the operation while it is not committed.</param>
    public Task<TResult> RunAsync<TResult>(
        RequestContext context, Func<ChangeScope, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        store.WriteAsync((transaction, token) => work(new ChangeScope(transaction, context, hooks: null), token), cancellationToken);

    private async Task<bool> TellBackendAsync(RecordedChange change)
    {
        try
        {
            // The change is durable: not the client, who may go away, but a deadline ends the backend's time.
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.BackendTimeout), time);
            await change.Changed(deadline.Token).WaitAsync(deadline.Token);
            return true;
        }
        catch (Exception e)
        {
            Log.BackendFailed(logger, change.Kind, NameOf(change.Resource), change.Resource.Id, e);
        }

        if (change.Kind != ChangeKind.Delete && change.Resource is IHasStatus)
            await TryMarkErrorAsync(change.Resource);
        return false;
    }

    /// <summary>Does its best: the backend must hear of the operation's other changes even when the database is gone now.</summary>
    private async Task TryMarkErrorAsync(Resource failed)
    {
        try
        {
            await store.WriteAsync((transaction, token) => MarkErrorAsync(transaction, failed, token), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotMarked(logger, NameOf(failed), failed.Id, e);
        }
    }

    private static async Task<bool> MarkErrorAsync(StoreTransaction transaction, Resource failed, CancellationToken cancellationToken)
    {
        if (await transaction.Db.FindAsync(failed.GetType(), [failed.Id], cancellationToken) is not Resource resource)
            return false;

        ((IHasStatus)resource).Status = ResourceStatus.Error;
        resource.Touch(transaction.Now);
        return true;
    }

    private static string NameOf(Resource resource) => resource.GetType().Name.ToLowerInvariant();

    /// <summary>Ids 2001 to 2099; next 2003.</summary>
    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Error, "The backend failed after {Kind} of {Resource} {Id} was committed")]
        public static partial void BackendFailed(ILogger logger, ChangeKind kind, string resource, Guid id, Exception exception);

        [LoggerMessage(2002, LogLevel.Error, "{Resource} {Id} could not be set to status ERROR")]
        public static partial void NotMarked(ILogger logger, string resource, Guid id, Exception exception);
    }
}
