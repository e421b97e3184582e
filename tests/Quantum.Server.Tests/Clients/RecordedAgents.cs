using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Quantum.Core.Agents;
using Quantum.Server.Tests.Hosting;

namespace Quantum.Server.Tests.Clients;

/// <summary>The agents of the recorded cloud.</summary>
internal static class RecordedAgents
{
    private const string Collection = "/v2.0/agents";

    /// <summary>Has each agent report that a recorded list of agents shows.</summary>
    public static async Task ReportAsync(QuantumHost host, IEnumerable<Exchange> exchanges)
    {
        var agents = host.Services.GetRequiredService<AgentService>();
        var list = exchanges.FirstOrDefault(exchange => exchange is { Path: Collection, Response: not null });
        foreach (var agent in list?.Response!.Value.GetProperty("agents").EnumerateArray().ToArray() ?? [])
            await agents.ReportAsync(Report(agent), CancellationToken.None);
    }

    private static AgentReport Report(JsonElement agent) => new(
        agent.Text("agent_type")!,
        agent.Text("host")!,
        agent.Text("binary")!,
        agent.Text("topic")!,
        agent.Text("availability_zone"),
        agent.GetProperty("configurations").GetRawText(),
        IsStart: true);
}
