using Quantum.Core.Plugins;
using Quantum.Core.Policy;
using Quantum.Server.Hosting;
using Quantum.Server.Identity;

namespace Quantum.Server.Api.Agents;

/// <summary>
/// What agents on hosts call: <c>POST /agents/v1/{method}</c> with the arguments as a JSON object, answered by the result. Served
/// are the methods that the plugin lists, and one policy rule says who may call them.
/// </summary>
internal sealed class AgentMethodEndpoints(INetworkPlugin plugin, PolicyEngine policy, IIdentity identity, StoreReadiness readiness)
{
    public const string Root = "/agents/v1";

    /// <summary>The policy rule.</summary>
    public const string Rule = "call_agent_method";

    private readonly Dictionary<string, AgentMethod> _methods =
        ((plugin as IAgentPlugin)?.AgentMethods ?? []).ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>What the plugin serves.</summary>
    public IReadOnlyCollection<AgentMethod> Methods => _methods.Values;

    /// <summary>Answers any request below <see cref="Root"/>.</summary>
    public async Task HandleAsync(HttpContext http, string? path)
    {
        var request = ApiRequest.Of(http);
        readiness.Demand();
        var context = await identity.AuthenticateAsync(http, request, http.RequestAborted);
        request.Context = context;
        policy.Demand(context, [Rule], new PolicyTarget());

        var method = _methods.GetValueOrDefault(path ?? "") ?? throw new AgentMethodNotFoundException(path ?? "");
        request.Route = $"{Root}/{method.Name}";
        if (!HttpMethods.IsPost(http.Request.Method))
            throw ResourceEndpoints.NoSuchMethod(context);

        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var write = await method.InvokeAsync(new AgentCall(context, document.RootElement), http.RequestAborted);
        await Documents.WriteRootAsync(http, write);
    }
}
